from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations

from news.demo.load import change_shipped_password, load
from news.operations.demo_accounts import USERS


class Command(BaseCommand):
    help = "Puts the demonstration content and its three sign-ins on the site, once."

    @no_translations
    def handle(self, **options):
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("The demo is for a demonstration site: set DEMO=true to load it here.")
        shipped, password = settings.SHIPPED_DEMO_PASSWORD, settings.DEMO_PASSWORD
        made = load(password)
        if not made:
            changed = change_shipped_password(shipped, password)
            told = f"the password in DEMO_PASSWORD is now that of {', '.join(changed)}"
            self.stdout.write(
                f"The demo is on the site already; {told if changed else 'nothing was changed'}."
            )
            return
        hint = password if password == shipped else "the one in DEMO_PASSWORD"
        self.stdout.write(f"Demo loaded: {made} articles; sign in as {', '.join(USERS)}, password {hint}.")

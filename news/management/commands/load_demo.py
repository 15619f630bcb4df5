import os

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations

from news.demo.load import USERS, load

DOCUMENTED_PASSWORD = "ombudsman-916"  # noqa: S105 — for a demonstration on one's own machine, as the README says


class Command(BaseCommand):
    help = "Puts the demonstration content and its three sign-ins on the site, once."

    @no_translations
    def handle(self, **options):
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("The demo is for a demonstration site: set DEMO=true to load it here.")
        password = os.environ.get("DEMO_PASSWORD")
        made = load(password or DOCUMENTED_PASSWORD)
        if not made:
            self.stdout.write("The demo is on the site already; nothing was changed.")
            return
        hint = "the one in DEMO_PASSWORD" if password else DOCUMENTED_PASSWORD
        self.stdout.write(f"Demo loaded: {made} articles; sign in as {', '.join(USERS)}, password {hint}.")

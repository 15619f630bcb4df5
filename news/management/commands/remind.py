from django.core.management.base import BaseCommand

from news.desk.reminding import remind


class Command(BaseCommand):
    help = "Remind the desk by e-mail of reviews that are due and of translations that readers were promised."

    def handle(self, *args, **options):
        sent, unreachable = remind()
        self.stdout.write(f"{sent} letters sent.")
        for article in unreachable:
            self.stderr.write(f"{article}: nobody who is responsible for it has an e-mail address.")

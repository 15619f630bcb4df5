import os

from django.core.management.base import BaseCommand, CommandError, no_translations

from news.models import AttachedText
from news.operations.attached_files import read_pending


class Command(BaseCommand):
    help = "Reads attached files for the search that nobody has read yet. Can be run at any time."

    def add_arguments(self, parser):
        parser.add_argument("--background", action="store_true", help="readers go first")
        parser.add_argument("--again", action="store_true", help="also those that could not be read before")

    @no_translations
    def handle(self, background, again, **options):
        if background:
            os.nice(10)
        if again:
            AttachedText.objects.exclude(outcome=AttachedText.Outcome.READ).delete()
        count, failed = read_pending()
        self.stdout.write(f"{count} files read." if count or failed else "Every file was read before.")
        if failed:
            raise CommandError("\n".join(f"{name} was not read: {why}" for name, why in failed.items()))

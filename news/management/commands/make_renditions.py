import os

from django.core.management.base import BaseCommand, CommandError, no_translations
from rich.progress import Progress

from news.images.pending import make_missing
from news.models import Image


class Command(BaseCommand):
    help = "Makes the sizes and formats that pictures of the library still lack. Can be run at any time."

    def add_arguments(self, parser):
        parser.add_argument("--background", action="store_true", help="no progress bar, and readers go first")

    @no_translations
    def handle(self, background, **options):
        if background:
            os.nice(10)
        with Progress(disable=background) as bar:
            task = bar.add_task("Pictures", total=Image.objects.pending().count())
            made, failed = make_missing(lambda: bar.advance(task))
        self.stdout.write(f"{made} pictures done." if made or failed else "Every picture has its sizes.")
        if failed:
            raise CommandError(
                "\n".join(f"No sizes could be made of {name}: {why}" for name, why in failed.items())
            )

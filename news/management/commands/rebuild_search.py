import os

from django.core.management.base import BaseCommand
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from news.search.rebuilding import number_of_editions, rebuild


class Command(BaseCommand):
    help = "Make the search index anew, beside the one in use, and change over. The site can serve meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("--background", action="store_true", help="readers go first")

    def handle(self, background, **options):
        if background:
            os.nice(10)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns) as bar:
            task = bar.add_task("Editions", total=number_of_editions())
            rebuild(progress=lambda done: bar.advance(task, done))
        self.stdout.write(self.style.SUCCESS("The search index is new."))

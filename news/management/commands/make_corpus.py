import argparse

from django.core.management.base import BaseCommand, no_translations
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from news.demo import corpus

MOST_ARTICLES = 1_000_000


def number_of_articles(text):
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    if not 0 < number <= MOST_ARTICLES:
        raise argparse.ArgumentTypeError(f"give a number from 1 to {MOST_ARTICLES:,}, not {text[:20]!r}.")
    return number


class Command(BaseCommand):
    help = (
        "Makes N further articles in both languages for benchmarks; the same numbers give the same articles."
    )

    def add_arguments(self, parser):
        parser.add_argument("count", type=number_of_articles, metavar="N")
        parser.add_argument("--without-search", action="store_true", help="leave the search index as it is")

    @no_translations
    def handle(self, count, without_search, **options):
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns) as bar:
            made = bar.add_task("Articles", total=count)
            first = corpus.make(count, lambda done: bar.advance(made, done))
            if not without_search:
                indexed = bar.add_task(
                    "Texts in the search index", total=corpus.number_of_documents(first, count)
                )
                corpus.index(first, count, lambda done: bar.advance(indexed, done))
        self.stdout.write(f"{count:,} articles made, {first} to {first + count - 1}.")

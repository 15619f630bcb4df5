"""Makes N further articles in both languages: .venv/bin/python -m tests.benchmarks.make_corpus N

Into the database that DATABASE_URL names; `make corpus ARGS=N` into that of the site that `make run` serves.
The same numbers give the same articles on every machine.
"""

import argparse
import os

import django
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

MOST_ARTICLES = 1_000_000
COLUMNS = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
COLUMNS += [TimeElapsedColumn(), TimeRemainingColumn()]


def main(arguments=None):
    asked = parsed(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman_site.settings")
    django.setup()
    make(asked.count, asked.without_search)


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="make_corpus")
    parser.add_argument("count", type=number_of_articles, metavar="N")
    parser.add_argument("--without-search", action="store_true", help="leave the search index as it is")
    return parser.parse_args(arguments)


def number_of_articles(text):
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    if not 0 < number <= MOST_ARTICLES:
        raise argparse.ArgumentTypeError(f"give a number from 1 to {MOST_ARTICLES:,}, not {text[:20]!r}.")
    return number


def make(count, without_search=False):
    from tests.benchmarks import corpus

    with Progress(*COLUMNS) as bar:
        made = bar.add_task("Articles", total=count)
        first = corpus.make(count, lambda done: bar.advance(made, done))
        if not without_search:
            indexed = bar.add_task(
                "Texts in the search index", total=corpus.number_of_documents(first, count)
            )
            corpus.index(first, count, lambda done: bar.advance(indexed, done))
    print(f"{count:,} articles made, {first} to {first + count - 1}.")


if __name__ == "__main__":
    main()

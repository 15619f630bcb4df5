import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from news.mentions.scoring import score_mentions
from news.search.scoring import documents_of, score_queries
from news.search.scratch import ENGINES, scratch_index


class Command(BaseCommand):
    help = (
        "Score the search (a file with docs and queries) or the mentions (a file with entities and cases) "
        "through the code the site uses, in an index of its own."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--engine", choices=ENGINES, default="sqlite")
        parser.add_argument(
            "--language", choices=("az", "en"), default="az", help="The language of the page."
        )
        parser.add_argument("--misses", action="store_true", help="Also list what is not perfect.")

    def handle(self, *args, file, engine, language, misses, **options):
        data = _read(file)
        if "cases" in data:
            table, imperfect = score_mentions(data)
            self._print(("kind", "cases", "recall", "precision"), table)
        else:
            with scratch_index(engine) as index:
                index.add_many(documents_of(data))
                table, imperfect = score_queries(data, index, language)
            self._print(("kind", "queries", "recall@10", "precision@10", "MRR"), table)
        for line in imperfect if misses else ():
            self.stdout.write(line)

    def _print(self, heads, table):
        self.stdout.write("".join(f"{head:>14}" for head in heads))
        for kind, (number, *scores) in table.items():
            self.stdout.write(f"{kind:>14}{number:>14}" + "".join(f"{score:>14.3f}" for score in scores))


def _read(file):
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CommandError(f"{file} cannot be read: {problem}") from problem
    if not isinstance(data, dict) or not (
        {"docs", "queries"} <= set(data) or {"entities", "cases"} <= set(data)
    ):
        raise CommandError(f"{file} has neither docs and queries nor entities and cases.")
    return data

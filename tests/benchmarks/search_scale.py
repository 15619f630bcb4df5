"""How the search grows: python tests/benchmarks/search_scale.py QUERIES.json [1000 10000 100000]

Fills the database that DATABASE_URL names (an empty one, SQLite or PostgreSQL) up to each number of articles
and prints, for the file's queries through the site's own index, p50, p95 and the longest in milliseconds, the
size of the index and the rate at which texts were indexed. Not collected by pytest: it takes minutes.
"""

import json
import os
import sys
import time
from pathlib import Path
from statistics import quantiles

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman_site.settings")
os.environ.setdefault("DEBUG", "1")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402

from news.models import Article  # noqa: E402
from news.models.search import SearchDocument, SearchTerm  # noqa: E402
from news.search.editions import site_index  # noqa: E402
from news.search.engines import engine_for  # noqa: E402
from tests.benchmarks import corpus  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
COLUMNS = ("articles", "texts", "p50 ms", "p95 ms", "max ms", "index MB", "texts/s")


def grow(size):
    """Texts indexed a second, while the corpus grows to that size."""
    first = corpus.make(size - Article.objects.count(), lambda done: None)
    number = corpus.number_of_documents(first, size)
    began = time.perf_counter()
    corpus.index(first, size, lambda done: None)
    rate = number / (time.perf_counter() - began)
    engine_for("default").optimise()
    return rate


def measure(queries):
    """Milliseconds of each query with its page of hits, after one round to warm up."""
    taken = []
    for is_warm in (False, True):
        for query in queries:
            began = time.perf_counter()
            site_index().search(query, "az").hits()
            if is_warm:
                taken.append((time.perf_counter() - began) * 1000)
        reset_queries()
    return taken


def index_megabytes():
    if connection.vendor == "sqlite":
        sql = "SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'news_search%' OR name LIKE 'search_term%'"
    else:
        sql = (
            f"SELECT pg_total_relation_size('{SearchDocument._meta.db_table}')"
            f" + pg_total_relation_size('{SearchTerm._meta.db_table}')"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0] / 1e6


def main(file, *sizes):
    settings.DEBUG = False
    queries = [query["q"] for query in json.loads(Path(file).read_text(encoding="utf-8"))["queries"]]
    call_command("migrate", verbosity=0)
    print("".join(f"{name:>10}" for name in COLUMNS))
    for size in map(int, sizes or SIZES):
        rate = grow(size)
        taken = measure(queries)
        cut = quantiles(taken, n=100)
        texts = SearchDocument.objects.count()
        print(
            f"{size:>10}{texts:>10}{cut[49]:>10.1f}{cut[94]:>10.1f}{max(taken):>10.1f}"
            f"{index_megabytes():>10.0f}{rate:>10.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Figures for Prometheus, of all workers of this machine together; nothing in them tells who asked."""

import os

from django.db import Error
from django.db.models import Count

from news.models import AuditEntry
from news.pagecache.stats import state
from news.shared_memory import shared_memory

FOLDER = shared_memory().folder / "requests"
FOLDER.mkdir(mode=0o700, exist_ok=True)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(FOLDER)  # read by the library while it is imported

from prometheus_client import CollectorRegistry, Counter, generate_latest  # noqa: E402
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily  # noqa: E402
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402

REQUESTS = Counter(
    "ombudsman_requests",
    "Requests that reached a view; finished pages are served before that.",
    ["view", "status"],
)
REQUESTS.labels("", 200)  # opens this process's file now, while its folder is certainly there


class MachineCollector:
    """The figures in shared memory and, while the database answers, those in the database."""

    def collect(self):
        try:
            found = state(shared_memory())
            acts = dict(AuditEntry.objects.order_by().values_list("action").annotate(Count("pk")))
        except Error:
            yield GaugeMetricFamily("ombudsman_database_answers", "Whether it does.", value=0)
            return
        yield GaugeMetricFamily("ombudsman_database_answers", "Whether it does.", value=1)
        pages = "Pages served from the finished ones, and pages that had to be made."
        served = CounterMetricFamily("ombudsman_finished_pages", pages, labels=["outcome"])
        served.add_metric(["hit"], found.total("hits"))
        served.add_metric(["miss"], found.total("misses"))
        yield served
        yield GaugeMetricFamily("ombudsman_finished_bytes", "Their size.", value=found.total("bytes"))
        yield GaugeMetricFamily(
            "ombudsman_workers", "Those that have served a page.", value=len(found.workers)
        )
        yield GaugeMetricFamily("ombudsman_reads_backlog", "Reads not saved yet.", value=found.unsaved_reads)
        yield GaugeMetricFamily("ombudsman_generation", "Of the public content.", value=found.generation)
        done = CounterMetricFamily("ombudsman_acts", "Entries in the log of acts.", labels=["action"])
        for action, number in sorted(acts.items()):
            done.add_metric([action], number)
        yield done


def exposition():
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(FOLDER))
    registry.register(MachineCollector())
    return generate_latest(registry)

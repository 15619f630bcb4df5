from django.core.management.base import BaseCommand
from django.utils import timezone

from news.pagecache.stats import state
from news.shared_memory import shared_memory


class Command(BaseCommand):
    help = "Show the finished pages of this machine: generation, hits, misses and size of each worker."

    def handle(self, **options):
        now = state(shared_memory())
        boundary = f"{timezone.localtime(now.boundary):%d.%m.%Y %H:%M:%S}" if now.boundary else "none"
        self.stdout.write(f"generation {now.generation}, epoch {now.epoch}, next boundary {boundary}")
        self.stdout.write(f"reads not saved yet: {now.unsaved_reads}")
        for worker in now.workers:
            self.stdout.write(
                f"worker {worker.process}: {worker.hits} hits, {worker.misses} misses, "
                f"{worker.pages} pages, {worker.bytes / 1024 / 1024:.1f} MB"
            )
        self.stdout.write(f"all workers: {now.hit_rate:.1%} served from finished pages")

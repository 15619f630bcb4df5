from django.core.management.base import BaseCommand

from news.operations.link_check import check


class Command(BaseCommand):
    help = "Follow the links in all texts, public or in preparation, and show the broken ones at the desk."

    def add_arguments(self, parser):
        parser.add_argument(
            "--internal-only", action="store_true", help="only links to this site, without the network"
        )

    def handle(self, *args, internal_only, **options):
        run = check(internal_only)
        self.stdout.write(f"{run.links} links looked at, {run.broken} of them broken.")

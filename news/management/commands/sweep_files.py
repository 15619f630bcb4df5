from django.core.management.base import BaseCommand, no_translations

from news.operations.orphans import LEFT_ALONE, sweep


class Command(BaseCommand):
    help = "Deletes uploaded files that no row names and that are older than a day. Can be run at any time."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only name them")

    @no_translations
    def handle(self, dry_run, **options):
        orphans = sweep(is_rehearsal=dry_run)
        for name in orphans:
            self.stdout.write(name)
        hours = LEFT_ALONE.total_seconds() // 3600
        done = "would be deleted" if dry_run else "deleted"
        self.stdout.write(f"{len(orphans)} files older than {hours:.0f} hours that no row names: {done}.")

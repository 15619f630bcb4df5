from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from news.operations.backup import BackupError, restore


class Command(BaseCommand):
    help = "Bring a backup into an empty site: run migrate on a new database first."

    def add_arguments(self, parser):
        parser.add_argument("source", help="the file that `backup` made")

    def handle(self, source, **options):
        try:
            with Console(stderr=True).status("Restore") as status:
                manifest = restore(source, step=lambda name: status.update(f"Restoring {name}"))
        except (BackupError, OSError) as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        call_command("rebuild_search")
        rows = sum(about.get("rows", 0) for about in manifest["files"].values())
        uploads = sum("rows" not in about for about in manifest["files"].values())
        self.stdout.write(
            self.style.SUCCESS(f"The site of {manifest['made_at']}: {rows} rows, {uploads} files.")
        )

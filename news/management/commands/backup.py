from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from rich.console import Console

from news.operations.backup import BackupError, keep_newest, new_name, save
from news.operations.latest_backup import note


class Command(BaseCommand):
    help = "Save all rows and uploads in one file, while the site is at work."

    def add_arguments(self, parser):
        parser.add_argument(
            "target", type=Path, help="a file, or a folder that gets a file named by the time"
        )
        parser.add_argument("--keep", type=int, help="delete all but so many backups of the folder")

    def handle(self, target, keep, **options):
        if keep is not None and (keep < 1 or not target.is_dir()):
            raise CommandError("--keep needs a number from 1 up, and a folder as the target.")
        file = target / new_name() if target.is_dir() else target
        try:
            with Console(stderr=True).status("Backup") as status:
                writer = save(file, step=lambda name: status.update(f"Saving {name}"))
        except (BackupError, DatabaseError, OSError) as error:
            raise CommandError(f"The backup was not made: {error}") from error
        try:
            note(file)
        except OSError as error:
            self.stderr.write(f"The backup is whole, but the desk will not show when it was made: {error}")
        rows = sum(about.get("rows", 0) for about in writer.files.values())
        uploads = sum("rows" not in about for about in writer.files.values())
        self.stdout.write(self.style.SUCCESS(f"{file}: {rows} rows, {uploads} files."))
        readers = f"encrypted for {len(settings.BACKUP_RECIPIENTS)}" * bool(settings.BACKUP_RECIPIENTS)
        self.stdout.write(f"Signed with the key {writer.key}, {readers or 'not encrypted'}.")
        for name in keep_newest(target, keep) if keep else []:
            self.stdout.write(f"{name}: deleted.")

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from rich.console import Console

from news.operations.backup import BackupError, Uncertain, restore


class Command(BaseCommand):
    help = "Bring a backup into an empty site: run migrate on a new database first."

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path, help="the file that `backup` made")
        parser.add_argument(
            "--identity",
            type=Path,
            metavar="FILE",
            help="the age secret key of one of its recipients",
        )
        parser.add_argument(
            "--unsigned",
            action="store_true",
            help="restore it although nothing shows that this site made it: an earlier version did, or the "
            "key that signed it is lost",
        )
        parser.add_argument(
            "--broken-log",
            action="store_true",
            help="restore it although its log of acts was changed; the restored site says so from then on",
        )

    def handle(self, source, identity, unsigned, broken_log, **options):
        try:
            with Console(stderr=True).status("Restore") as status:
                restored = restore(
                    source, lambda name: status.update(f"Restoring {name}"), identity, unsigned, broken_log
                )
        except Uncertain as error:
            raise CommandError(str(error)) from error
        except (BackupError, DatabaseError, OSError) as error:
            notes = getattr(error, "__notes__", [])
            raise CommandError(" ".join([f"Nothing was restored: {error}", *notes])) from error
        self.say(restored)

    def say(self, restored):
        manifest, cleaned, log_fault = restored
        rows = sum(about.get("rows", 0) for about in manifest["files"].values())
        uploads = sum("rows" not in about for about in manifest["files"].values())
        if cleaned:
            self.stdout.write(f"Taken out of rich texts, because it is not allowed: {', '.join(cleaned)}")
        if log_fault:
            self.stdout.write(self.style.WARNING(f"The log of acts is not whole: {log_fault}"))
        self.stdout.write(
            self.style.SUCCESS(f"The site of {manifest['made_at']}: {rows} rows, {uploads} files.")
        )

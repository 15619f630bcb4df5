import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from news.public.accessibility_report import record


class Command(BaseCommand):
    help = "Bring the accessibility statement up to date with the result file of the browser tests."

    def add_arguments(self, parser):
        parser.add_argument("file", help="written by: make test ARGS=--accessibility-result=FILE")

    def handle(self, *args, file, **options):
        try:
            with open(file, encoding="utf-8") as opened:
                run = record(json.load(opened))
        except (OSError, ValueError) as error:
            raise CommandError(f"{file} cannot be read: {error}") from error
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        self.stdout.write(
            self.style.SUCCESS(f"The statement tells of the test of {run.ran_at:%d.%m.%Y %H:%M}.")
        )

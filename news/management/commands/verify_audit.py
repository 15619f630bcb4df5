from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError

from news.operations.audit_seals import Seal, verify


def a_seal(text):
    try:
        return Seal.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(error) from error


class Command(BaseCommand):
    help = "Checks that no act in the log was changed, deleted or slipped in; names the first that was."

    def add_arguments(self, parser):
        parser.add_argument(
            "--seal",
            type=a_seal,
            action="append",
            default=[],
            help="A line that seal_audit wrote in a letter: the log must still fit it. May be repeated.",
        )

    def handle(self, *args, seal, **options):
        count, wrong, compared = verify(seal)
        if wrong:
            raise CommandError(f"{wrong} The {count} before it are whole.")
        self.stdout.write(
            f"The log is whole: {count} acts. Seals compared: {compared}. Seal: {Seal.of_now()}"
        )

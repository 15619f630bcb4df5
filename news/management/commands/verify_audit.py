from django.core.management.base import BaseCommand, CommandError

from news.models import AuditEntry


def a_seal(text):
    number, colon, digest = text.partition(":")
    if not (number.isdecimal() and colon and len(digest) == 64):
        raise ValueError(text)
    return text


class Command(BaseCommand):
    help = "Checks that no act in the log was changed, deleted or slipped in; names the first that was."

    def add_arguments(self, parser):
        parser.add_argument(
            "--seal",
            type=a_seal,
            metavar="NUMBER:HASH",
            help="What an earlier run printed and somebody keeps elsewhere: the log must still contain it.",
        )

    def handle(self, *args, seal, **options):
        count, wrong = AuditEntry.objects.verify(seal or "")
        if wrong:
            raise CommandError(f"{wrong} The {count} before it are whole.")
        last = AuditEntry.objects.order_by("-number").values_list("number", "hash").first()
        sealed = f" Seal: {last[0]}:{last[1]}" if last else ""
        self.stdout.write(f"The log is whole: {count} acts.{sealed}")

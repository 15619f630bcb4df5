from django.core.management.base import BaseCommand, CommandError

from news.readership.roll_up import months_ago, roll_up_before

FEWEST_MONTHS = 1


class Command(BaseCommand):
    help = "Turn the reads by day of months long past into reads by month; totals stay the same."

    def add_arguments(self, parser):
        parser.add_argument(
            "--older-than", type=int, default=24, metavar="MONTHS", help="How many whole months stay by day."
        )

    def handle(self, *args, older_than, **options):
        if older_than < FEWEST_MONTHS:
            raise CommandError("--older-than must be at least 1: the present month is still being counted.")
        taken, made = roll_up_before(months_ago(older_than))
        self.stdout.write(f"{taken} rows by day became {made} rows by month.")

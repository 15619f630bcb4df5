from django.core.management.base import BaseCommand, CommandError

from news.desk.audit_letters import send_fault, send_seal
from news.operations.audit_seals import Seal, keep, verify


class Command(BaseCommand):
    help = "Checks the log of acts and sends a seal of it where AUDIT_SEAL_EMAIL, _DIR and _BUCKET say."

    def handle(self, *args, **options):
        count, wrong, _compared = verify()
        if wrong:
            send_fault(wrong)
            raise CommandError(f"{wrong} The {count} before it are whole. The log was not sealed.")
        seal = Seal.of_now()
        places, faults = keep(seal)
        sent, not_sent = send_seal(seal)
        self.stdout.write(f"Seal: {seal}")
        for place in places + sent:
            self.stdout.write(f"It went to {place}.")
        if faults + not_sent:
            raise CommandError("\n".join(faults + not_sent))
        if not places + sent:
            raise CommandError(
                "The seal went nowhere: set AUDIT_SEAL_EMAIL, AUDIT_SEAL_DIR or AUDIT_SEAL_BUCKET."
            )

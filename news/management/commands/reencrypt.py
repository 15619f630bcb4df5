from django.core.management.base import BaseCommand, CommandError

from news.operations.reencryption import encrypt_all_again


class Command(BaseCommand):
    help = "Encrypts every stored secret with the first of the ENCRYPTION_KEYS: afterwards the others can go."

    def handle(self, *args, **options):
        done, unreadable = encrypt_all_again()
        self.stdout.write(f"{done} secrets are encrypted with the first key.")
        if unreadable:
            raise CommandError("\n".join(["None of the keys can read:", *unreadable]))

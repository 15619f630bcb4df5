import argparse
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, no_translations

from news.importing.import_edition import NotImported, import_edition
from news.importing.lines import MOST_BYTES, NotAnOldPage
from news.importing.old_page import read_page
from news.text.languages import LANGUAGES

HIGHEST_NUMBER = 2**31 - 1


def article_number(text):
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    if not 0 < number <= HIGHEST_NUMBER:
        raise argparse.ArgumentTypeError(
            f"an article's number is from 1 to {HIGHEST_NUMBER}, not {text[:20]!r}."
        )
    return number


def beginning_of(path):
    """The content, up to what shows that a file is too large."""
    with Path(path).open("rb") as file:
        return file.read(MOST_BYTES + 1)


class Command(BaseCommand):
    help = "Brings saved pages of the old site (text or HTML) to this site, published on their own date."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--language", choices=LANGUAGES, help="of the text; found out when not given")
        parser.add_argument(
            "--number", type=article_number, help="the article's; read in the file when not given"
        )

    @no_translations
    def handle(self, files, language, number, **options):
        done = [self.import_file(file, language, number) for file in files]
        if not all(done):
            raise CommandError(f"{done.count(False)} of {len(done)} files not imported.")

    def import_file(self, file, language, number):
        try:
            page = read_page(beginning_of(file), Path(file).absolute().as_posix())
            article, happened = import_edition(page, language, number, source=Path(file).name)
        except OSError as error:
            return self.refuse(file, f"it cannot be read: {error.strerror}.")
        except (NotAnOldPage, NotImported) as error:
            return self.refuse(file, error)
        except ValidationError as error:
            return self.refuse(file, " ".join(error.messages))
        self.stdout.write(f"{file}: article {article.number} {happened}.")
        return True

    def refuse(self, file, reason):
        self.stderr.write(f"{file}: {reason}")
        return False

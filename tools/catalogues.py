"""The translation catalogues, in pure Python: many machines have no gettext.

`compile` makes each .mo that is older than its .po. `check` fails on missing translations. `update` brings
the catalogues in step with code and templates, and takes translations from the files that are named.
"""

import os
import sys
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PUBLIC_TEMPLATES = "templates/public"  # Jinja's
# English is the language of the code: the English catalogue holds only exceptions.
SOURCE_LANGUAGE = "en"


def catalogue_files():
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))


def framework_files():
    """What we say otherwise than Django and allauth do: written by hand, so `update` leaves it alone."""
    return sorted(ROOT.glob("locale/frameworks/*/LC_MESSAGES/*.po"))


def read(file):
    with file.open("rb") as opened:
        return read_po(opened, locale=file.parent.parent.name)


# --- compile ---------------------------------------------------------------------


def compile_catalogues():
    for file in [*catalogue_files(), *framework_files()]:
        compiled = file.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < file.stat().st_mtime:
            write_whole(compiled, lambda opened, file=file: write_mo(opened, read(file)))


def write_whole(file, write):
    """A reader of the file sees the old content or the new one, never half of it."""
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    with beside.open("wb") as opened:
        write(opened)
    beside.replace(file)


# --- messages in code and templates ------------------------------------------------


def messages_in_use():
    used = Catalog()
    for folder in ("news", "ombudsman_site"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            collect(used, file, file.read_text())
    for folder in ("templates", "news/templates"):
        for file in sorted((ROOT / folder).rglob("*.*")):
            if file.is_relative_to(ROOT / PUBLIC_TEMPLATES):
                collect(used, file, file.read_text(), babel_extract)
            else:
                collect(used, file, as_python(file.read_text()))
    return used


def as_python(template):
    """A template of the desk as calls of gettext, without the indentation, which Python would not accept."""
    return "\n".join(line.strip() for line in templatize(template).splitlines())


def collect(used, file, source, method="python"):
    where = str(file.relative_to(ROOT))
    found = extract(method, BytesIO(source.encode()), KEYWORDS, ["Translators:"])
    for line, message, comments, context in found:
        used.add(message, None, [(where, line)], auto_comments=comments, context=context)


# --- check -------------------------------------------------------------------------


def check_catalogues():
    used = messages_in_use()
    complaints = [line for file in catalogue_files() for line in complaints_about(file, used)]
    complaints += [line for file in framework_files() for line in complaints_about(file, [])]
    if not catalogue_files():
        complaints = ["There is no catalogue: locale/<language>/LC_MESSAGES/django.po"]
    print("\n".join(complaints) or "The translation catalogues are complete.")
    return 1 if complaints else 0


def complaints_about(file, used):
    catalogue, name = read(file), file.relative_to(ROOT)
    for message in catalogue:
        if message.id and (complaint := complaint_about(message, catalogue)):
            yield f"{name}:{message.lineno}: {complaint}: {message.id!r}"
    if catalogue.locale.language != SOURCE_LANGUAGE:
        for message in used:
            if message.id and catalogue.get(message.id, message.context) is None:
                yield f"{name}: missing: {message.id!r} ({message.locations[0][0]}); `make messages` adds it"


def complaint_about(message, catalogue):
    if message.fuzzy:
        return "unsure (fuzzy)"
    if not is_translated(message):
        return "not translated"
    return next((str(error) for error in message.check(catalogue)), None)


def is_translated(message):
    return all(message.string) if message.pluralizable else bool(message.string)


# --- update --------------------------------------------------------------------------


def update_catalogues(sources):
    used, given = messages_in_use(), translations_in(sources)
    for file in catalogue_files():
        catalogue = read(file)
        if catalogue.locale.language == SOURCE_LANGUAGE:
            continue
        catalogue.update(used, no_fuzzy_matching=True)
        messages = [message for message in catalogue if message.id]
        for message in messages:
            message.string = given.get(key(message), message.string)
        write_whole(file, lambda opened, catalogue=catalogue: write_catalogue(opened, catalogue))
        left = sum(not is_translated(message) for message in messages)
        print(f"{file.relative_to(ROOT)}: {len(messages)} messages, {left} of them not translated")


def translations_in(sources):
    """The translations in these files; where two files disagree, the first counts and the other is shown."""
    given = {}
    for source in sources:
        with Path(source).open("rb") as opened:
            messages = [message for message in read_po(opened) if message.id and is_translated(message)]
        for message in messages:
            if given.setdefault(key(message), message.string) != message.string:
                print(f"{source}:{message.lineno}: differs: {message.id!r}: {message.string!r} (not taken)")
    return given


def key(message):
    """A message without a plural and the same message with one are a single entry of a catalogue."""
    singular = message.id[0] if message.pluralizable else message.id
    return singular, message.context, message.pluralizable


def write_catalogue(opened, catalogue):
    write_po(opened, catalogue, width=110, include_lineno=False, ignore_obsolete=True, sort_by_file=True)


if __name__ == "__main__":
    task, *arguments = sys.argv[1:]
    if task == "compile":
        compile_catalogues()
    elif task == "update":
        update_catalogues(arguments)
    else:
        sys.exit(check_catalogues())

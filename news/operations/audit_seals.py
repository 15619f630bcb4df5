"""Seals of the log of acts, kept where whoever has the database does not reach, and compared with the log.

A seal says how many acts there were at a moment, and holds the hash of the last: a log that was written anew
or cut short since does not fit it, whoever did that and with whichever key.
"""

import re
from datetime import UTC
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from news.models import AuditEntry, AuditSeal
from news.models.audit_keys import UnknownKey, is_signed, name_of_first_key, signature

WRITTEN = re.compile(
    r"(?P<number>\d{1,18}):(?P<hash>[0-9a-f]{64})"
    r"(?::(?P<at>\d{8}T\d{6}Z):(?P<key_name>[0-9a-f]{16}):(?P<signature>[0-9a-f]{64}))?"
)
PURPOSE = "seal"
EXTENSION = ".seal"


class NotKept(Exception):
    """A place in which seals are kept cannot be read."""


class Seal(NamedTuple):
    """One line: NUMBER:HASH:TIME:KEY:SIGNATURE; the first two are enough to compare it with the log."""

    number: int
    hash: str
    at: str = ""
    key_name: str = ""
    signature: str = ""

    @classmethod
    def of_now(cls):
        end, at = AuditSeal.stored(), timezone.now().astimezone(UTC)
        unsigned = cls(end.number, end.hash, f"{at:%Y%m%dT%H%M%SZ}", name_of_first_key())
        return unsigned._replace(signature=signature(unsigned.text, PURPOSE, unsigned.key_name))

    @classmethod
    def parse(cls, text):
        """ValueError for anything else than a seal."""
        written = WRITTEN.fullmatch(text.strip())
        if written is None:
            raise ValueError("This is no seal: copy the whole line, NUMBER:HASH:TIME:KEY:SIGNATURE.")
        values = written.groupdict(default="")
        return cls(**values | {"number": int(values["number"])})

    def __str__(self):
        return ":".join(filter(None, map(str, self)))

    @property
    def text(self):
        return f"{self.number}:{self.hash}:{self.at}:{self.key_name}"

    def fault(self):
        """What is wrong with the seal itself."""
        if not self.signature:
            return ""
        try:
            is_ours = is_signed(self.text, PURPOSE, self.key_name, self.signature)
        except UnknownKey as error:
            return str(error)
        return "" if is_ours else "was not made here."


def keep(seal):
    """([the places in which it is kept now, as a file of its own], [a sentence for each that failed])."""
    places, faults = [], []
    for name, place in settings.AUDIT_SEAL_STORES.items():
        try:
            storages[name].save(f"{seal.at}-{seal.number}{EXTENSION}", ContentFile(f"{seal}\n".encode()))
        except OSError as error:
            faults.append(f"The seal could not be kept in {place}: {error}")
        else:
            places.append(place)
    return places, faults


def kept():
    """[(where it is kept, what is written there)], the oldest first."""
    return [file for name, place in settings.AUDIT_SEAL_STORES.items() for file in kept_in(name, place)]


def kept_in(name, place):
    store = storages[name]
    try:
        for file in sorted(store.listdir("")[1]):
            if file.endswith(EXTENSION):
                with store.open(file) as opened:
                    yield f"{place}/{file}", opened.read().decode("ascii", "replace")
    except OSError as error:
        raise NotKept(f"The seals in {place} cannot be read: {error}") from error


def verify(given=()):
    """(how many acts hold, what is wrong with the next one or with a seal or "", number of seals)."""
    read, unreadable = list(given), ""
    try:
        for where, text in kept():
            try:
                read.append(Seal.parse(text))
            except ValueError:
                unreadable = unreadable or f"{where} holds no seal any more."
    except NotKept as error:
        unreadable = str(error)
    count, wrong = AuditEntry.objects.verify(read)
    faults = (f"The seal {seal} {fault}" for seal in read if (fault := seal.fault()))
    return count, wrong or unreadable or next(faults, ""), len(read)

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

from .outages import StoreIsGone

WRITTEN = re.compile(
    r"(?P<number>\d{1,18}):(?P<hash>[0-9a-f]{64})"
    r"(?::(?P<at>\d{8}T\d{6}Z):(?P<key_name>[0-9a-f]{16}):(?P<signature>[0-9a-f]{64}))?"
)
PURPOSE = "seal"
EXTENSION = ".seal"


class NotKept(Exception):
    """A place for seals cannot be written to or read."""


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
            return (
                "" if is_signed(self.text, PURPOSE, self.key_name, self.signature) else "was not made here."
            )
        except UnknownKey as error:
            return str(error)


def keep(seal):
    """The places in which it is kept now, as a file of its own in each."""
    return [_keep(seal, place, name) for name, place in settings.AUDIT_SEAL_STORES.items()]


def _keep(seal, place, name):
    try:
        storages[name].save(f"{seal.at}-{seal.number}{EXTENSION}", ContentFile(f"{seal}\n".encode()))
    except (OSError, StoreIsGone) as error:
        raise NotKept(f"The seal could not be kept in {place}: {error}") from error
    return place


def kept():
    """[(where it is kept, seal)], the oldest first; ValueError for a file that holds none."""
    return [seal for name, place in settings.AUDIT_SEAL_STORES.items() for seal in _kept(name, place)]


def _kept(name, place):
    store = storages[name]
    try:
        for file in sorted(store.listdir("")[1]):
            if file.endswith(EXTENSION):
                with store.open(file) as opened:
                    yield f"{place}/{file}", opened.read().decode("ascii", "replace")
    except (OSError, StoreIsGone) as error:
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

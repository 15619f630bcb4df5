"""A small site and its backups; backups that somebody made or changed by hand."""

import gzip
import hashlib
import io
import json
import shutil
import tarfile

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pyrage import x25519

from news import editing
from news.models import Attachment, guards
from news.operations.backup import signature
from tests.helpers.articles import make_edition
from tests.helpers.users import make_user

MANIFEST = "manifest.json"
PLAIN, ENCRYPTED, IDENTITY = "plain.tar", "encrypted.tar.age", "identity.txt"


def back_up_a_small_site(folder):
    """Fill the empty site of this process; put its backups there, and the key of one of two recipients."""
    fill_the_site()
    call_command("backup", folder / PLAIN)
    identity, another = x25519.Identity.generate(), x25519.Identity.generate()
    (folder / IDENTITY).write_text(as_age_keygen_writes(identity))
    with override_settings(BACKUP_RECIPIENTS=[str(who.to_public()) for who in (another, identity)]):
        call_command("backup", folder / "encrypted")
    (made,) = (folder / "encrypted").iterdir()
    assert made.name.endswith(".tar.age")
    made.rename(folder / ENCRYPTED)


def as_age_keygen_writes(identity):
    return f"# created: 2026-11-29\n# public key: {identity.to_public()}\n{identity}\n"


def fill_the_site():
    make_user("admin", "administrator")
    for title in ("Water", "Bread"):
        edition = make_edition(title_en=title)
        Attachment.objects.create(edition=edition, file=ContentFile(title.encode(), f"{title}.txt"))
        editing.publish(edition, None)


def empty_the_site():
    if connection.vendor == "sqlite":
        guards.remove(connection)  # of the log; emptying the tables installs them again
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


class Parts:
    """A backup taken apart: [[name, content]] in order, and the manifest. It can be put together again."""

    def __init__(self, backup):
        with tarfile.open(backup) as tar:
            self.members = [[entry.name, tar.extractfile(entry).read()] for entry in tar]
        self.manifest = json.loads(self.members.pop()[1])

    def rows_of(self, model):
        content = dict(self.members)[f"rows/{model}.jsonl.gz"]
        return [json.loads(line) for line in gzip.decompress(content).splitlines()]

    def replace_rows(self, model, rows):
        lines = "".join(f"{json.dumps(row)}\n" for row in rows).encode()
        self.replace(f"rows/{model}.jsonl.gz", gzip.compress(lines), rows=len(rows), unpacked=len(lines))

    def replace(self, name, content, **about):
        for member in self.members:
            if member[0] == name:
                member[1] = content
        self.describe(name, content, **about)

    def add(self, name, content, **about):
        self.members.append([name, content])
        self.describe(name, content, **about)

    def describe(self, name, content, **about):
        digest = hashlib.sha256(content).hexdigest()
        told = self.manifest["files"].get(name, {}) | {"sha256": digest, "size": len(content)} | about
        self.manifest["files"][name] = told

    def write(self, target, is_signed=True, entries=()):
        """entries: finished TarInfo objects that come first."""
        with target.open("w+b") as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                for entry in entries:
                    tar.addfile(entry)
                for name, content in [*self.members, [MANIFEST, json.dumps(self.manifest).encode()]]:
                    entry = tarfile.TarInfo(name)
                    entry.size = len(content)
                    tar.addfile(entry, io.BytesIO(content))
            if is_signed:
                signature.sign(file)
        return target

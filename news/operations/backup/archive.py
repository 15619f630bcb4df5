"""The file of a backup: a tar with the rows as lines (gzip), the uploads as they are and, last, a manifest.

manifest.json: {"format", "made_at", "migrations": [[app, name]], "files": {name in the tar: {"sha256", "size"
and, of rows, "rows", "unpacked"}}}. Behind the tar stands the signature of everything before it. The tar is
not opened before that is verified, and nothing in it is used before all of it is as the manifest says.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
import zlib
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from . import age, signature
from .error import BackupError

FORMAT = 2
UNSIGNED_FORMAT = 1  # as earlier versions made it: without a signature and the unpacked sizes
MANIFEST = "manifest.json"
ROWS, MEDIA = "rows/", "media/"
PIECE = 1 << 20
MOST_FILES = 2_000_000
MOST_MANIFEST_BYTES = 1 << 29
MOST_UNPACKED_BYTES = 1 << 35  # of the rows of one table
MOST_LINE_BYTES = 1 << 28


# --- Writing -------------------------------------------------------------------------------------------


class Writer:
    """Adds files to the tar of a backup and notes their checksums for the manifest."""

    def __init__(self, tar):
        self.tar = tar
        self.files = {}
        self.key = ""  # the name of the one that signed

    def add(self, name, file, size, **about):
        """Put the file's content in under that name, reading it once."""
        entry = tarfile.TarInfo(name)
        entry.size = size
        reader = Hashing(file)
        self.tar.addfile(entry, reader)
        self.files[name] = {"sha256": reader.hash.hexdigest(), "size": size, **about}

    def finish(self, **about):
        content = json.dumps({"format": FORMAT, **about, "files": self.files}, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(content)
        self.tar.addfile(entry, io.BytesIO(content))


class Hashing:
    def __init__(self, file):
        self.file = file
        self.hash = hashlib.sha256()

    def read(self, size=-1):
        piece = self.file.read(size)
        self.hash.update(piece)
        return piece


@contextmanager
def new_archive(target):
    """A Writer to an unfinished file, which takes the target's name when it is complete and on the disk."""
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with owners_own(unfinished) as file:
            if settings.BACKUP_RECIPIENTS:
                with tempfile.TemporaryFile(dir=target.parent) as plain:  # it has no name: nobody can open it
                    yield from written(plain)
                    age.encrypt(plain, file)
            else:
                yield from written(file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def owners_own(path):
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def written(file):
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        writer = Writer(tar)
        yield writer
    writer.key = signature.sign(file)


# --- Reading -------------------------------------------------------------------------------------------


class Archive:
    """A backup of which everything is as its manifest says."""

    def __init__(self, tar):
        entries = entries_of(tar)
        self.tar = tar
        self.manifest = read_manifest(tar, entries)
        self.files = self.manifest["files"]
        self.entries = dict(zip(self.files, entries, strict=False))
        if [*self.files, MANIFEST] != [entry.name for entry in entries]:
            raise BackupError("The backup does not hold the files that its manifest names, in that order.")
        for name, about in self.files.items():
            self._check(name, about)

    def _check(self, name, about):
        if self.entries[name].size != about["size"]:
            raise BackupError(f"{name} in the backup has another size than the manifest says.")
        with self.content(name) as file:
            while file.read(PIECE):
                pass
        if name.startswith(ROWS):
            for _line in self.lines(name):
                pass

    def names(self, folder):
        return [name for name in self.files if name.startswith(folder)]

    def open(self, name):
        return self.tar.extractfile(self.entries[name])

    @contextmanager
    def content(self, name):
        """The file, to be read to its end: BackupError when that was not what the manifest says."""
        with self.open(name) as file:
            reader = Hashing(file)
            yield reader
            if reader.hash.hexdigest() != self.files[name]["sha256"]:
                raise BackupError(f"{name} in the backup is damaged: its checksum differs.")

    def lines(self, name):
        """The rows of one table, unpacked no further than the manifest and the limits say."""
        about = self.files[name]
        most = min(about.get("unpacked", MOST_UNPACKED_BYTES), MOST_UNPACKED_BYTES)
        rows = unpacked = 0
        try:
            with self.content(name) as packed, gzip.GzipFile(fileobj=packed) as file:
                while line := file.readline(MOST_LINE_BYTES):
                    rows, unpacked = rows + 1, unpacked + len(line)
                    if rows > about["rows"] or unpacked > most or len(line) == MOST_LINE_BYTES:
                        raise BackupError(f"{name} in the backup unpacks to more than the manifest says.")
                    yield line
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise BackupError(f"{name} in the backup cannot be unpacked: {error}.") from error
        if rows != about["rows"]:
            raise BackupError(f"{name} has {rows} rows instead of {about['rows']}.")


@contextmanager
def open_archive(source, identity=None, unsigned=False):
    """The Archive at that path, verified.

    identity: the file with the secret key that decrypts it. unsigned: one that cannot be verified will do.
    """
    with age.decrypted(source, identity) as file:
        try:
            signature.verify(file)
        except signature.Unverifiable as error:
            if not unsigned:
                raise BackupError(f"{error} To restore it nevertheless: --unsigned.") from error
        yield read(file, source)


def read(file, source):
    file.seek(0)
    try:
        return Archive(tarfile.open(fileobj=file, mode="r:"))
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise BackupError(f"{source} is not a backup, or it is damaged: {error}.") from error


def entries_of(tar):
    found = []
    for entry in tar:
        if len(found) > MOST_FILES:
            raise BackupError(f"The backup holds more than {MOST_FILES} files.")
        if entry.type != tarfile.REGTYPE or entry.issparse():
            raise BackupError(f"{entry.name} in the backup is no plain file.")
        if not stays_inside(entry.name):
            raise BackupError(f"{entry.name!r} in the backup names a place outside of it.")
        found.append(entry)
    return found


def stays_inside(name):
    """Whether the name leads into one of our two folders and not out of it again."""
    steps = name.split("/")
    is_ours = name == MANIFEST or (name.startswith((ROWS, MEDIA)) and len(steps) > 1)
    return is_ours and not {"", ".", ".."}.intersection(steps) and not {"\\", "\0"}.intersection(name)


def read_manifest(tar, entries):
    try:
        entry = entries[-1]
        if entry.name != MANIFEST or entry.size > MOST_MANIFEST_BYTES:
            raise ValueError(entry.name)
        manifest = json.load(tar.extractfile(entry))
        found = manifest["format"]
    except (IndexError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise BackupError("The backup has no readable manifest: it is not one, or it is cut off.") from error
    if found not in (FORMAT, UNSIGNED_FORMAT):
        raise BackupError(f"The backup has format {found}; this version reads {FORMAT}.")
    if not is_complete(manifest):
        raise BackupError("The manifest of the backup lacks what it has to say.")
    return manifest


def is_complete(manifest):
    numbers = {FORMAT: ("rows", "unpacked"), UNSIGNED_FORMAT: ("rows",)}[manifest["format"]]
    try:
        values = [manifest["made_at"], *(part for key in manifest["migrations"] for part in key)]
        counts = []
        for name, about in manifest["files"].items():
            values.append(about["sha256"])
            counts += [about[number] for number in ("size", *(numbers if name.startswith(ROWS) else ()))]
        return all(isinstance(value, str) for value in values) and all(type(count) is int for count in counts)
    except (AttributeError, KeyError, TypeError):
        return False

"""The file of a backup: a tar with the rows as lines (gzip), the uploads as they are and, last, a manifest.

manifest.json: {"format", "made_at", "migrations": [[app, name]], "files": {name in the tar: {"sha256",
"size", "rows"?}}}. Everything in it is checked against its checksum before any of it is used.
"""

import hashlib
import io
import json
import tarfile
from contextlib import contextmanager
from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20


class BackupError(Exception):
    """A sentence for the administrator."""


class Writer:
    """Adds files to the tar of a backup and notes their checksums for the manifest."""

    def __init__(self, tar):
        self.tar = tar
        self.files = {}

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
    """A Writer to an unfinished file, which takes the target's name only when it is complete."""
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        with tarfile.open(unfinished, "w", format=tarfile.PAX_FORMAT) as tar:
            yield Writer(tar)
        unfinished.chmod(0o600)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def open_archive(source):
    """(tar, manifest) of a backup in which every file has its checksum; BackupError otherwise."""
    try:
        with tarfile.open(source) as tar:
            manifest = read_manifest(tar)
            check(tar, manifest)
            yield tar, manifest
    except FileNotFoundError as error:
        raise BackupError(f"There is no backup at {source}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{source} is not a backup, or it is damaged: {error}.") from error


def read_manifest(tar):
    try:
        manifest = json.load(tar.extractfile(MANIFEST))
    except (KeyError, ValueError) as error:
        raise BackupError("The backup has no readable manifest: it is not one, or it is cut off.") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(f"The backup has format {manifest.get('format')}; this version reads {FORMAT}.")
    return manifest


def check(tar, manifest):
    missing = set(manifest["files"]) - set(tar.getnames())
    if missing:
        raise BackupError(f"The backup lacks {sorted(missing)[0]}.")
    for name, about in manifest["files"].items():
        if checksum(tar.extractfile(name)) != about["sha256"]:
            raise BackupError(f"{name} in the backup is damaged: its checksum differs.")


def checksum(file):
    found = hashlib.sha256()
    while piece := file.read(PIECE):
        found.update(piece)
    return found.hexdigest()

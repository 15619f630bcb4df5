"""The last line of a backup: the name of the key that signed it, and the HMAC-SHA256 of all before that.

The key is derived from ENCRYPTION_KEYS: the first signs, all of them verify.
"""

import hmac
import os
import re

from news.encryption import signers

from .error import BackupError

PURPOSE = "backup"
LINE = re.compile(rb"signed-backup ([0-9a-f]{16}) ([0-9a-f]{64})\n")
LENGTH = len("signed-backup ") + 16 + 1 + 64 + 1
PIECE = 1 << 20


def sign(file):
    """Add the line to the file, which is open for reading and writing. Returns the name of the key."""
    key, signature = signers(PURPOSE)[0]
    file.seek(0)
    while piece := file.read(PIECE):
        signature.update(piece)
    beginning = f"signed-backup {key} ".encode()
    signature.update(beginning)
    file.write(beginning + signature.hexdigest().encode() + b"\n")
    return key


def verify(file):
    """Nothing when one of our keys has signed the file as it is; Unverifiable or BackupError otherwise."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - LENGTH))
    line = LINE.fullmatch(file.read())
    if line is None:
        raise Unverifiable("The backup is not signed, or it is cut off.")
    signatures = dict(signers(PURPOSE))
    key, found = (part.decode() for part in line.groups())
    if key not in signatures:
        raise Unverifiable(
            f"The backup was signed with the key {key}; ENCRYPTION_KEYS holds {', '.join(signatures)}. Put "
            "the key that the site had when the backup was made behind the others there, with a comma."
        )
    if not hmac.compare_digest(signature_of(file, size, signatures[key]), found):
        raise BackupError("The backup was changed, or it is damaged: its signature differs.")


def signature_of(file, size, signature):
    rest = size - 64 - 1  # up to the signature itself
    file.seek(0)
    while rest and (piece := file.read(min(PIECE, rest))):
        signature.update(piece)
        rest -= len(piece)
    return signature.hexdigest()


class Unverifiable(BackupError):
    """Nothing shows that the backup is this site's own, and nothing shows the contrary."""

class BackupError(Exception):
    """A sentence for the administrator."""


class Uncertain(BackupError):
    """Whether the site is restored is not known."""

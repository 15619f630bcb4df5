class BackupError(Exception):
    """A sentence for the administrator."""

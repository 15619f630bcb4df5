from django.db import connection


def refresh_connection():
    """Do what Django does before a request; a connection in a transaction belongs to whoever began that."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()

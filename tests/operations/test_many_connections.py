"""Readers with open connections take nothing away from PostgreSQL: only threads do, and those are counted."""

import socket

import pytest
from django.db import connection

from tests.helpers.real_server import Database, serving
from tests.helpers.user_agents import FIREFOX

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connections to run out of"),
]
CONNECTIONS, WORKERS, THREADS = 256, 2, 4
OF_THE_DATABASE = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


def ask(reader, path):
    reader.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {FIREFOX}\r\n\r\n".encode())


def status_of(reader):
    """Reads the whole answer, so that the connection stays usable."""
    stream = reader.makefile("rb")
    status = int(stream.readline().split()[1])
    length = 0
    while line := stream.readline().strip():
        name, _colon, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    return status, len(stream.read(length)) == length


def test_256_open_connections_hold_no_more_of_postgresql_than_the_threads(make_article, tmp_path):
    path = make_article().get_absolute_url()
    database = Database(tmp_path)
    before = database.rows(OF_THE_DATABASE)[0][0]
    options = {"THREADS": str(THREADS), "PAGE_CACHE": "off"}
    with serving(tmp_path, database, workers=WORKERS, **options) as site:
        readers = [socket.create_connection(("127.0.0.1", site.port), timeout=60) for _ in range(CONNECTIONS)]
        for _time in range(2):
            for reader in readers:
                ask(reader, path)
            assert {status_of(reader) for reader in readers} == {(200, True)}
        held = database.rows(OF_THE_DATABASE)[0][0] - before
        assert 0 < held <= WORKERS * (THREADS + 1)  # and one that saves the reads
        for reader in readers:
            reader.close()

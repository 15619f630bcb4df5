"""A test's own PgBouncer, which gives each transaction another session of PostgreSQL."""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from tests.helpers.own_services import Service
from tests.helpers.requirements import lack

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
SETTINGS = """\
[databases]
* = host={host} port={port} user={user}{password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own_port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
min_pool_size = 3
server_round_robin = 1
"""


class OwnPooler(Service):
    """PgBouncer refuses to run as root, so a test that is root runs it as nobody."""

    def __init__(self, database):
        if not PROGRAM:
            lack("PgBouncer to stand before PostgreSQL", "pgbouncer")
        super().__init__(Path(tempfile.mkdtemp(prefix="own-pooler-")))
        place = urlsplit(database.url)
        self.url = f"postgres://{place.username}@127.0.0.1:{self.port}{place.path}"
        settings = self.folder / "pgbouncer.ini"
        settings.write_text(
            SETTINGS.format(
                host=place.hostname,
                port=place.port or 5432,
                user=place.username,
                password=f" password={place.password}" if place.password else "",
                own_port=self.port,
            )
        )
        self.folder.chmod(0o755)

    def command(self):
        before = (
            ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
        )
        return [*before, PROGRAM, "--quiet", str(self.folder / "pgbouncer.ini")]

    def stop(self):
        super().stop()
        shutil.rmtree(self.folder, ignore_errors=True)

"""A worker as it starts: readers first, the desk for whoever comes to it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WORKER = """
import json, sys
from io import BytesIO
from ombudsman_site.wsgi import application

def ask(path):
    told, (place, _, query) = [], path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": place, "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
    }
    body = b"".join(application(environ, lambda status, headers, error=None: told.append(status[:3])))
    return told[0], body.decode()

def loaded():
    return sorted(name for name in sys.modules if name.startswith(("news.admin", "allauth.mfa.webauthn")))

readers = ("/az/", "/az/news/?page=1", "/en/nothing/", "/sitemap.xml", "/readyz")
seen = {path: ask(path)[0] for path in readers}
before = loaded()
desk = {path: ask(path) for path in ("/admin/", "/admin/login/", "/admin/nothing/", "/az/")}
print(json.dumps({
    "seen": seen, "before": before, "desk": {path: status for path, (status, _) in desk.items()},
    "sign_in": desk["/admin/login/"][1], "after": len(loaded()),
}))
"""


@pytest.mark.once
def test_worker_serves_readers_before_it_loads_the_desk_and_opens_it_for_whoever_comes(tmp_path):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        "DATA_DIR": str(tmp_path / "data"),
        "RUN_DIR": str(tmp_path / "run"),
        "SECRET_KEY": "only-for-this-test-" * 3,
        "SITE_URL": "http://127.0.0.1:8000",
        "DEBUG": "0",
        "DEMO": "0",
    }
    for command in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"]):
        subprocess.run([sys.executable, ROOT / "manage.py", *command], env=environment, check=True)
    done = subprocess.run(
        [sys.executable, "-c", WORKER], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    assert told["seen"] == {
        "/az/": "200",
        "/az/news/?page=1": "200",
        "/en/nothing/": "404",
        "/sitemap.xml": "200",
        "/readyz": "200",
    }
    assert told["before"] == []
    assert told["desk"] == {"/admin/": "302", "/admin/login/": "200", "/admin/nothing/": "302", "/az/": "200"}
    assert 'name="password"' in told["sign_in"]
    assert told["after"] > 20

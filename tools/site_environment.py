"""Settings for a site on one's own machine: decides whatever the person has not set."""

import base64
import os
import re
import secrets
import socket
from pathlib import Path

from tools.environment import ROOT, check_writable
from tools.steps import Problem

SETTINGS = re.findall(r'\benv(?:\.\w+)?\(\s*"(\w+)"', (ROOT / "ombudsman_site" / "settings.py").read_text())
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]


def site_environment(given):
    """The environment variables of the site as `make run` serves it: a demo, with the real error pages."""
    host, port = address(given)
    data = data_folder(given)
    decided = {
        "DEMO": "1",
        "WORK_IN_BACKGROUND": "1",
        "DEMO_PASSWORD": "ombudsman-916",
        "DEBUG": "0",
        "DATA_DIR": str(data),
        "HOST": host,
        "PORT": str(port),
        "SITE_URL": local_url(host, port),
        "ALLOWED_HOSTS": ",".join(dict.fromkeys([*LOCAL_HOSTS, in_address(host)])),
        "WORKERS": "2",
        "THREADS": "4",
    }
    if not given.get("SECRET_KEY"):
        decided["SECRET_KEY"] = kept_secret(data / "secret_key", lambda: secrets.token_urlsafe(50))
    if not given.get("ENCRYPTION_KEYS"):
        decided["ENCRYPTION_KEYS"] = kept_secret(data / "encryption_keys", new_encryption_key)
    if not given.get("AUDIT_KEYS"):
        decided["AUDIT_KEYS"] = kept_secret(data / "audit_keys", new_encryption_key)
    return {**decided, **{name: value for name, value in given.items() if value}}


def without_settings(given):
    """The environment without the site that a person may have configured in this shell."""
    return {name: value for name, value in given.items() if name not in SETTINGS}


def is_demo(environment):
    return is_on(environment["DEMO"])


def is_on(switch):
    return switch.lower() in ("1", "true", "on", "yes", "y", "ok")


def address(given):
    host = given.get("HOST") or "127.0.0.1"
    text = given.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(f"PORT must be a number from 1 to 65535, and it is {text!r}.")
    return host, int(text)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def local_url(host, port):
    """Where the site can be opened on this machine; a server that listens everywhere listens here too."""
    return f"http://{in_address({'0.0.0.0': '127.0.0.1', '::': '::1'}.get(host, host))}:{port}"  # noqa: S104 - only compared


def in_address(host):
    return f"[{host}]" if ":" in host else host


def data_folder(given):
    """Where the database, the uploads and the collected static files live."""
    folder = Path(given.get("DATA_DIR") or ROOT / "var").absolute()
    check_writable(folder)
    return folder


def new_encryption_key():
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def kept_secret(file, make):
    """Made once on each machine and readable by its owner only, so that sign-ins survive a restart."""
    if not file.exists() or not file.read_text().strip():
        new = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(new, "w") as opened:
            opened.write(make())
    return file.read_text().strip()

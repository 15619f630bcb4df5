"""`make run`: the site with its demo content on one's own machine, from nothing to the printed address."""

import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from tools.environment import PYTHON, ROOT, prepare
from tools.site_environment import is_demo, is_on, local_url, site_environment
from tools.steps import Problem, answer_for, do

DEMO_USERS = "yazar (writer), redaktor (editor) or admin (administrator)"
SERVER = PYTHON.parent / "granian"
LONGEST_PAUSE = 60  # seconds before a server that ends again and again is started again
QUIET_AGAIN = 120  # seconds of service after which the pauses begin anew


def run():
    environment = site_environment(os.environ)
    host, port = environment["HOST"], int(environment["PORT"])
    check_port(host, port)
    prepare("site")
    prepare_site(environment)
    check_port(host, port)
    return serve(environment)


def check_port(host, port):
    """Called before the long work and again after it."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise Problem(
            f"The site can't listen on {host} port {port} ({error.strerror}). "
            "Choose another HOST or PORT, for example: PORT=9000 make run"
        ) from error


def prepare_site(environment):
    do("Compiling the translations", [PYTHON, "-m", "tools.catalogues", "compile"], environment)
    manage("Bringing the database up to date", "migrate", "--no-input", environment=environment)
    collect_static(environment)
    if is_demo(environment):
        (Path(environment["DATA_DIR"]) / "letters").mkdir(mode=0o700, exist_ok=True)
        manage("Loading the demo content", "load_demo", environment=environment)


def collect_static(environment):
    """Compressing takes a while, so it is repeated only after a change."""
    data = Path(environment["DATA_DIR"])
    stamp, wanted = data / "static.collected", static_fingerprint()
    if not (data / "static").is_dir() or not stamp.exists() or stamp.read_text() != wanted:
        manage("Collecting the static files", "collectstatic", "--no-input", environment=environment)
        stamp.write_text(wanted)


def manage(title, *command, environment):
    do(title, [PYTHON, ROOT / "manage.py", *command], environment)


def static_fingerprint():
    """Changes with any static file of ours, with the packages that bring some, and with the settings."""
    seen = hashlib.sha256()
    folders = [ROOT / "static", ROOT / "news" / "static"]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    for file in sorted([*files, ROOT / "requirements" / "site.txt", ROOT / "ombudsman_site" / "settings.py"]):
        seen.update(f"{file.relative_to(ROOT)} {file.stat().st_size} {file.stat().st_mtime_ns}\n".encode())
    return seen.hexdigest()


def serve(environment):
    """Returns when somebody stops the site; a server that ends by itself is started again.

    granian ends when one worker dies twice within seconds. A server that has never answered is not
    started again: what it printed is a mistake to mend.
    """
    site = Supervision(environment)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, site.stop)
    while site.serve_once():
        pause = site.next_pause()
        print(f"The server has ended by itself; it starts again in {pause} s.", flush=True)
        site.wait(pause)
    print("The site has stopped.", flush=True)
    return 0 if site.stopping else 1


class Supervision:
    """One server at a time; Ctrl-C and a termination are passed on, so that it ends in order."""

    def __init__(self, environment):
        self.environment = environment
        self.url = local_url(environment["HOST"], environment["PORT"])
        self.server, self.stopping, self.has_answered, self.pause = None, False, False, 0

    def serve_once(self):
        """Whether the server should be started again now that it has ended."""
        if self.stopping:
            return False
        self.server, begun = start_server(self.environment), time.monotonic()
        if self.stopping:  # asked for while the server started
            self.server.terminate()
        if answers(self.url, self.server):
            if self.has_answered:
                print("The server is back.", flush=True)
            else:
                announce(self.url, self.environment)
                take_up_again(self.environment)
            self.has_answered = True
        self.server.wait()
        end_orphans(self.server)
        if time.monotonic() - begun > QUIET_AGAIN:
            self.pause = 0
        return self.has_answered and not self.stopping

    def next_pause(self):
        self.pause = min(max(1, 2 * self.pause), LONGEST_PAUSE)
        return self.pause

    def wait(self, seconds):
        end = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < end:
            time.sleep(0.1)

    def stop(self, *_):
        self.stopping = True
        if self.server:
            self.server.terminate()


def start_server(environment):
    """In a session of its own: a Ctrl-C that reached its workers directly would look like a crash to it."""
    return subprocess.Popen(
        server_command(environment), env=environment, cwd=ROOT, start_new_session=True, preexec_fn=end_with_us
    )


def take_up_again(environment):
    """What an earlier run was stopped in the middle of: sizes of pictures, and attached files to be read."""
    if not is_on(environment["WORK_IN_BACKGROUND"]):
        return
    for command in ("make_renditions", "read_attachments"):
        subprocess.Popen(
            [PYTHON, ROOT / "manage.py", command, "--background"],
            env=environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_us,
        )


def end_orphans(server):
    """A server that was killed leaves workers behind, which would go on answering."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)


def end_with_us():
    """When we are killed without warning, Linux ends the server for us, so that the port is free again."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def server_command(environment):
    """Threads are pinned: without that, each of many connections could hold a database connection."""
    return [
        str(SERVER),
        "ombudsman_site.wsgi:application",
        "--interface=wsgi",
        "--host=" + environment["HOST"],
        "--port=" + environment["PORT"],
        "--workers=" + environment["WORKERS"],
        "--blocking-threads=" + environment["THREADS"],
        "--backpressure=256",
        "--http=1",
        "--no-ws",
        "--http1-header-read-timeout=10000",
        "--respawn-failed-workers",
        "--workers-kill-timeout=5",
        "--log-level=error",
    ]


def answers(url, server):
    """Whether the server came up: any response counts, even an error page."""
    while server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5)
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def announce(url, environment):
    print(f"\nThe site:  {url}/\nThe admin: {url}/admin/")
    if is_demo(environment):
        print(f"Sign in as {DEMO_USERS} with the password {environment['DEMO_PASSWORD']}")
    if not environment.get("EMAIL_URL"):
        folder = Path(environment["DATA_DIR"]) / "letters"
        print(f"Letters: files in {folder}" if is_demo(environment) else "Letters go nowhere: no EMAIL_URL")
    print("Press Ctrl-C to stop.", flush=True)


if __name__ == "__main__":
    sys.exit(answer_for(run))

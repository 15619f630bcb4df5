"""`systemctl reload ombudsman-web` replaces every worker and loses no request."""

import re
import signal
from pathlib import Path

import pytest

from tests.helpers.as_in_unit import UNITS, settings_of
from tests.helpers.behind_nginx import BehindNginx

pytestmark = pytest.mark.once


@pytest.fixture
def served(prepared_sites, tmp_path):
    site = BehindNginx(tmp_path)
    for name in ("empty", "static"):
        prepared_sites.copy(name, tmp_path / "data")
    site.start_site()
    yield site
    site.stop_site()


def workers(pid):
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {child for child in found if "resource_tracker" not in Path(f"/proc/{child}/cmdline").read_text()}


def signal_of_the_reload():
    (command,) = [
        value for name, value in settings_of((UNITS / "ombudsman-web.service").read_text())
        if name == "ExecReload"
    ]  # fmt: skip
    return signal.Signals[f"SIG{re.fullmatch(r'/bin/kill -(HUP) .MAINPID', command)[1]}"]


def test_every_request_is_answered_while_all_workers_are_replaced(served):
    before = workers(served.site.pid)
    served.site.send_signal(signal_of_the_reload())
    answers = []
    while before & workers(served.site.pid):
        answers.append(served.site_answers())
    answers += [served.site_answers() for _time in range(20)]
    assert before
    assert workers(served.site.pid)
    assert len(answers) > 50
    assert all(answers)

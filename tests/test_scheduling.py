"""How the threads of a worker share the processors."""

import os
from pathlib import Path

import pytest

from tests.real_server import Database, serving

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not hasattr(os, "SCHED_BATCH"), reason="only Linux knows this way of taking turns"),
]


def test_no_thread_of_a_worker_interrupts_another_because_it_was_woken(tmp_path):
    with serving(tmp_path, Database(tmp_path)) as site:
        workers = site.worker_pids()
        threads = [thread.name for pid in workers for thread in Path(f"/proc/{pid}/task").iterdir()]
        assert len(threads) > len(workers)
        assert {os.sched_getscheduler(int(thread)) for thread in threads} == {os.SCHED_BATCH}

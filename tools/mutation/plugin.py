"""A plugin of pytest: runs the tests once as the code is, then once for each mutant in a child process.

A child has everything loaded, an empty database, and one function with another code; it runs only the tests
that passed through the changed lines, until the first of them fails.
"""

import gc
import json
import os
import resource
import signal
import sys
import tempfile
from itertools import chain
from pathlib import Path
from types import CodeType, FunctionType

import coverage
import pytest

from tools.mutation.mutants import mutants_of

KILLED, SURVIVED, NOT_REACHED = "killed", "survived", "reached by no test"
PASSED, NOT_IN_PLACE = 0, 2  # the exit codes of a child


class Between(pytest.Item):
    """Stands for "there is a next test": what was prepared for the whole session is kept."""

    def runtest(self):
        raise NotImplementedError


class Mutation:
    def __init__(self, modules, answers):
        self.modules, self.answers = modules, answers
        self.failed, self.seconds = [], {}
        self.folder = tempfile.TemporaryDirectory(prefix="mutants-")
        self.coverage = coverage.Coverage(include=modules, data_file=None, config_file=False)

    def pytest_configure(self, config):
        self.config = config

    def pytest_runtest_logreport(self, report):
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_runtestloop(self, session):
        gc.unfreeze()  # or get_objects() would leave out what tests/conftest.py froze
        self.between = Between.from_parent(session, name="between")
        self.coverage.start()
        for item, following in zip(session.items, [*session.items[1:], self.between], strict=True):
            forget_results()  # so that each test passes through all that it needs
            self.coverage.switch_context(item.nodeid)
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        self.coverage.stop()
        if self.failed:
            pytest.exit(f"as the code is, these fail already: {', '.join(sorted(set(self.failed)))}", 1)
        self.items = {item.nodeid: item for item in session.items}
        self.killers = []
        self._leave_out_what_fails_in_any_child()
        for module in self.modules:
            self._answer_for(module)
        return True

    def _answer_for(self, module):
        path = Path(module).resolve()
        measured = self.coverage.get_data().contexts_by_lineno(str(path))
        for mutant in mutants_of(path):
            reached = set(chain.from_iterable(measured.get(line, ()) for line in mutant.changed_lines))
            tests = self._in_order(reached & self.items.keys())
            answer = self._ask(mutant, path, tests) if tests else NOT_REACHED
            self._write(module, mutant, answer)

    def _in_order(self, names):
        """The tests that noticed the mutants before first, then the quick ones."""
        latest = {name: place for place, name in enumerate(self.killers)}
        return sorted(names, key=lambda name: (-latest.get(name, -1), self.seconds[name]))

    def _write(self, module, mutant, answer):
        words = {"module": module, "function": mutant.function, "line": mutant.changed_lines.start}
        words |= {"was": mutant.was, "becomes": mutant.becomes, "answer": answer}
        self.answers.write(json.dumps(words, ensure_ascii=False) + "\n")
        self.answers.flush()

    def _leave_out_what_fails_in_any_child(self):
        """Such as a test of the very process that it runs in; its failure would say nothing of a mutant."""
        code, failing = self._run_child(list(self.items), stop=False)
        if code != PASSED:
            pytest.exit(f"a child without a mutant ended with {code}", 1)
        for name in failing:
            print(f"\nleft out, since it fails in a child process without a mutant too: {name}", flush=True)
            del self.items[name]

    def _ask(self, mutant, path, tests):
        """Whether one of these tests, run by a child with the mutant in place of the code, fails."""
        code, failing = self._run_child(tests, lambda: put_in_place(mutant, path))
        if code == NOT_IN_PLACE:
            raise LookupError(f"{mutant.function} of {path} cannot be given the code of: {mutant.becomes}")
        self.killers = [name for name in self.killers if name not in failing] + failing
        return SURVIVED if code == PASSED and not failing else KILLED

    def _run_child(self, tests, prepare=lambda: None, stop=True):
        """How a child ended that ran these tests, to the first failure or all of them, and what failed."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._be_the_child(tests, prepare, stop, writing)
        os.close(writing)
        with os.fdopen(reading) as messages:
            failing = messages.read().split("\n")[:-1]
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), failing

    def _be_the_child(self, tests, prepare, stop, writing):
        code = NOT_IN_PLACE
        try:
            self._limit_time(sum(self.seconds[name] for name in tests))
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            self.config.pluginmanager.unregister(name="terminalreporter")
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = self.folder.name  # a child begins files of its own
            prepare()
            code = PASSED
            for name in tests:
                self.failed = []
                self.items[name].ihook.pytest_runtest_protocol(item=self.items[name], nextitem=self.between)
                if self.failed:
                    os.write(writing, f"{name}\n".encode())
                    if stop:
                        break
        finally:
            os._exit(code)

    @staticmethod
    def _limit_time(usual):
        """A mutant that never ends counts as noticed; in processor time, since other programs run too."""
        limit = int(usual * 5) + 20
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(limit * 2)


def put_in_place(mutant, path):
    """Give every function that was made from the changed part of the file its new code."""
    name, line = mutant.function, mutant.line
    new = {
        (code.co_qualname, code.co_firstlineno): code
        for code in codes_in(compile(mutant.source, str(path), "exec"))
        if code.co_qualname == name or code.co_qualname.startswith(f"{name}.<locals>.")
    }
    count = 0
    # By its type: to ask a lazy object whether it is an instance of something would evaluate it.
    for function in [thing for thing in gc.get_objects() if type(thing) is FunctionType]:
        old = function.__code__
        code = new.get((old.co_qualname, old.co_firstlineno))
        if code is not None and old.co_filename == str(path) and old.co_freevars == code.co_freevars:
            function.__code__ = code
            count += old.co_qualname == name and old.co_firstlineno == line
    if not count:
        raise LookupError(f"no function {name} begins in line {line} of {path}")
    forget_results()


def forget_results():
    """What the code as it is has answered before would hide what the mutant answers."""
    for thing in gc.get_objects():
        if callable(getattr(type(thing), "cache_clear", None)) and thing.__module__.startswith("news."):
            thing.cache_clear()


def codes_in(code):
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes_in(constant)


def main(tests, modules, file):
    """Run pytest with this plugin; returns its exit code."""
    with open(file, "w") as answers:
        arguments = ["--numprocesses=0", "-m", "not browser", "-p", "no:cacheprovider", "--disable-warnings"]
        return pytest.main([*arguments, *tests], plugins=[Mutation(modules, answers)])


if __name__ == "__main__":
    given = json.loads(sys.stdin.read())
    sys.exit(main(given["tests"], given["modules"], given["file"]))

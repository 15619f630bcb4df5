"""The checker finds what is planted in made histories, and nothing in honest ones."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.torture import checker

pytestmark = pytest.mark.once

CHECKER = Path(checker.__file__)


class Made:
    """A history made by hand: every act has its moment, and lasts one second."""

    def __init__(self):
        self.acts = []

    def add(self, act, at, outcome="done", **about):
        self.acts.append({"act": act, "begun": at, "ended": at + 1, "outcome": outcome, **about})
        return self

    def change(self, act, at, outcome="done", **about):
        return self.add(act, at, outcome, article=1, **about)

    def read(self, at, texts=(1,), **about):
        """The page of article 1, shown by the site to a reader of its own."""
        usual = {"reader": f"reader {at}", "article": 1, "by": "site", "word": None, "banner": False}
        return self.add("read", at, texts=list(texts), **(usual | about))

    def list(self, at, texts=(1,)):
        return self.read(at, texts, article=None)

    def end(self, at, state="live", **about):
        usual = {"listed": state == "live", "found": state in ("live", "withdrawn"), "word": None}
        return self.add("observe", at, article=1, state=state, **(usual | about))

    def count(self, reads):
        return self.add("count", 90, article=1, reads=reads)

    def judged(self):
        return checker.judge(sorted(self.acts, key=lambda act: act["begun"]))


def published():
    return Made().change("publish", 10)


def withdrawn():
    return published().change("withdraw", 20)


def removed():
    return published().change("remove", 20)


def scheduled():
    return Made().change("schedule", 10, due=30)


HONEST = {
    "read while it is being published": published().read(10.5),
    "not there while it is being published": published().read(10.5, texts=()),
    "read after an unknown publishing": Made().change("publish", 10, "unknown").read(20),
    "not there after an unknown publishing": Made().change("publish", 10, "unknown").read(20, texts=()),
    "read after its moment": scheduled().read(31).list(31),
    "read while it is being removed": removed().read(20.5),
    "not there after its removal": removed().read(30, texts=()).list(30, texts=()),
    "read after an unknown removal": published().change("remove", 20, "unknown").read(30),
    "read after a refused removal": published().change("remove", 20, "refused").read(30),
    "marked as withdrawn": withdrawn().read(30, banner=True),
    "shown by the proxy as it was": published().read(30, by="kept", texts=()),
    "nobody answered": published().read(30, outcome="unknown", by=None, texts=()),
    "as it was saved": Made().change("save", 5, word="b").change("publish", 10).read(20, word="b"),
    "as it may have been saved": (
        Made()
        .change("save", 3, word="a")
        .change("save", 5, "unknown", word="b")
        .change("publish", 10)
        .read(20, word="a")
        .read(30, word="b")
    ),
    "each end that is possible": (published().change("withdraw", 20, "unknown").end(50).end(60, "withdrawn")),
    "its moment has come": scheduled().end(50),
    "its moment has not come": scheduled().end(20, "hidden"),
    "removed in the end": withdrawn().change("remove", 30).end(50, "removed"),
    "one reader twice": published().read(20, reader="A").read(30, reader="A").read(40, reader="B").count(2),
    "unknown reads were counted": published().read(20, outcome="unknown", by=None, texts=()).count(1),
    "unknown reads were not counted": published().read(20, outcome="unknown", by=None, texts=()).count(0),
    "kept pages were counted": published().read(20, by="kept").count(1),
    "kept pages were not counted": published().read(20, by="kept").count(0),
    "nothing was there to be read": Made().read(20, texts=()).count(0),
    "picture is whole": Made().add("upload", 5, picture="p").add("picture", 50, picture="p", whole=True),
    "picture was refused": Made().add("upload", 5, "refused", picture="p"),
    "nobody knows of the picture": Made().add("upload", 5, "unknown", picture="p"),
}

BROKEN = {
    "draft in a page": (Made().read(20), "before it was public"),
    "draft in a list": (Made().list(20), "before it was public"),
    "draft by the proxy": (Made().read(20, by="kept"), "before it was public"),
    "refused publishing": (Made().change("publish", 10, "refused").read(20), "before it was public"),
    "read before the publishing": (published().read(5), "before it was public"),
    "read before its moment": (scheduled().read(20), "before it was public"),
    "read after its removal": (removed().read(30), "after its removal"),
    "listed after its removal": (removed().list(30), "after its removal"),
    "shown by the proxy after its removal": (removed().read(30, by="kept"), "after its removal"),
    "withdrawn without a banner": (withdrawn().read(30), "after it was withdrawn"),
    "withdrawn and listed": (withdrawn().list(30), "after it was withdrawn"),
    "withdrawn and shown by the proxy": (withdrawn().read(30, by="kept"), "after it was withdrawn"),
    "publishing lost at once": (published().read(20, texts=()), "was not there"),
    "publishing lost in the end": (published().end(50, "hidden"), "is hidden in the end, not live"),
    "schedule lost": (scheduled().end(50, "hidden"), "is hidden in the end"),
    "schedule too early": (scheduled().end(20), "is live in the end"),
    "removal lost": (removed().end(50), "is live in the end, not removed"),
    "withdrawal lost": (withdrawn().end(50), "is live in the end, not withdrawn"),
    "removal that nobody asked for": (published().end(50, "removed"), "is removed in the end"),
    "save lost": (
        Made().change("save", 3, word="a").change("save", 5, word="b").end(50, "hidden", word="a"),
        "says a in the end",
    ),
    "published without what was saved": (
        Made().change("save", 3, word="a").change("publish", 10).read(20, word=None),
        "not as it was saved",
    ),
    "live and not listed": (published().end(50, listed=False), "not listed"),
    "removed and listed": (removed().end(50, "removed", listed=True), "removed and listed"),
    "live and not found": (published().end(50, found=False), "not found by the search"),
    "hidden and found": (Made().end(50, "hidden", found=True), "hidden and found"),
    "read lost": (published().read(20).read(30).count(1), "read 2 to 2 times and counted 1 times"),
    "reader counted twice": (
        published().read(20, reader="A").read(30, reader="A").count(2),
        "read 1 to 1 times and counted 2 times",
    ),
    "counted without a reader": (
        published().read(20, outcome="refused", by=None).count(1),
        "counted 1 times",
    ),
    "count that nobody took": (published().read(20), "nobody says how often"),
    "picture lost": (Made().add("upload", 5, picture="p"), "was taken in, and is not there"),
    "picture in part": (Made().add("picture", 50, picture="p", whole=False), "not whole"),
}


@pytest.mark.parametrize("made", HONEST.values(), ids=HONEST)
def test_honest_history_is_passed(made):
    found = [sentence for sentence in made.judged() if "nobody says how often" not in sentence]
    assert found == []


@pytest.mark.parametrize(("made", "sentence"), BROKEN.values(), ids=BROKEN)
def test_planted_fault_is_found(made, sentence):
    assert any(sentence in found for found in made.judged())


def test_checker_knows_nothing_of_the_site():
    tree = ast.parse(CHECKER.read_text(encoding="utf-8"))
    names = [name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names]
    names += [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def write(folder, *lines):
    (folder / "client.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def verdict(folder):
    return subprocess.run([sys.executable, "-I", CHECKER, folder], capture_output=True, text=True)


def test_program_reads_files_and_ends_with_an_error_for_what_it_finds(tmp_path):
    publish = {"id": "1", "act": "publish", "article": 7, "begun": 1.0}
    seen = {"id": "2", "act": "observe", "article": 7, "begun": 9.0, "state": "hidden", "word": None}
    seen |= {"listed": False, "found": False}
    answer = {"id": "1", "ended": 2.0, "outcome": "done"}
    write(tmp_path, publish, seen, {"id": "2", "ended": 9.0, "outcome": "done"})
    assert verdict(tmp_path).returncode == 0
    write(tmp_path, publish, answer, seen, {"id": "2", "ended": 9.0, "outcome": "done"})
    found = verdict(tmp_path)
    assert found.returncode == 1
    assert "7 is hidden in the end, not live" in found.stdout

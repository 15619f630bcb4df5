"""`make audit`: nothing locked is withdrawn or known to be vulnerable; if it were, it would be said."""

import json

import pytest

from tools import audit
from tools.steps import Problem

pytestmark = pytest.mark.once
SAFE, OLD = ("django", "5.2.19"), ("django", "5.2.14")


@pytest.fixture
def index(monkeypatch):
    """index(answers): a package index whose JSON interface says so; None where it has none."""

    def index(answers, yanked=()):
        monkeypatch.setattr(audit, "withdrawn_versions", lambda: iter(yanked))
        monkeypatch.setattr(audit, "address_of_index", lambda: "https://index.example/simple")
        monkeypatch.setattr(
            audit, "advisories_of", lambda _index, name, version: answers and answers.get((name, version), [])
        )

    return index


def test_locked_versions_are_clean_by_what_is_pinned(index, capsys):
    index(None)
    audit.audit_prepared()
    said = capsys.readouterr().out
    assert "none is known to be vulnerable" in said
    assert json.loads(audit.PINNED.read_text())["as_of"] in said


def test_vulnerable_version_is_named_by_what_is_pinned(index, monkeypatch):
    index(None)
    monkeypatch.setattr(audit, "locked_versions", lambda: {SAFE, OLD})
    with pytest.raises(Problem, match=r"django 5\.2\.14 is vulnerable: GHSA-8cjm-8mp7-r2xf") as problem:
        audit.audit_prepared()
    assert "5.2.19" not in str(problem.value)


def test_vulnerable_version_is_named_by_an_index_that_knows(index, monkeypatch, capsys):
    index({SAFE: ["PYSEC-2026-1"], OLD: []})
    monkeypatch.setattr(audit, "locked_versions", lambda: {SAFE, OLD})
    with pytest.raises(Problem, match=r"django 5\.2\.19 is vulnerable: PYSEC-2026-1"):
        audit.audit_prepared()
    assert "are compared" not in capsys.readouterr().out


def test_withdrawn_version_is_named_with_its_makers_reason(index):
    index(None, yanked=['`attrs==21.1.0` is yanked (reason: "broken")'])
    with pytest.raises(Problem, match="broken"):
        audit.audit_prepared()


def test_every_pinned_advisory_is_about_something_locked():
    names = {name for name, _version in audit.locked_versions()}
    assert len(names) > 60
    assert {advisory["package"] for advisory in json.loads(audit.PINNED.read_text())["advisories"]} <= names

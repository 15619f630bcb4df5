"""The statement tells, in both languages, when the site was last tested and what was found."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from news.models import AccessibilityRun, Page

pytestmark = pytest.mark.django_db
RESULT = {
    "ran_at": "2026-11-24T20:30:00+00:00",
    "checks": {
        "axe": {"tests": 58, "views": 1258, "findings": 0, "version": "4.12.1"},
        "html": {"tests": 1, "views": 58, "findings": 0, "version": "25.8.8"},
    },
}


@pytest.fixture
def statement(db):
    return Page.objects.create(
        title_az="Əlçatanlıq", title_en="Accessibility", body_az="<p>a</p>", shows_accessibility_run=True
    )


@pytest.fixture
def recorded(tmp_path):
    def record(result):
        file = tmp_path / "result.json"
        file.write_text(result if isinstance(result, str) else json.dumps(result))
        call_command("record_accessibility", str(file), stdout=StringIO())

    return record


def shown(reader, page, language):
    with translation.override(language):
        address = page.get_absolute_url()
    return reader.get(address).content.decode()


def test_statement_tells_day_and_result_in_both_languages(reader, statement, recorded):
    assert "No result of a test has been recorded yet." in shown(reader, statement, "en")
    recorded(RESULT)
    english = shown(reader, statement, "en")
    assert "25 November 2026, 00:30" in english
    assert "1,258 views of pages" in english
    assert "They found no fault." in english
    azerbaijani = shown(reader, statement, "az")
    assert "25 noyabr 2026, 00:30" in azerbaijani
    assert "1\xa0258" in azerbaijani


def test_faults_are_told_as_well(reader, statement, recorded):
    recorded({**RESULT, "checks": {"axe": {"views": 5, "findings": 2, "version": ""}}})
    assert "They found 2 faults" in shown(reader, statement, "en")


def test_newest_run_counts_and_the_same_one_twice_is_one(reader, statement, recorded):
    recorded(RESULT)
    recorded(RESULT)
    assert AccessibilityRun.objects.count() == 1
    recorded({**RESULT, "ran_at": "2026-11-20T00:00:00+00:00"})
    assert "25 November 2026" in shown(reader, statement, "en")


@pytest.mark.parametrize(
    "result",
    [
        "no json",
        "[]",
        "{}",
        {**RESULT, "ran_at": "yesterday"},
        {**RESULT, "ran_at": "2026-11-24T20:30:00"},
        {**RESULT, "checks": {}},
        {**RESULT, "checks": {"axe": {"views": "<b>", "findings": 0}}},
        {**RESULT, "checks": {"axe": 5}},
    ],
)
def test_file_that_is_no_result_is_refused_in_one_line(recorded, result):
    with pytest.raises(CommandError):
        recorded(result)
    assert not AccessibilityRun.objects.exists()


def test_missing_file_is_named():
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        call_command("record_accessibility", "nowhere.json")


def test_page_that_is_no_statement_shows_no_run(reader, recorded):
    recorded(RESULT)
    page = Page.objects.create(title_az="Əlaqə", title_en="Contact")
    assert "last-test" not in shown(reader, page, "en")

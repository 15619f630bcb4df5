"""Where the findings of the gate are kept, and what they stop."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from news import editing
from news.gate import RULES, stored_findings
from news.models import Edition
from tests.helpers.desk_forms import LIST, act_page, desk_of, form_of, text_of
from tests.helpers.good_texts import GOOD


def test_the_findings_are_stored_at_each_save(draft):
    edition = draft(topics=[])
    assert [finding.rule for finding in stored_findings(Edition.objects.get(pk=edition.pk))] == ["topic"]
    edition.title_en = ""
    editing.save_draft(edition)
    stored = Edition.objects.get(pk=edition.pk)
    assert {finding.rule for finding in stored_findings(stored)} == {"topic", "title"}
    assert stored.is_blocked


@pytest.mark.parametrize("act", ["submit", "publish", "schedule"])
def test_what_a_rule_blocks_can_neither_be_submitted_nor_published_nor_scheduled(draft, writer, editor, act):
    edition = draft(body_az=GOOD["az"] + "<h3>x</h3>")
    acts = {
        "submit": lambda: editing.submit(edition, writer),
        "publish": lambda: editing.publish(edition, editor),
        "schedule": lambda: editing.publish(edition, editor, timezone.now() + timedelta(days=1)),
    }
    with pytest.raises(ValidationError) as refused:
        acts[act]()
    assert "subheading" in str(refused.value) or "altbaşlıq" in str(refused.value)
    edition.refresh_from_db()
    assert edition.state == Edition.State.DRAFT


def test_a_warning_stops_nothing(draft, editor):
    edition = draft(title_en="a" * 70)
    editing.publish(edition, editor)
    assert [finding.rule for finding in stored_findings(edition)] == ["long-title"]


def test_a_frozen_edition_is_not_judged_by_a_newer_rule(draft, editor, monkeypatch):
    edition = draft()
    editing.publish(edition, editor)
    monkeypatch.setattr("news.gate.judging.RULES", dict(list(RULES.items())[:1]))
    Edition.objects.filter(pk=edition.pk).update(body_az="<h3>x</h3>")
    edition.refresh_from_db()
    editing.judge(edition)
    edition.refresh_from_db()
    assert not edition.is_blocked
    assert stored_findings(edition) == []


def test_a_schedule_is_judged_when_it_is_set_and_not_again(draft, editor, make_article):
    target = make_article()
    edition = draft(body_az=f'{GOOD["az"]}<p><a href="{target.url_in("az")}">Xəbər</a></p>')
    editing.publish(edition, editor, timezone.now() + timedelta(seconds=1))
    editing.remove(target, None, {"az": "s", "en": "r"})
    assert Edition.objects.live(timezone.now() + timedelta(seconds=2)).filter(pk=edition.pk).exists()


def test_the_list_filters_what_cannot_be_published_yet(draft, editor):
    draft(title_en="Blocked one", topics=[])
    draft(title_en="Ready one")
    edits = desk_of(editor)
    blocked, ready = (text_of(edits.get(LIST, {"gate": gate})) for gate in ("blocked", "ready"))
    assert "Blocked one" in blocked
    assert "Ready one" not in blocked
    assert "Ready one" in ready
    assert "Blocked one" not in ready


def test_the_form_says_why_in_the_language_of_the_writer_and_leads_to_the_field(draft, writer):
    edition = draft(body_en='<p><a href="/en/">here</a></p>', topics=[])
    for language, said in (("en", "Choose at least one topic"), ("az", "mövzu")):
        page = desk_of(writer, language).get(form_of(edition))
        assert said in text_of(page)
        assert b'href="#id_topics"' in page.content
        assert b'href="#id_body_en"' in page.content


def test_an_act_that_is_blocked_shows_the_reasons_instead_of_its_button(draft, writer):
    page = desk_of(writer).get(act_page(draft(topics=[]), "submit"))
    assert "Choose at least one topic" in text_of(page)
    assert b"<textarea" not in page.content

"""What is typed at the desk survives whatever happens before it is saved."""

from datetime import timedelta

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import Article, Autosave, Edition, EditionPerson, Presence
from tests.helpers.desk_forms import ADD, do, form_of, sent_from, text_of


def autosave_of(edition=None):
    return f"/admin/news/edition/{edition.pk}/autosave/" if edition else "/admin/news/edition/autosave/"


def type_into(client, address, edition=None, **changes):
    """Open the form, type, and let the page keep it; returns what would be sent by a button."""
    data = sent_from(client.get(address), **changes)
    answer = client.post(autosave_of(edition), data)
    assert answer.status_code == 200
    return data, answer.json()


def is_offered(page):
    return HTMLParser(page.content).css_first("#desk-recovery:not([hidden])") is not None


def restore(client, address, kept):
    return client.post(address, {"_restore": kept.pk})


def test_what_is_typed_is_kept_and_the_saved_edition_is_not_touched(writes, make_edition):
    edition = make_edition(title_en="Saved")
    _data, answer = type_into(writes, form_of(edition), edition, title_en="Typed", body_en="<p>Half a</p>")
    edition.refresh_from_db()
    assert (edition.title_en, edition.version) == ("Saved", 0)
    assert f"{timezone.localtime():%H}" in answer["at"]
    assert not edition.article.audit_entries.exists()


def test_after_a_crash_the_text_is_offered_and_restored_into_the_form(writes, make_edition, person):
    edition = make_edition(title_en="Saved")
    rows = {"edition_people-TOTAL_FORMS": "1", "edition_people-0-person": person.pk}
    rows["edition_people-0-order"] = "0"
    type_into(writes, form_of(edition), edition, title_en="Typed", body_en="<p>Half a sentence</p>", **rows)

    page = writes.get(form_of(edition))
    assert is_offered(page)
    restored = restore(writes, form_of(edition), Autosave.objects.get())

    assert "It is only in the form yet" in text_of(restored)
    sent = sent_from(restored)
    assert (sent["title_en"], sent["body_en"]) == ("Typed", "<p>Half a sentence</p>")
    assert sent["edition_people-0-person"] == str(person.pk)
    edition.refresh_from_db()
    assert edition.title_en == "Saved"
    writes.post(form_of(edition), sent)
    edition.refresh_from_db()
    assert edition.title_en == "Typed"
    assert EditionPerson.objects.get(edition=edition).person == person
    assert not is_offered(writes.get(form_of(edition)))


def test_text_of_an_article_that_was_never_saved_is_offered_too(writes):
    type_into(writes, ADD, kind="news", title_az="Heç vaxt saxlanmayıb")
    assert not Article.objects.exists()
    assert is_offered(writes.get(ADD))
    restored = restore(writes, ADD, Autosave.objects.get())
    writes.post(ADD, sent_from(restored))
    assert Edition.objects.get().title_az == "Heç vaxt saxlanmayıb"
    assert not is_offered(writes.get(ADD))


def test_saving_leaves_nothing_to_recover(writes, make_edition):
    edition = make_edition()
    data, _answer = type_into(writes, form_of(edition), edition, title_en="Typed")
    writes.post(form_of(edition), data)
    assert not is_offered(writes.get(form_of(edition)))


def test_a_restored_text_older_than_the_saved_one_shows_both(writes, edits, make_edition):
    edition = make_edition()
    type_into(writes, form_of(edition), edition, title_en="Mine")
    edits.post(form_of(edition), sent_from(edits.get(form_of(edition)), title_en="Theirs"))
    shown = restore(writes, form_of(edition), Autosave.objects.get(content__contains="Mine"))
    assert "Both versions" in text_of(shown)
    assert "Theirs" in text_of(shown)
    assert sent_from(shown)["title_en"] == "Mine"


def test_text_of_an_edition_published_meanwhile_is_kept_for_the_next_one(writes, edits, editor, make_edition):
    edition = make_edition()
    data = sent_from(writes.get(form_of(edition)), title_en="Typed too late")
    editing.publish(edition, editor)
    refused = writes.post(form_of(edition), data, follow=True)
    assert "This edition cannot be changed" in text_of(refused)
    assert "Begin a new edition: its form offers this text" in text_of(refused)
    do(writes, edition, "new-edition")
    draft = Edition.objects.get(sequence=2)
    restored = restore(writes, form_of(draft), Autosave.objects.get(content__contains="Typed"))
    assert sent_from(restored)["title_en"] == "Typed too late"


def test_a_new_article_sent_twice_becomes_one_article_and_loses_no_word(writes):
    data = sent_from(writes.get(ADD), kind="news", title_en="Once")
    writes.post(ADD, data)
    again = writes.post(ADD, data | {"title_en": "Once, and more"}, follow=True)
    assert Article.objects.count() == 1
    assert "This article was saved before" in text_of(again)
    restored = restore(writes, form_of(Edition.objects.get()), Autosave.objects.unsaved().get())
    assert sent_from(restored)["title_en"] == "Once, and more"


def test_discarded_text_is_not_offered_again(writes, make_edition):
    edition = make_edition()
    type_into(writes, form_of(edition), edition, title_en="Nonsense")
    kept = Autosave.objects.get()
    assert writes.get(f"/admin/news/edition/autosave/{kept.pk}/discard/").status_code == 405
    writes.post(f"/admin/news/edition/autosave/{kept.pk}/discard/")
    assert not is_offered(writes.get(form_of(edition)))


def test_nobody_is_offered_or_given_the_text_of_another_person(writes, edits, make_edition):
    edition = make_edition()
    type_into(writes, form_of(edition), edition, title_en="Private thoughts")
    assert not is_offered(edits.get(form_of(edition)))
    answer = edits.post(form_of(edition), {"_restore": Autosave.objects.get().pk}, follow=True)
    assert "This text is no longer kept" in text_of(answer)
    assert b"Private thoughts" not in answer.content
    edits.post(f"/admin/news/edition/autosave/{Autosave.objects.get().pk}/discard/")
    assert Autosave.objects.unsaved().exists()


def test_one_is_told_who_is_editing_before_one_starts(writes, edits, writer, make_edition):
    writer.first_name, writer.last_name = "Aynur", "Məmmədova"
    writer.save()
    edition = make_edition()
    writes.post(autosave_of(edition), {"read_version": "0"})
    since = timezone.localtime(Presence.objects.get().since)
    assert f"Aynur Məmmədova is editing this since {since:%H:%M}" in text_of(edits.get(form_of(edition)))
    assert "is editing" not in text_of(writes.get(form_of(edition)))


def test_who_leaves_or_falls_silent_is_no_longer_named(writes, edits, make_edition):
    edition = make_edition()
    writes.post(autosave_of(edition), {"read_version": "0"})
    writes.post(autosave_of(edition), {"leaving": "1"})
    assert "is editing" not in text_of(edits.get(form_of(edition)))
    writes.post(autosave_of(edition), {"read_version": "0"})
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    assert "is editing" not in text_of(edits.get(form_of(edition)))


def test_an_open_form_learns_that_somebody_saved(writes, edits, make_edition):
    edition = make_edition()
    edits.post(form_of(edition), sent_from(edits.get(form_of(edition)), title_en="Theirs"))
    assert "saved elsewhere" in writes.post(autosave_of(edition), {"read_version": "0"}).json()["changed"]


def test_without_a_session_nothing_is_kept_and_the_page_is_sent_to_the_sign_in(client, make_edition):
    answer = client.post(autosave_of(make_edition()), {"kind": "news", "draft_token": "0" * 36})
    assert answer.status_code == 302
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "<script>" * 10, "0" * 37])
def test_a_made_up_token_keeps_nothing_and_breaks_nothing(writes, make_edition, token):
    answer = writes.post(autosave_of(make_edition()), {"kind": "news", "draft_token": token})
    assert answer.status_code == 200
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("asked", ["browser", "99999999999999999999999", "-1", "x" * 500])
def test_a_made_up_restoration_saves_nothing_and_breaks_nothing(writes, make_edition, asked):
    edition = make_edition(title_en="Saved")
    assert writes.post(form_of(edition), {"_restore": asked}, follow=True).status_code == 200
    edition.refresh_from_db()
    assert edition.title_en == "Saved"

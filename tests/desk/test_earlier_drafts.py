"""What a draft said before a save is kept for a while, shown beside the present text, and brought back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from news import editing
from news.models import AuditEntry, EarlierDraft, Edition
from news.models.earlier_draft import KEPT_FOR, MOST
from tests.helpers.desk_forms import desk_of, form_of, sent_from, text_of


def drafts_page(edition):
    return reverse("admin:news_edition_drafts", args=[edition.pk])


def save(client, edition, **changes):
    answer = client.post(form_of(edition), sent_from(client.get(form_of(edition)), **changes, _save="1"))
    assert answer.status_code == 302, text_of(answer)


@pytest.fixture
def rewritten(make_edition, writer, writes):
    """A draft whose good sentence was overwritten."""
    edition = make_edition(title_en="Good title", body_en="<p>A good sentence.</p>", author=writer)
    save(writes, edition, title_en="Bad title", body_en="<p>A bad sentence.</p>")
    return edition


def test_the_earlier_text_is_shown_with_what_went_and_what_came(rewritten, writes, writer):
    assert drafts_page(rewritten) in writes.get(form_of(rewritten)).content.decode()
    page = writes.get(drafts_page(rewritten))
    shown = text_of(page)
    assert "Removed: Good" in shown
    assert "Added: Bad" in shown
    assert f"Replaced by: {writer.get_username()}." in shown
    assert "withdrawal" not in shown


@pytest.mark.parametrize("language", ["az", "en"])
def test_it_is_brought_back_into_the_form_and_saved_only_by_its_button(rewritten, writer, language):
    client, draft = desk_of(writer, language), EarlierDraft.objects.get()
    back = client.get(form_of(rewritten), {"draft": draft.pk})
    says = {"az": "Bu, qaralamanın əvvəlki mətnidir.", "en": "This is an earlier text of the draft."}
    assert says[language] in text_of(back)
    sent = sent_from(back)
    assert (sent["title_en"], sent["body_en"]) == ("Good title", "<p>A good sentence.</p>")
    rewritten.refresh_from_db()
    assert rewritten.title_en == "Bad title"
    client.post(form_of(rewritten) + f"?draft={draft.pk}", sent | {"_save": "1"})
    rewritten.refresh_from_db()
    assert (rewritten.title_en, rewritten.body_en) == ("Good title", "<p>A good sentence.</p>")
    assert AuditEntry.objects.filter(edition=rewritten, action="save").count() == 2
    assert [one.texts["title_en"] for one in EarlierDraft.objects.recent()] == ["Bad title", "Good title"]


def test_people_and_files_stay_as_they_are_when_a_text_comes_back(rewritten, writes, person):
    rows = {"edition_people-TOTAL_FORMS": "1", "edition_people-0-person": person.pk}
    save(writes, rewritten, **rows, **{"edition_people-0-order": "0"})
    sent = sent_from(writes.get(form_of(rewritten), {"draft": EarlierDraft.objects.get().pk}))
    writes.post(form_of(rewritten), sent | {"_save": "1"})
    assert [named.person for named in rewritten.edition_people.all()] == [person]


def test_a_save_that_leaves_the_texts_alone_keeps_nothing(make_edition, writes):
    edition = make_edition()
    save(writes, edition, kind="statement")
    assert not EarlierDraft.objects.exists()
    assert drafts_page(edition) not in writes.get(form_of(edition)).content.decode()
    assert "No earlier text" in text_of(writes.get(drafts_page(edition)))


def test_only_so_many_of_an_edition_are_kept_and_only_so_long(make_edition, writer):
    edition, other = make_edition(), make_edition()

    def keep(edition, title):
        new = Edition.objects.get(pk=edition.pk)
        new.title_en = title
        EarlierDraft.objects.keep(edition, new, writer)

    keep(other, "Of another")
    for number in range(MOST + 3):
        keep(edition, f"Title {number} of many")
    assert edition.earlier_drafts.count() == MOST
    assert other.earlier_drafts.count() == 1
    edition.earlier_drafts.update(replaced_at=timezone.now() - KEPT_FOR - timedelta(seconds=1))
    assert "No earlier text" in text_of(desk_of(writer).get(drafts_page(edition)))
    keep(edition, "One more")
    assert edition.earlier_drafts.count() == 1


@pytest.mark.parametrize("end", ["publish", "discard"])
def test_they_go_when_the_edition_is_no_draft_any_more(rewritten, editor, end):
    getattr(editing, end)(rewritten, editor)
    assert not EarlierDraft.objects.exists()


def test_those_of_a_limited_edition_are_for_its_people_alone(rewritten, writer, editor):
    rewritten.limited_to.add(writer)
    draft = EarlierDraft.objects.get()
    others = desk_of(editor)
    assert others.get(drafts_page(rewritten)).status_code == 404
    answer = others.get(form_of(rewritten), {"draft": draft.pk}, follow=True)
    assert "Good" not in text_of(answer)
    assert "Good" in text_of(desk_of(writer).get(drafts_page(rewritten)))


def test_the_form_of_one_edition_never_shows_the_text_of_another(rewritten, writes, make_edition):
    other = make_edition(title_en="Its own")
    for asked in (EarlierDraft.objects.get().pk, "x", "9" * 40, "²"):
        assert sent_from(writes.get(form_of(other), {"draft": asked}))["title_en"] == "Its own"

"""Who may do what with an edition at the desk."""

import pytest

from news.models import AuditEntry
from tests.helpers.desk_forms import ADD, LIST, act_page, form_of, text_of

WRITER_MAY_NOT = ["publish", "reject", "withdraw", "remove", "unschedule", "reschedule"]


@pytest.mark.parametrize("act", WRITER_MAY_NOT)
def test_a_writer_cannot_publish_or_take_down(writes, make_edition, act):
    edition = make_edition()
    assert writes.get(act_page(edition, act)).status_code == 403
    assert writes.post(act_page(edition, act), {"version": 1}).status_code == 403
    assert f'value="{act}"' not in writes.get(form_of(edition)).content.decode()


def test_an_editor_cannot_remove(edits, make_article):
    edition = make_article()
    assert edits.get(act_page(edition, "remove")).status_code == 403
    assert "Remove from the site" not in text_of(edits.get(form_of(edition)))


def test_a_writer_cannot_discard_the_draft_of_another(writes, editor, make_edition):
    edition = make_edition(author=editor)
    assert writes.post(act_page(edition, "discard"), {"version": edition.version}).status_code == 403


def test_nothing_of_the_desk_is_open_to_visitors(client, make_edition):
    edition = make_edition()
    for address in (
        LIST,
        ADD,
        form_of(edition),
        act_page(edition, "publish"),
        f"/admin/news/edition/{edition.pk}/preview/en/",
        "/admin/news/image/library/",
        "/admin/news/image/upload/",
        "/admin/news/article/addresses/",
    ):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/admin/login/" in answer["Location"]


def test_articles_are_never_deleted_at_the_desk(administers, make_edition):
    edition = make_edition()
    assert administers.get(f"/admin/news/article/{edition.article_id}/delete/").status_code == 403
    assert administers.get(f"/admin/news/edition/{edition.pk}/delete/").status_code == 403


def test_acts_and_counts_are_read_only(administers, make_article, administrator):
    make_article(by=administrator)
    entry = AuditEntry.objects.first()
    assert administers.get(f"/admin/news/auditentry/{entry.pk}/change/").status_code == 200
    assert administers.get(f"/admin/news/auditentry/{entry.pk}/delete/").status_code == 403
    assert administers.post(f"/admin/news/auditentry/{entry.pk}/change/", {"note": "x"}).status_code == 403
    assert administers.get("/admin/news/viewcount/add/").status_code == 403

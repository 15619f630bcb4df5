"""A sentence of the office above every page, while it matters."""

import pytest
from django.core.exceptions import ValidationError

from news.models import Notice

SENTENCES = {"text_az": "Çağrı mərkəzi bu gün işləmir.", "text_en": "The call center is closed today."}
pytestmark = pytest.mark.django_db


def test_shown_notice_is_on_every_page_in_its_language(reader):
    Notice.objects.create(is_shown=True, link_en="/en/pages/contact/", **SENTENCES)
    for path in ("", "news/", "no/such/page/"):
        assert SENTENCES["text_az"] in reader.get(f"/az/{path}").content.decode()
        english = reader.get(f"/en/{path}").content.decode()
        assert f'<a href="/en/pages/contact/">{SENTENCES["text_en"]}</a>' in english
        assert SENTENCES["text_az"] not in english


def test_notice_goes_when_it_is_no_longer_shown(reader):
    notice = Notice.objects.create(is_shown=True, **SENTENCES)
    assert SENTENCES["text_az"] in reader.get("/az/").content.decode()
    notice.is_shown = False
    notice.save()
    assert SENTENCES["text_az"] not in reader.get("/az/").content.decode()


def test_notice_is_shown_only_with_a_sentence_in_each_language():
    with pytest.raises(ValidationError):
        Notice(is_shown=True, text_az=SENTENCES["text_az"]).full_clean()
    Notice(is_shown=False, text_az=SENTENCES["text_az"]).full_clean()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "//example.com", "http://example.com", "data:text/html,x"]
)
def test_notice_leads_only_to_this_site_or_a_safe_address(link):
    with pytest.raises(ValidationError):
        Notice(link_az=link, **SENTENCES).full_clean()


def test_notice_is_shown_as_text(reader):
    Notice.objects.create(is_shown=True, text_az="<b>Ə</b>", text_en="x")
    assert "&lt;b&gt;Ə&lt;/b&gt;" in reader.get("/az/").content.decode()


def test_editor_sets_a_notice_at_the_desk_and_a_writer_does_not(client, editor, writer):
    client.force_login(editor)
    form = SENTENCES | {"link_az": "", "link_en": "", "is_shown": "on"}
    assert client.post("/admin/news/notice/add/", form).status_code == 302
    assert Notice.objects.get().is_shown
    client.force_login(writer)
    assert client.get("/admin/news/notice/add/").status_code == 403

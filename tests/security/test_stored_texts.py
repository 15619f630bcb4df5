"""A row that was changed behind the site's back becomes no script, and can be cleaned."""

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.db.models import QuerySet
from selectolax.lexbor import LexborHTMLParser

from news.admin.widgets import RichTextWidget
from news.models import Edition, Notice, Page, PublicContent, Recording, clean_stored_texts
from news.models.stored_texts import RICH_TEXTS_OF
from news.public.formatting import web_address
from news.text.languages import fields_in_each
from tests.helpers.desk_forms import desk_of, form_of
from tests.helpers.hostile_markup import CORPUS, dangers

HOSTILE = (
    "<p>Words</p><script>alert('stored')</script><img src=x onerror=alert(1)>"
    '<a href="javascript:alert(2)">x</a><table onclick=alert(3)><tr><td>x</table>'
)


def overwrite(row, **values):
    """As another program would that has the database's password: past the models and their rules."""
    QuerySet(type(row)).filter(pk=row.pk).update(**values)
    PublicContent.bump()


@pytest.fixture
def edition(make_article):
    return make_article()


@pytest.fixture
def page(db):
    return Page.objects.create(title_az="Haqda", title_en="About", body_az="<p>Biz</p>", body_en="<p>We</p>")


# --- Cleaning the rows ---------------------------------------------------------------------


def test_every_hostile_text_in_the_database_is_cleaned(edition, page):
    overwrite(edition, body_az="".join(CORPUS), body_en=HOSTILE, easy_text_en=HOSTILE)
    overwrite(page, body=HOSTILE, body_az=HOSTILE)
    assert clean_stored_texts() == [f"news.edition {edition.pk}", f"news.page {page.pk}"]
    stored = Edition.objects.get(pk=edition.pk)
    assert dangers(stored.body_az) == []
    texts = [stored.body_en, stored.easy_text_en, *QuerySet(Page).values_list("body", "body_az").get()]
    for text in texts:
        assert text.startswith("<p>Words</p>")
        assert dangers(text) == []


def test_readers_see_the_cleaned_texts_at_once(edition):
    overwrite(edition, body_en=HOSTILE)
    before = PublicContent.current()
    clean_stored_texts()
    assert PublicContent.current() == before + 1


def test_clean_texts_are_left_alone(edition, page):
    generation = PublicContent.current()
    assert clean_stored_texts() == []
    assert PublicContent.current() == generation


def test_every_text_that_has_an_editor_is_cleaned(administrator, rf):
    request = rf.get("/")
    request.user = administrator
    written = {
        (model, name)
        for model in apps.get_models()
        if site.is_registered(model)
        for name, field in site.get_model_admin(model).get_form(request).base_fields.items()
        if isinstance(field.widget, RichTextWidget)
    }
    cleaned = {(model, name) for model, names in RICH_TEXTS_OF.items() for name in fields_in_each(*names)}
    assert len(written) == 8
    assert written == cleaned


# --- On the pages, before anybody cleaned ------------------------------------------------------


def scripts_in(answer):
    document = LexborHTMLParser(answer.content.decode())
    on_events = [node.html for node in document.css("*") if any(n.startswith("on") for n in node.attributes)]
    own_words = [node.html for node in document.css("script") if "alert" in node.text()]
    addresses = [node.html for node in document.css("[href^='javascript:' i], [src='x']")]
    return on_events + own_words + addresses


@pytest.mark.parametrize("form", ["", "print/", "easy/"])
def test_hostile_row_is_no_script_in_any_form_of_the_article(make_article, reader, form):
    edition = make_article(easy_text_en="<p>Easy</p>")
    overwrite(edition, body_en=HOSTILE, easy_text_en=HOSTILE)
    answer = reader.get(f"{edition.url_in('en')}{form}", follow=True)
    assert "Words" in answer.content.decode()
    assert scripts_in(answer) == []


def test_hostile_row_is_no_script_on_a_standing_page(page, reader):
    overwrite(page, body_en=HOSTILE)
    answer = reader.get("/en/pages/about/")
    assert "Words" in answer.content.decode()
    assert scripts_in(answer) == []


@pytest.mark.parametrize("feed", ["rss", "atom", "json"])
def test_hostile_row_is_no_script_in_a_feed(edition, reader, feed):
    overwrite(edition, body_en=HOSTILE)
    sent = reader.get(f"/en/news/feed.{feed}").content.decode()
    assert "Words" in sent
    assert "alert" not in sent


def test_hostile_row_is_no_script_at_the_desk(edition, administrator):
    overwrite(edition, body_en=HOSTILE, easy_text_en=HOSTILE)
    answer = desk_of(administrator).get(form_of(edition))
    assert "Words" in answer.content.decode()
    assert scripts_in(answer) == []


def test_hostile_link_leads_nowhere(edition, office, reader):
    notice = Notice.objects.create(text_az="Bağlıdır", text_en="Closed", link="/en/", is_shown=True)
    recording = Recording(edition=edition, kind="video", language="en", link="https://example.org/1")
    QuerySet(Recording).bulk_create([recording])
    overwrite(notice, link="javascript:alert(1)")
    overwrite(recording, link="javascript:alert(1)")
    overwrite(office, website="JavaScript:alert(1)")
    for address in (edition.url_in("en"), f"/en/organizations/{office.slug_en}/"):
        answer = reader.get(address)
        assert "Closed" in answer.content.decode()
        assert scripts_in(answer) == []


@pytest.mark.parametrize("address", ["/en/pages/contact/", "https://example.org/", "HTTP://example.org"])
def test_address_on_the_web_is_followed(address):
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "data:x", ""]
)
def test_other_addresses_are_not_followed(address):
    assert web_address(address) == ""

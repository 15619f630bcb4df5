"""The preview is the page that readers will have, but for its banner; the record names what it holds."""

from datetime import date

import pytest
import time_machine
from django.core.files.base import ContentFile
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import Article, AttachedText, Attachment, EditionImage, Image, Notice, Recording
from tests.helpers.desk_forms import desk_of, form_of, text_of
from tests.helpers.documents import pdf_file
from tests.helpers.pictures import drawn

NOW = "2026-03-05 08:00Z"


@pytest.fixture
def full_edition(make_edition, make_article, person, office, appoint):
    """A draft with something in every part of its page, beside related articles."""
    appoint(person, office, "Ombudsman", "Ombudsman", date(2020, 1, 1))
    make_article(title_en="Of the same topic")
    Notice.objects.create(text_az="Bildiriş", text_en="A notice", is_shown=True)
    hall, yard = (
        Image.objects.create(file=ContentFile(drawn(colour=alt), "p.jpg"), alt_az=alt, alt_en=alt)
        for alt in ("teal", "navy")
    )
    edition = make_edition(
        people=[person],
        organizations=[office],
        lead_image=hall,
        easy_text_az="<p>A.</p>",
        easy_text_en="<p>E.</p>",
    )
    EditionImage.objects.create(edition=edition, image=yard)
    Attachment.objects.create(
        edition=edition, file=ContentFile(pdf_file("Plan"), "plan.pdf"), title_az="Plan", title_en="The plan"
    )
    editing.keep_attached_text(edition.attachments.get().file.name, AttachedText.Outcome.READ, "Plan")
    for language in ("az", "en"):
        Recording.objects.create(
            edition=edition, kind="video", language=language, title="A film", link="https://example.org/v"
        )
    return edition


def without_banner(response):
    """The lines of the page: head, menus, text and foot; links to other forms without where they lead."""
    page = HTMLParser(response.content)
    for banner in page.css("article > .banner"):
        banner.decompose()
    for link in other_forms(page):
        for attribute in {"href", "rel"} & link.attributes.keys():
            del link.attrs[attribute]
    lines = (line.strip() for line in page.html.splitlines())
    return [line for line in lines if line]


def other_forms(page):
    """Easy to read, plain text, for printing: pages of their own."""
    return [link for link in page.css(".forms a") if not (link.attributes.get("href") or "").startswith("#")]


def preview(client, edition, language):
    return client.get(f"/admin/news/edition/{edition.pk}/preview/{language}/?from=elsewhere")


@pytest.mark.parametrize("is_correction", [False, True], ids=["first", "correction"])
@pytest.mark.parametrize("language", ["az", "en"])
def test_the_preview_is_the_published_page_but_for_its_banner(
    full_edition, writer, editor, reader, language, is_correction
):
    edition = full_edition
    with time_machine.travel(NOW, tick=False):
        if is_correction:
            editing.publish(edition, editor)
            edition = editing.new_edition(edition, writer)
            edition.change_note_az, edition.change_note_en = "Tarix düzəldildi.", "The date was mended."
            edition.body_az, edition.body_en = "<p>Yeni.</p>", "<p>New.</p>"
            editing.save_draft(edition)
    with time_machine.travel("2026-03-06 08:00Z", tick=False):
        shown = preview(desk_of(writer, language), edition, language)
        editing.publish(edition, editor)
        page = reader.get(edition.url_in(language))
        assert page.status_code == 200
        assert "Preview" in text_of(shown) or "İlkin baxış" in text_of(shown)
        assert without_banner(shown) == without_banner(page)
        links = [other_forms(HTMLParser(response.content)) for response in (shown, page)]
        assert [link.text() for link in links[0]] == [link.text() for link in links[1]]
        assert [["href" in link.attributes for link in some] for some in links] == [[False] * 3, [True] * 3]
        assert "aria-current" in HTMLParser(shown.content).css_first("nav.menu").html


def test_a_preview_stores_nothing_of_what_publishing_would(full_edition, writer):
    preview(desk_of(writer), full_edition, "en")
    full_edition.refresh_from_db()
    assert (full_edition.public_from, full_edition.first_published_at) == (None, None)
    assert not full_edition.edition_people.get().position_en
    assert Article.objects.get(pk=full_edition.article_id).reads() == 0


def test_the_record_shows_pictures_and_files(full_edition, writer, editor):
    full_edition.limited_to.clear()
    editing.publish(full_edition, editor)
    page = desk_of(editor).get(form_of(full_edition))
    record = HTMLParser(page.content).css_first("#content-main")
    assert [image.attributes["alt"] for image in record.css("img")] == ["teal", "navy"]
    assert "The plan" in text_of(page)
    assert "A film" in text_of(page)
    links = {link.attributes["href"] for link in record.css("a")}
    assert full_edition.attachments.get().file.url in links

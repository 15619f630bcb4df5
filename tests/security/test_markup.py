"""Whatever somebody pastes, imports or stores: no script, no foreign request, no form reaches a reader."""

import re
from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from news import editing
from news.importing.import_edition import import_edition
from news.importing.old_page import OldPage, read_page
from news.models import Edition, Page
from news.text.richtext import plain_text, sanitise
from tests.helpers.hostile_markup import CORPUS, dangers

pytestmark = pytest.mark.once

CHUNK = 100
CHUNKS = [CORPUS[start : start + CHUNK] for start in range(0, len(CORPUS), CHUNK)]
OWN_SCRIPT = re.compile(r"^/static/js/\w+(\.\w+)?\.js$")
EXECUTES = {"iframe", "object", "embed", "applet", "base", "frame", "frameset", "portal", "style"}


def test_corpus_is_large_and_hostile():
    assert len(CORPUS) > 500
    assert sum(bool(dangers(payload)) for payload in CORPUS) > 450


@pytest.mark.parametrize("payloads", CHUNKS, ids=lambda chunk: repr(chunk[0][:20]))
def test_sanitised_text_holds_nothing_dangerous_and_stays_as_it_is(payloads):
    for payload in payloads:
        text = sanitise(payload)
        assert dangers(text) == [], payload
        assert sanitise(text) == text, payload


def test_payloads_stay_harmless_beside_each_other():
    """One payload may open what another one closes."""
    assert dangers(sanitise("".join(CORPUS))) == []
    assert dangers(sanitise("".join(reversed(CORPUS)))) == []


def test_stored_edition_holds_nothing_dangerous(make_edition):
    edition = make_edition()
    for number, payloads in enumerate(CHUNKS):
        edition.body_az, edition.body_en = "".join(payloads), "<p>".join(payloads)
        editing.save_draft(edition)
        stored = Edition.objects.get(pk=edition.pk)
        assert dangers(stored.body_az) == dangers(stored.body_en) == [], number


def test_stored_page_holds_nothing_dangerous(db):
    page = Page.objects.create(title_az="Haqqımızda", title_en="About", body_az="x", body_en="x")
    for payloads in CHUNKS:
        page.body_az = page.body_en = "".join(payloads)
        page.save()
        stored = Page.objects.get(pk=page.pk)
        assert dangers(stored.body_az) == dangers(stored.body_en) == []


def test_imported_article_holds_nothing_dangerous(db):
    paragraphs = tuple(payload.replace("\x00", "") for payload in CORPUS)
    page = OldPage("<script>alert(1)</script>", date(2022, 11, 5), 1, paragraphs, "en", 77)
    article, _outcome = import_edition(page)
    assert dangers(article.latest_edition.body_en) == []


def test_imported_hostile_html_holds_nothing_dangerous(db):
    body = "".join(f"<p>{payload}</p>" for payload in CORPUS[:150])
    html = (
        f"<html><body><h1>A title</h1><p>05-11-2022</p><p>Read 394 times</p><p>Words.</p>{body}</body></html>"
    )
    article, _outcome = import_edition(read_page(html.encode(), "news-78.html"), language="en")
    assert dangers(article.latest_edition.body_en) == []


@pytest.fixture
def hostile_site(make_article, person, office, topic):
    """Hostile markup in every field that a reader's page shows."""
    evil = "\"'></script></title></textarea><script>alert(1)</script><img src=x onerror=alert(1)>"
    for thing in (person, office, topic):
        for name in ("name", "description"):
            for language in ("az", "en"):
                setattr(thing, f"{name}_{language}", evil)
        thing.save()
    fields = {
        f"{name}_{language}": "".join(CORPUS[:60]) if name == "body" else evil
        for name in ("title", "summary", "body", "change_note")
        for language in ("az", "en")
    }
    edition = make_article(people=[person], organizations=[office], topics=[topic], **fields)
    return [
        edition.url_in("en"),
        f"{edition.url_in('en')}history/",
        "/en/",
        "/en/news/",
        "/en/topics/",
        "/en/people/",
        "/en/organizations/",
        f"/en/topics/{topic.slug_en}/",
        f"/en/people/{person.slug_en}/",
        f"/en/organizations/{office.slug_en}/",
    ]


def test_no_field_can_bring_a_script_to_a_page(hostile_site, reader):
    for address in hostile_site:
        answer = reader.get(address, follow=True)
        assert answer.status_code == 200, address
        document = LexborHTMLParser(answer.content.decode())
        for node in document.css("*"):
            names = set(node.attributes)
            assert not any(name.startswith("on") for name in names), (address, node.tag, names)
            assert node.tag not in EXECUTES, (address, node.tag)
            if node.tag == "script" and node.attributes.get("type") != "application/ld+json":
                assert OWN_SCRIPT.match(node.attributes.get("src") or ""), (address, node.html)
                assert not node.text(), address


def test_query_is_never_markup(reader, make_article):
    make_article()
    for payload in CORPUS[::7]:
        for address in ("/az/search/", "/en/news/"):
            answer = reader.get(address, {"q": payload, "kind": payload, "page": payload})
            assert answer.status_code < 500
            document = LexborHTMLParser(answer.content.decode())
            assert not [n for n in document.css("*") if any(a.startswith("on") for a in n.attributes)], (
                payload
            )
            assert not document.css("svg[onload], iframe, object, base"), payload


def test_plain_text_of_hostile_markup_is_words():
    for payload in CORPUS:
        assert (
            "<script" not in plain_text(sanitise(payload)).lower() or "&lt;" in payload or "&#60;" in payload
        )

"""The manual of the desk: in both languages, found by its words and from each form, and not out of date."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.admin.edition.workflow import TRANSITIONS
from news.desk.manual import ABOUT, PAGES, pages_with
from news.gate.rule import RULES
from news.text.languages import LANGUAGES
from tests.helpers.desk_addresses import patterns_of_the_desk
from tests.helpers.desk_forms import desk_of
from tests.text.test_terms import has_unwanted, terms

MANUAL = settings.BASE_DIR / "templates" / "admin" / "manual"
TEXTS = {
    (language, file.stem): file.read_text()
    for language in LANGUAGES
    for file in (MANUAL / language).iterdir()
}
NAMED = re.compile(r'\{% translate "([^"]+)" %\}')
TAGS = re.compile(r"\{%.*?%\}|<[^>]*>")


@pytest.mark.once
def test_each_page_is_there_in_both_languages():
    assert set(TEXTS) == {(language, name) for language in LANGUAGES for name in [*PAGES, "tour"]}


@pytest.mark.once
@pytest.mark.parametrize("name", [*PAGES, "tour"])
def test_both_languages_have_the_same_parts_and_name_the_same_buttons(name):
    az, en = (TEXTS[language, name] for language in LANGUAGES)
    for pattern in (r"<(h2|h3|dt|tr|ol|table)\b", r'id="([^"]+)"', r'manual_(?:page|picture)" ?"?([\w-]+)'):
        assert re.findall(pattern, az) == re.findall(pattern, en)
    assert sorted(NAMED.findall(az)) == sorted(NAMED.findall(en))


@pytest.mark.once
def test_each_button_and_field_that_the_manual_names_is_said_at_the_desk():
    files = [*settings.BASE_DIR.glob("news/**/*.py"), *settings.BASE_DIR.glob("templates/**/*.html")]
    said = "\n".join(file.read_text() for file in files if not file.is_relative_to(MANUAL))
    assert [
        words for text in TEXTS.values() for words in NAMED.findall(text) if f'"{words}"' not in said
    ] == []


@pytest.mark.once
def test_each_rule_of_the_gate_is_explained():
    explained = re.findall(r'id="rule-([\w-]+)"', TEXTS["en", "gate"])
    assert sorted(explained) == sorted(RULES)


@pytest.mark.once
def test_each_picture_of_the_manual_has_been_taken():
    missing = [
        f"{name}-{language}.webp"
        for (language, _page), text in TEXTS.items()
        for name in re.findall(r'manual_picture "([\w-]+)"', text)
        if not (settings.BASE_DIR / f"static/admin_desk/manual/{name}-{language}.webp").exists()
    ]
    assert missing == []


@pytest.mark.once
def test_azerbaijani_of_the_manual_keeps_to_the_terms_of_the_house():
    said = " ".join(TAGS.sub(" ", text) for (language, _name), text in TEXTS.items() if language == "az")
    unwanted = [word.strip() for term in terms() for word in term.unwanted.split(",") if word.strip()]
    assert [found[0] for word in unwanted if (found := has_unwanted(word, said))] == []


class TestAtTheDesk:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_each_page_opens_with_the_others_beside_it(self, writer, language):
        desk = desk_of(writer, language)
        for name, page in PAGES.items():
            answer = desk.get(reverse("admin:manual_page", args=[name]))
            shown = HTMLParser(answer.content.decode())
            with translation.override(language):
                assert shown.css_first("h1").text() == str(page.title)
            assert len(shown.css("nav.manual-contents li")) == len(PAGES)
        assert desk.get(reverse("admin:manual_page", args=["nothing"])).status_code == 404

    def test_each_form_of_the_desk_leads_to_its_page(self, writer):
        forms = {
            name for _, _, name in patterns_of_the_desk() if name.endswith(("_add", "_change", "_share"))
        }
        without = [name for name in forms if not name.startswith(tuple(ABOUT))]
        assert without == []
        shown = HTMLParser(desk_of(writer).get("/admin/news/person/add/").content.decode())
        assert shown.css_first(".manual-link a").attributes["href"] == "/admin/manual/names/"

    def test_whoever_is_not_signed_in_is_led_to_the_sign_in(self, client):
        assert client.get("/admin/manual/").url.startswith("/admin/login/")

    def test_pages_are_found_by_their_words_in_any_form(self, writer):
        desk = desk_of(writer, "az")
        shown = HTMLParser(desk.get("/admin/manual/", {"q": "sitatlarda"}).content.decode())
        links = [link.attributes["href"] for link in shown.css("[aria-labelledby=manual-found] a")]
        assert "/admin/manual/style/" in links
        nothing = desk.get("/admin/manual/", {"q": "zzzz"}).content.decode()
        assert "sözlərin hamısı yoxdur" in nothing


@pytest.mark.once
@pytest.mark.parametrize(
    ("query", "language", "first"),
    [
        ("giriş açarı", "az", "account"),
        ("düzəliş", "az", "correct"),
        ("alternativ mətn", "az", "alternative-texts"),
        ("alternative texts", "en", "alternative-texts"),
        ("passkeys", "en", "account"),
        ("withdrawing", "en", "withdraw"),
    ],
)
def test_search_of_the_manual_finds(query, language, first):
    assert first in [page.name for page in pages_with(query, language)][:4]


@pytest.mark.once
def test_every_act_that_the_manual_is_about_is_there():
    acts = {name.partition(":")[2] for name in ABOUT if ":" in name}
    assert acts <= set(TRANSITIONS)

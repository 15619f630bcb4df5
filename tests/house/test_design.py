"""The look keeps its promises without a browser: contrast, faces, one style sheet, words and numbers."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from news.models import Person

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
SHEET = (ROOT / "static" / "css" / "site.css").read_text()
TEXT_ON = {
    "ink": ["paper", "tint", "accent-tint", "alert-tint", "notice-tint", "mark"],
    "quiet": ["paper", "tint"],
    "accent": ["paper", "tint", "accent-tint"],
    "on-accent": ["accent"],
    "alert": ["paper"],
    "band-ink": ["band"],
    "band-quiet": ["band"],
}
SEEN_ON = {"focus": ["paper", "tint", "accent-tint"], "field": ["paper"], "band-focus": ["band"]}


def tokens(block):
    return dict(re.findall(r"--([\w-]+):\s*(light-dark\([^)]*\)|#\w{6});", block))


def block_after(selector):
    begin = SHEET.index(selector)
    return SHEET[begin : SHEET.index("}", begin)]


def one_of(value, place):
    return re.findall(r"#\w{6}", value)[-1 if place == "dark" else 0]


def theme(name):
    """{token: colour} as a reader with that preference, or that choice, gets it."""
    plain = tokens(block_after(":root {\n    color-scheme: light dark;"))
    both = tokens(block_after("@supports (color: light-dark("))
    if name == "light, old browser":
        return plain
    if name in ("light", "dark"):
        return {token: one_of(value, name) for token, value in (plain | both).items()}
    return plain | tokens(block_after(f'[data-contrast="{name}"] {{'))


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


THEMES = ["light, old browser", "light", "dark", "black-on-white", "yellow-on-black"]


@pytest.mark.parametrize("name", THEMES)
def test_text_has_seven_to_one_in_every_theme(name):
    colours = theme(name)
    for text, grounds in TEXT_ON.items():
        for ground in grounds:
            assert contrast(colours[text], colours[ground]) >= 7, (text, ground)


@pytest.mark.parametrize("name", THEMES)
def test_focus_and_fields_have_three_to_one_in_every_theme(name):
    colours = theme(name)
    for line, grounds in SEEN_ON.items():
        for ground in grounds:
            assert contrast(colours[line], colours[ground]) >= 3, (line, ground)


def test_light_without_light_dark_is_the_same_light():
    assert theme("light, old browser") == theme("light")


def test_every_file_the_style_sheet_names_is_our_own_and_there():
    for address in re.findall(r'url\("?([^")]+)"?\)', SHEET):
        assert address.startswith("data:image/svg+xml") or (ROOT / "static" / "css" / address).is_file()


def test_faces_declare_the_letters_of_azerbaijani():
    ranges = re.findall(r"src: url\(\"../fonts/(.+?)\"\).*?unicode-range: ([^;]+);", SHEET, re.DOTALL)
    serif = " ".join(span for name, span in ranges if name.startswith("serif-") and "italic" not in name)
    for name, span in [("serif", serif), *ranges]:
        if name in ("serif", "sans.woff2", "serif-italic.woff2"):
            assert all(letter in span for letter in ("U+0131", "U+018F", "U+0259", "U+011E", "U+015E")) or (
                "U+0130-0131" in span and "U+018F" in span
            )


def test_faces_come_with_their_licence():
    assert "SIL OPEN FONT LICENSE" in (ROOT / "static" / "fonts" / "OFL.txt").read_text()


def rendered(text, language, **context):
    with translation.override(language):
        return engines["jinja2"].from_string(text).render(context)


NIGHT_IN_BAKU = datetime(2022, 10, 31, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(("language", "words"), [("az", "1 noyabr 2022"), ("en", "1 November 2022")])
def test_date_is_in_words_and_of_the_day_in_baku(language, words):
    assert rendered("{{ day|date_in_words }}", language, day=NIGHT_IN_BAKU) == words


def test_time_is_in_baku():
    assert rendered("{{ day|datetime_in_words }}", "az", day=NIGHT_IN_BAKU) == "1 noyabr 2022, 01:30"


@pytest.mark.parametrize(
    ("language", "count", "sentence"),
    [
        ("az", 394, "394 dəfə oxunub"),
        ("en", 394, "Read 394 times"),
        ("en", 1, "Read 1 time"),
        ("en", 12394, "Read 12,394 times"),
        ("az", 12394, "12\xa0394 dəfə oxunub"),
    ],
)
def test_reads_are_said_in_the_language_inside_the_element_that_is_renewed(language, count, sentence):
    shown = rendered("{{ reads(count) }}", language, count=count)
    assert shown == f"<span data-reads>{sentence}</span>"


def test_structured_data_cannot_end_its_script():
    data = {"headline": "</script><script>alert(1)</script> & “Ə”"}
    shown = rendered("{{ data|json_ld }}", "en", data=data)
    assert shown.count("<script") == 1
    assert shown.count("</script>") == 1
    assert json.loads(shown[shown.index(">") + 1 : shown.rindex("<")]) == data


def test_wide_table_scrolls_in_a_named_region_that_takes_the_focus():
    body = "<table><tbody><tr><td>1</td></tr></tbody></table><p>…</p><table></table>"
    shown = rendered("{{ body|prose }}", "en", body=body)
    assert shown.count('role="region" tabindex="0"') == 2
    assert 'aria-label="Table 1"' in shown
    assert 'aria-label="Table 2"' in shown


def test_capital_of_an_azerbaijani_word_keeps_its_dot():
    assert rendered("{{ word|first_capital }}", "az", word="iyun 2026") == "İyun 2026"


@pytest.mark.django_db
def test_name_known_in_the_other_language_only_says_its_language():
    foreign = Person.objects.create(name_en="Anna Melenchuk")
    assert rendered("{{ name_of(person) }}", "az", person=foreign) == '<span lang="en">Anna Melenchuk</span>'


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["az", "en"])
def test_every_page_begins_with_the_skip_link_and_has_the_call_center(reader, make_article, language):
    edition = make_article()
    number = f"/{language}/news/{edition.article.number}/"
    for path in ("", "news/", "archive/", "topics/", "people/", "organizations/", "search/", "no/such/page/"):
        page = reader.get(f"/{language}/{path}").content.decode()
        assert 0 < page.index("<header") < page.index('href="#main"') < page.index("</header>")
        assert page.count('<main id="main"') == 1
        assert page.count("<h1") == 1
        assert 'href="tel:916"' in page
        assert f'<html lang="{language}" dir="ltr"' in page
    assert 'href="tel:916"' in reader.get(number, follow=True).content.decode()


@pytest.mark.django_db
def test_public_pages_have_no_inline_style_script_or_handler(reader, make_article):
    edition = make_article()
    for path in ("/az/", "/en/news/", f"/az/news/{edition.article.number}/"):
        page = reader.get(path, follow=True).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", page)
        scripts = re.findall(r"<script[^>]*>", page)
        assert all("src=" in script or "application/ld+json" in script for script in scripts)


@pytest.mark.django_db
def test_page_that_fails_is_shown_without_a_database(reader, settings):
    from news.operations.failure import server_error

    with translation.override("az"):
        page = server_error(None).content.decode()
    assert "Səhifəni hazırda göstərmək mümkün deyil" in page
    assert 'lang="az"' in page

"""A footnote stands where it is cited and is understood in every form of a text; so are raised digits."""

import pytest
from django.utils import translation

from news.text.differences import blocks_of
from news.text.notes import taken_out, with_notes
from news.text.plain_layout import plain_form
from news.text.richtext import plain_text, sanitise
from tests.helpers.hostile_markup import CORPUS, dangers

pytestmark = pytest.mark.once

TEXT = (
    '<p>The Law<small lang="az">Qanun, <a href="/az/">1994</a>.</small> holds.</p>'
    "<p>Twice<small>So.</small></p>"
)


def shown(html):
    with translation.override("en"):
        return with_notes(sanitise(html))


def test_page_links_each_place_to_its_note_and_back():
    page = shown(TEXT)
    assert page.index('href="#note-1"') < page.index("holds.") < page.index('id="note-1"')
    assert '<li lang="az" id="note-1">Qanun, <a href="/az/"' in page
    assert 'href="#note-1-mark" role="doc-backlink" aria-label="Back to the text at note 1"' in page
    assert 'id="note-2-mark" role="doc-noteref" aria-label="Note 2">2</a>' in page
    assert page.count('<section class="notes" role="doc-endnotes"') == 1
    assert "<small" not in page


def test_text_without_footnotes_is_shown_as_it_is():
    assert shown("<p>Plain.</p>") == "<p>Plain.</p>"
    assert shown("<p>Plain.<small> </small></p>") == "<p>Plain.<small> </small></p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ('<p><a href="/az/">a<small>b</small></a></p>', '<p><a href="/az/" rel="noopener">ab</a></p>'),
        ("<p>a<small>b<small>c</small></small></p>", "<p>ab</p>"),
        ("<p>a<small>b</p>", "<p>a</p>"),
    ],
    ids=["in a link", "in a note", "never closed"],
)
def test_footnote_where_none_can_be_leaves_whole_markup(html, left):
    assert taken_out(sanitise(html))[0] == left


def test_hostile_footnotes_stay_harmless():
    of_every_note = set(dangers(shown("<p>a<small>b</small></p>")))
    for payload in CORPUS:
        page = shown(f"<p>a<small>{payload}</small>b</p>")
        assert set(dangers(page)) <= of_every_note, payload


def test_plain_form_has_numbers_in_the_text_and_the_notes_under_it():
    with translation.override("en"):
        assert plain_form(TEXT) == "The Law[1] holds.\n\nTwice[2]\n\nNotes\n\n[1] Qanun, 1994.\n[2] So."


def test_words_of_a_footnote_are_set_apart_where_only_words_are_shown():
    words = "The Law [Qanun, 1994.] holds. Twice [So.]"
    assert plain_text(TEXT) == words
    assert " ".join(blocks_of(TEXT)).replace(" ⟨/az/⟩", "") == words


def test_raised_and_lowered_digits_stay_apart_from_the_number_before_them():
    html = "<p>10<sup>6</sup> m<sup>2</sup>, CO<sub>2</sub>, 19<sup>th</sup>, x<sup><em>n</em></sup></p>"
    assert plain_text(html) == "10⁶ m², CO₂, 19th, xn"
    assert plain_form(html) == "10⁶ m², CO₂, 19th, xn"


def test_bold_or_a_link_inside_a_word_does_not_cut_it():
    assert (
        plain_text('<p>Əliyev<strong>anın</strong> <a href="/">söz</a>ü</p><p>B</p>') == "Əliyevanın sözü B"
    )

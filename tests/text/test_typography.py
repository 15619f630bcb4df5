"""Straight quotation marks become those of the language, in texts and never in markup."""

import pytest

from news.text.typography import curly, curly_in_html

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"Hüquq" jurnalı', "“Hüquq” jurnalı"),
        ('Təşkilat ("İnsan") və "Uşaq"', "Təşkilat (“İnsan”) və “Uşaq”"),
        ('He said: "No."', "He said: “No.”"),
        ('24" screen', '24" screen'),
        ('The programme "Vision 2030" began', "The programme “Vision 2030” began"),
        ("“already” right", "“already” right"),
    ],
)
def test_marks_open_and_close(typed, printed):
    assert curly(typed) == printed
    assert curly(printed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            '<p>"One" and <a href="/az/" lang="az">"two"</a></p>',
            '<p>“One” and <a href="/az/" lang="az">“two”</a></p>',
        ),
        ('<p>The <strong>"Law"</strong>"</p>', "<p>The <strong>“Law”</strong>”</p>"),
        ('<p>word</p><p>"New"</p>', "<p>word</p><p>“New”</p>"),
        ("<p>&quot;Escaped&quot; &amp; kept</p>", "<p>“Escaped” &amp; kept</p>"),
    ],
)
def test_markup_is_left_alone(typed, printed):
    assert curly_in_html(typed) == printed


@pytest.mark.django_db
def test_saved_draft_has_the_marks_of_the_language(make_edition):
    edition = make_edition(title_en='The "Open Door" day', body_en='<p>It was a "good" day.</p>')
    edition.refresh_from_db()
    assert edition.title_en == "The “Open Door” day"
    assert edition.body_en == "<p>It was a “good” day.</p>"

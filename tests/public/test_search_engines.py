"""What a page says of itself to search engines, and to those who share its address."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.public.formatting import as_summary, meta_description

WORDS = "Ombudsman Aparatının nümayəndələri Gəncə şəhərində vətəndaşları qəbul etdilər və onları dinlədilər"


@pytest.mark.once
@pytest.mark.parametrize("language", ["az", "en"])
@pytest.mark.parametrize(
    "text", ["", "Axtarış", "Mövzular: təhsil.", WORDS[:69], WORDS, f"{WORDS}. {WORDS}."]
)
def test_description_has_between_70_and_160_characters(language, text):
    with translation.override(language):
        assert 70 <= len(meta_description(text)) <= 160


@pytest.mark.once
def test_long_text_ends_after_a_word():
    beginning = as_summary(f"{WORDS}, {WORDS}")
    assert beginning.endswith("…")
    assert f"{WORDS}, {WORDS} ".startswith(beginning.removesuffix("…") + " ")
    assert as_summary(WORDS) == WORDS


def test_page_without_a_picture_shares_the_institutions_in_its_language(meeting, reader):
    for language in ("az", "en"):
        for address in (f"/{language}/", meeting.url_in(language)):
            head = HTMLParser(reader.get(address).content.decode()).head
            picture = head.css_first("meta[property='og:image']").attributes["content"]
            assert f"img/sharing-{language}." in picture
            assert head.css_first("meta[property='og:image:alt']").attributes["content"]


class TestLastChange:
    """sitemap.xml says when readers last saw something else at an address."""

    @pytest.fixture
    def last_changes(self, reader):
        def last_changes(section):
            answer = reader.get(f"/sitemap-{section}.xml").content.decode()
            rows = HTMLParser(answer).css("url")
            return {
                row.css_first("loc").text().partition("/en/")[2]: row.css_first("lastmod").text()
                for row in rows
                if "/en/" in row.css_first("loc").text()
            }

        return last_changes

    def test_article_says_the_day_of_its_newest_edition_or_of_its_withdrawal(
        self, meeting, editor, administrator, last_changes
    ):
        path = meeting.url_in("en").removeprefix("/en/")
        assert last_changes("news-2022") == {path: "2022-11-01"}
        with time_machine.travel(meeting.public_from + timedelta(days=9)):
            corrected = editing.new_edition(meeting, editor)
            corrected.change_note_az = corrected.change_note_en = "."
            editing.save_draft(corrected)
            editing.publish(corrected, administrator)
        assert last_changes("news-2022") == {path: "2022-11-10"}
        with time_machine.travel(meeting.public_from + timedelta(days=19)):
            editing.withdraw(corrected, administrator, {"az": "Səhv", "en": "An error"})
        assert last_changes("news-2022") == {path: "2022-11-20"}

    def test_list_says_the_day_of_the_newest_article_and_a_noun_of_the_newest_that_names_it(
        self, meeting, make_article, last_changes
    ):
        make_article(at=meeting.public_from + timedelta(days=4))
        days = last_changes("pages")
        assert days["news/"] == days[""] == days["organizations/ombudsman-office/"] == "2022-11-05"
        assert days["topics/migration/"] == days["people/aydin-safikhanli/"] == "2022-11-01"
        assert days["topics/education/"] == "2022-11-05"

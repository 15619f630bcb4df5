"""A page is in one language: its texts, its labels, its attributes."""

import re

import pytest
from django.utils import translation
from django.utils.translation import get_language_info

from news.text.languages import LANGUAGES, other_language
from tests.helpers.said import said_in
from tools import catalogues

pytestmark = pytest.mark.once

SIGNS = {
    "en": re.compile(
        r"\b(the|of|and|to|for|with|is|are|was|by|from|this|that|page|search|read|all)\b", re.IGNORECASE
    ),
    "az": re.compile(r"[əğışƏĞİŞ]|\b([Vv]ə|[Üü]çün|[İi]lə|[Bb]u|[Bb]ir|[Oo]lan)\b"),
}
# Names that are the same in both languages and only look like one of them.
NAMES = re.compile(r"MIEUX\+|Azərbaycanca|English")


def addresses(reader, language):
    """Every address that the site map names in that language, and those that it has no reason to name."""
    index = reader.get("/sitemap.xml").content.decode()
    found = set()
    for part in re.findall(r"<loc>[^<]*(/sitemap-[^<]+)</loc>", index):
        found |= set(
            re.findall(rf"<loc>[^/]+//[^/]+(/{language}/[^<]*)</loc>", reader.get(part).content.decode())
        )
    histories = {f"{address}history/" for address in found if re.match(rf"/{language}/news/\d+/", address)}
    return sorted(
        found
        | histories
        | {
            f"/{language}/nothing/",
            f"/{language}/news/?kind=statement&year=2024&page=2",
            f"/{language}/news/?kind=nothing&date_from=x",
            f"/{language}/archive/2022/",
            f"/{language}/archive/2022/11/",
            f"/{language}/search/",
            f"/{language}/search/?q=ombudsman",
            f"/{language}/search/?q=zzzzqqqq",
        }
    )


class TestDemo:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_page_says_anything_in_the_other_language(self, demo, reader, language):
        sign = SIGNS[other_language(language)]
        seen = addresses(reader, language)
        assert len(seen) > 60
        mixed = []
        for address in seen:
            answer = reader.get(address)
            assert answer.status_code in (200, 404), address
            assert f'<html lang="{language}"' in answer.content.decode()
            for text in said_in(answer.content.decode(), language):
                if sign.search(NAMES.sub("", text)):
                    mixed.append((address, text[:120]))
        assert not mixed

    def test_azerbaijani_runs_from_left_to_right_whatever_the_framework_says(self, reader, demo):
        assert (
            get_language_info("az")["bidi"] is True
        )  # the trap itself: Django takes az for a right-to-left language
        assert '<html lang="az" dir="ltr"' in reader.get("/az/").content.decode()


def test_every_string_that_people_see_is_translated():
    assert catalogues.check_catalogues() == 0


def test_same_label_is_said_in_each_language():
    with translation.override("az"):
        assert translation.gettext("Statement") == "Bəyanat"
    with translation.override("en"):
        assert translation.gettext("Statement") == "Statement"

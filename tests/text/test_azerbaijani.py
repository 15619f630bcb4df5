"""The language itself: its letters, their order, its numbers and dates, and addresses made of them."""

import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from news.text.azerbaijani import (
    ALPHABET,
    az_capfirst,
    az_lower,
    az_upper,
    date_text,
    datetime_text,
    english_press_form,
    fold,
    index_letter,
    normalise,
    skeleton,
    slugify,
    sort_key,
)

pytestmark = pytest.mark.once

PROJECT = Path(__file__).resolve().parents[2]


# Case


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("İLHAM", "ilham"),
        ("ILIQ", "ılıq"),
        ("İNSAN HÜQUQLARI", "insan hüquqları"),
        ("DİN", "din"),
        ("ÇÖRƏK ŞƏKİ ÜĞÜR", "çörək şəki üğür"),
    ],
)
def test_case_goes_there_and_back(upper, lower):
    assert az_lower(upper) == lower
    assert az_upper(lower) == upper


@given(st.text(alphabet=ALPHABET + " "))
def test_any_azerbaijani_text_survives_the_round_trip(text):
    assert az_lower(az_upper(text)) == text
    assert len(az_upper(text)) == len(text)


def test_acronyms_in_running_text_keep_their_letters():
    assert az_lower("ICMPD İLƏ GÖRÜŞ", keep_acronyms=True).startswith("ICMPD")
    assert az_lower("Görüşdə DİN-in əməkdaşı", keep_acronyms=True) == "görüşdə DİN-in əməkdaşı"


@pytest.mark.parametrize(
    ("text", "expected"), [("ilham", "İlham"), ("ılıq", "Ilıq"), ("“insan”", "“İnsan”"), ("", ""), ("–", "–")]
)
def test_first_letter_is_raised_as_azerbaijani_does(text, expected):
    assert az_capfirst(text) == expected


# Folding and stored form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ICMPD", "icmpd"),
        ("DİN", "din"),
        ("İ i I ı", "i i i i"),
        ("Səbinə Əliyeva", "sebine eliyeva"),
        ("Çağrı Mərkəzi", "cagri merkezi"),
        ("Zoë Müller", "zoe muller"),
        ("Straße № 5", "strasse no 5"),
    ],
)
def test_folding_leaves_plain_letters(text, expected):
    assert fold(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("g\u01ddnc", "gənc"),
        ("\u018eli", "Əli"),
        ("S\u04d9bin\u04d9", "Səbinə"),
        ("i\u0307nsan", "insan"),
        ("I\u0307nsan", "İnsan"),
        ("c\u0327o\u0308r\u0259k", "çörək"),
        ("Сәбинә", "Сәбинә"),
        (None, ""),
    ],
    ids=[
        "turned e",
        "turned E",
        "Cyrillic schwa",
        "dotted i",
        "dotted I",
        "decomposed",
        "Cyrillic word",
        "None",
    ],
)
def test_look_alike_letters_are_stored_as_the_letter_itself(typed, stored):
    assert normalise(typed) == stored


# Order


def test_names_stand_in_the_order_of_the_alphabet():
    names = [
        *("Ağa", "Cəfər", "Çingiz", "Eldar", "Əliyev", "Gülnar", "Həsən", "Xəyal", "Iğdır", "İlqar", "Jalə"),
        *("Kamal", "Qara", "Lalə", "Orxan", "Ömər", "Səid", "Şahin", "Umud", "Ülvi", "Zərdabi", "William"),
    ]
    assert sorted(sorted(names), key=lambda name: sort_key(name, "az")) == names


def test_every_letter_comes_after_the_one_before_it():
    for before, after in pairwise(ALPHABET):
        assert sort_key(before + "zz", "az") < sort_key(after, "az")


def test_english_order_knows_no_special_letters():
    names = ["Aliyev", "Cafarov", "Çingiz", "Eldar", "Əlizadə", "Hasanov", "Ömər", "Orxan", "Xəyal", "Zaur"]
    assert sorted(sorted(names), key=lambda name: sort_key(name, "en")) == names


def test_lower_case_comes_first_and_marks_do_not_count():
    assert sort_key("alma", "az") < sort_key("Alma", "az") < sort_key("almaz", "az")
    assert sort_key("Al-ma", "az")[:8] == sort_key("Alma", "az")[:8]
    assert sort_key("O'Brien", "en")[:12] == sort_key("OBrien", "en")[:12]
    assert sort_key("Ali Vəli", "az") < sort_key("Alim", "az")


@given(st.text(max_size=400), st.sampled_from(["az", "en"]))
def test_a_sort_key_has_only_digits_and_a_bounded_length(text, language):
    assert re.fullmatch("[0-9]{1,255}", sort_key(text, language))


@pytest.mark.parametrize(
    ("name", "azerbaijani", "english"),
    [
        ("Əliyeva", "Ə", "E"),
        ("ılıq", "I", "I"),
        ("İlham", "İ", "I"),
        ("“Şuşa”", "Ş", "S"),
        ("William", "#", "W"),
        ("Москва", "#", "#"),
        ("112", "#", "#"),
        ("", "#", "#"),
    ],
)
def test_an_index_groups_by_first_letter(name, azerbaijani, english):
    assert (index_letter(name, "az"), index_letter(name, "en")) == (azerbaijani, english)


# Dates


def test_dates_in_a_sentence_have_small_letters():
    day = date(2026, 11, 24)
    assert date_text(day, "az") == "24 noyabr 2026"
    assert date_text(day, "az", "full") == "24 noyabr 2026, çərşənbə axşamı"
    assert date_text(date(2022, 6, 1), "az", "month") == "iyun 2022"
    assert date_text(day, "en", "full") == "Tuesday, 24 November 2026"
    assert datetime_text(datetime(2026, 7, 4, 14, 5), "az") == "4 iyul 2026, 14:05"  # noqa: DTZ001


@pytest.mark.parametrize("month", range(1, 13))
def test_no_month_has_the_wrong_i(month):
    name = date_text(date(2026, month, 1), "az", "month").split()[0]
    assert name == az_lower(name)
    assert "\u0307" not in name


def test_azerbaijani_is_written_from_left_to_right(client, db):
    """Django's language table claims the opposite, so nothing may take the direction from it."""
    assert translation.get_language_info("az")["bidi"] is True
    page = client.get("/az/search/").content.decode()
    assert 'dir="ltr"' in page
    assert 'dir="rtl"' not in page


def test_no_template_takes_the_direction_from_djangos_language_table():
    for template in (PROJECT / "templates").rglob("*.html"):
        assert "language_bidi" not in template.read_text(), template


# Names


@pytest.mark.parametrize(
    "spellings",
    [
        ("Cəfərova", "Jafarova", "Djafarova", "Dzhafarova"),
        ("Quliyev", "Guliyev", "Guliev", "Kuliyev"),
        ("Səfixanlı", "Safikhanli", "Safixanli", "Safikhanly"),
        ("Şıxəliyev", "Shikhaliyev"),
        ("Bağırov", "Baghirov", "Bagirov"),
        ("Xəyal", "Khayal"),
    ],
)
def test_romanisations_of_one_name_have_one_skeleton(spellings):
    assert len({skeleton(spelling) for spelling in spellings}) == 1


def test_brothers_and_sisters_keep_different_skeletons():
    assert skeleton("Əliyev") != skeleton("Əliyeva")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Səbinə Əliyeva", "Sabina Aliyeva"),
        ("Xəyal Quliyev", "Khayal Guliyev"),
        ("İlqar Çələbiyev", "Ilgar Chalabiyev"),
        ("Rəşad Ağayev", "Rashad Aghayev"),
        ("ŞUŞA", "SHUSHA"),
    ],
)
def test_the_english_press_writes_names_its_own_way(name, expected):
    assert english_press_form(name) == expected


# Addresses


SLUGS = {
    "Səbinə Əliyeva": "sebine-eliyeva",
    "İlham İlıq, ILIQ!": "ilham-iliq-iliq",
    "ICMPD-nin heyəti": "icmpd-nin-heyeti",
    "Ombudsman’ın “məruzəsi”": "ombudsmanin-meruzesi",
    "Ğ Ö Ü Ç Ş X Q": "g-o-u-c-s-x-q",
    "Women's rights & children’s rights": "womens-rights-childrens-rights",
    "Сабина Алиева": "sabina-alieva",
    "Ҹәфәрова Нигар": "ceferova-niqar",
    "Йод ёлка": "yod-yolka",
    "Straße — Ærø, №5 (50 %)": "strasse-aero-no5-50",
    "  --  ": "",
    "日本": "",
    "S\u04d9bin\u04d9 i\u0307nsan": "sebine-insan",
    "2026-cı il üçün illik məruzə": "2026-ci-il-ucun-illik-meruze",
    "İnsan hüquqlarının müdafiəsi sahəsində beynəlxalq əməkdaşlığın genişləndirilməsi perspektivləri":
        "insan-huquqlarinin-mudafiesi-sahesinde-beynelxalq-emekdasligin-genislendirilmesi",
    "a" * 100: "a" * 80,
    "ab " + "c" * 100: "ab-" + "c" * 77,
    "Café naïve coöperate": "cafe-naive-cooperate",
    "Ⅳ ﬁn ½": "iv-fin-1-2",
    "x\u0000y\tz": "x-y-z",
}  # fmt: skip


@pytest.mark.parametrize(("title", "slug"), SLUGS.items())
def test_an_address_keeps_the_letters_readers_would_type(title, slug):
    assert slugify(title) == slug


@given(st.text(max_size=300))
def test_an_address_is_always_plain_and_short(text):
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", slugify(text))
    assert len(slugify(text)) <= 80


# Nothing else maps case or compares folded text

FORBIDDEN = re.compile(
    r"__i(?:contains|exact|startswith|endswith)\b|\.(?:lower|upper|title|capitalize|casefold)\(|\bcapfirst\b"
)
# What may stand all the same: (file, piece of the line) and why.
ALLOWED = {
    ("news/text/azerbaijani.py", ""): "the owner of the rules",
    ("news/public/formatting.py", "text[:1].upper()"): "the English branch",
    ("news/operations/sign_in.py", "name.strip().casefold()"): "a name that only has to agree with itself",
    ("news/pagecache/page.py", "name.strip().casefold()"): "the name of a header",
    ("news/text/dates_and_numbers.py", "else text.lower()"): "the English branch",
    ("news/gate/rules/foreign.py", "else word.lower()"): "the English branch",
    ("news/public/middleware.py", "name.strip().casefold()"): "the name of a compression",
    ("news/admin/account/forms.py", "email__iexact=address"): "an e-mail address",
    ("news/desk/accounts.py", "username__istartswith=wanted"): "a sign-in name, of ASCII",
    ("news/desk/accounts.py", "name.lower() for name in taken"): "a sign-in name, of ASCII",
}
# Suffixes, extensions and the like are ASCII by their nature.
ASCII_ONLY = re.compile("suffix|extension|header|content_type|encoding|types")


def is_allowed(path, line):
    return ASCII_ONLY.search(line) or any(path == file and piece in line for file, piece in ALLOWED)


def test_no_user_text_is_lowered_or_compared_past_the_language_module():
    found = [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()}"
        for path in sorted((PROJECT / "news").rglob("[!0]*.py"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if FORBIDDEN.search(line) and not is_allowed(str(path.relative_to(PROJECT)), line)
    ]
    assert not found, "use news.text.azerbaijani, or say in ALLOWED why not:\n" + "\n".join(found)


def test_no_template_of_ours_raises_the_first_letter_as_english_does():
    """Django's capfirst writes Istifadəçi; ours writes İstifadəçi."""
    found = [
        str(path.relative_to(PROJECT))
        for path in sorted((PROJECT / "templates").rglob("*.html"))
        if re.search(r"(?<!extension)\|\s*(?:capfirst|title|upper|lower)\b", path.read_text())
    ]
    assert found == []

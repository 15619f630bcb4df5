"""The desk in Azerbaijani says nothing in English, whoever looks at it."""

import re
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import translation
from selectolax.lexbor import LexborHTMLParser

from news.models import AuditEntry, Image, Topic
from news.models.article_kind import SECTIONS, Kind
from news.text.azerbaijani import az_lower
from tests.helpers.desk_addresses import addresses_of_the_desk
from tests.helpers.desk_forms import desk_of
from tests.helpers.pictures import drawn, upload
from tests.helpers.said import said_in
from tools import catalogues

pytestmark = pytest.mark.once

PASSWORD = "a-long-password"
ROLES = ["writer", "editor", "administrator"]
NO_PAGES = {"logout", "account_logout", "mfa_download_recovery_codes", "jsi18n", "language"}
WORD = re.compile(r"[^\W\d_]{3,}")
# Names of things: they are the same in each language.
NAMES = re.compile(
    r"https?://\S+|\S+@\S+|№ \d+|[A-Z]\w* [A-Z]\w*\.py|WEBVTT|Authenticator|English|\bMay\b", re.ASCII
)
# What the articles and accounts of this test are called.
OWN_DATA = re.compile(
    r"\b(other|admin|A journalist|a-(writer|editor|administrator)|About.us|Empty|Notice|Office)\b|images/\S+",
    re.IGNORECASE,
)
FALSE_CAPITAL = re.compile(r"\bI(?=[bcçdəfgğhxjkqlmnprsştvyz][a-zçəğıöşü]+\b)")


def words_of(text):
    return {az_lower(word) for word in WORD.findall(re.sub(r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>", " ", text))}


@pytest.fixture(scope="module")
def english_words():
    """The words of the catalogues' English that their Azerbaijani never uses."""
    english, azerbaijani = set(), set()
    for file in [*catalogues.catalogue_files(), *catalogues.framework_files()]:
        for message in catalogues.read(file) if "az" in file.parts else []:
            for text in message.id if message.pluralizable else [message.id]:
                english |= {word.lower() for word in WORD.findall(text)}
            for text in message.string if message.pluralizable else [message.string]:
                azerbaijani |= words_of(text)
    return {word for word in english if word.isascii()} - azerbaijani


def said_at_the_desk(html):
    """What the page itself says: not the values of its fields, which are data."""
    tree = LexborHTMLParser(html)
    for field in tree.css("input:not([type=submit]):not([type=button]), option, button"):
        if "value" in field.attributes:
            del field.attrs["value"]
    for field in tree.css("head meta, textarea, [data-prose-editor]"):
        field.decompose()
    return said_in(tree.html, "az")


@pytest.fixture(scope="class")
def addresses(kept_for_class):
    found = addresses_of_the_desk()
    account = get_user_model().objects.get(username="admin")
    for detail in ("password 192.0.2.0/24", "second factor 192.0.2.0/24"):
        AuditEntry.objects.record(AuditEntry.Action.SIGN_IN_REFUSED, account, account, note=detail)
    return found


def pages_of(role, addresses):
    """(address, page) of all that somebody in that role is shown."""
    account = get_user_model().objects.create_user(f"a-{role}", password=PASSWORD, is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client = Client(headers={"accept-language": "az"}, raise_request_exception=False)
    client.post("/admin/login/", {"username": account.username, "password": PASSWORD})
    for name, address in addresses.items():
        if name in NO_PAGES:
            continue
        answer = client.get(address, follow=True)
        if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
            yield address, answer.content.decode()


@pytest.mark.usefixtures("db")
class TestDesk:
    @pytest.mark.parametrize("role", ROLES)
    def test_no_page_of_the_desk_says_anything_in_english(self, addresses, english_words, role):
        seen, english, capitals = set(), [], []
        for address, page in pages_of(role, addresses):
            seen.add(address)
            for text in said_at_the_desk(page):
                plain = OWN_DATA.sub("", NAMES.sub("", text))
                if found := {word.lower() for word in WORD.findall(plain)} & english_words:
                    english.append((address, sorted(found), text[:100]))
                if FALSE_CAPITAL.search(plain):
                    capitals.append((address, text[:100]))
        assert len(seen) > 30
        assert english == []
        assert capitals == []


# --- How a list and a form are headed --------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("az", 1, "1 mövzu"),
        ("az", 3, "3 mövzu"),
        ("en", 1, "1 topic"),
        ("en", 3, "3 topics"),
    ],
)
def test_noun_after_the_number_of_a_list(editor, language, count, said):
    Topic.objects.bulk_create(Topic(name_az=f"Mövzu {n}", name_en=f"Topic {n}") for n in range(count))
    page = LexborHTMLParser(desk_of(editor, language).get("/admin/news/topic/").content)
    assert page.css_first(".paginator").text().split() == said.split()


@pytest.mark.parametrize(
    ("language", "address", "heading"),
    [
        ("az", "/admin/news/image/add/", "Şəkil əlavə et"),
        ("az", "/admin/news/person/", "Şəxslər"),
        ("az", "/admin/news/page/", "Səhifələr"),
        ("en", "/admin/news/auditentry/", "Acts"),
        ("en", "/admin/news/image/add/", "Add image"),
    ],
)
def test_heading_begins_with_a_capital(administrator, language, address, heading):
    page = LexborHTMLParser(desk_of(administrator, language).get(address).content)
    assert page.css_first("h1:not(#site-name)").text().strip() == heading
    assert page.css_first("title").text().startswith(heading)


@pytest.mark.parametrize("language", ["az", "en"])
def test_moment_in_a_list_is_written_in_one_way(editor, language):
    image = Image.objects.create(file=upload(drawn()), is_decorative=True)
    Image.objects.filter(pk=image.pk).update(uploaded_at=datetime(2026, 11, 29, 10, 5, tzinfo=UTC))
    page = LexborHTMLParser(desk_of(editor, language).get("/admin/news/image/").content)
    assert page.css_first(".desk-tile-facts span").text() == "29.11.2026 14:05"


@pytest.mark.parametrize("language", ["az", "en"])
@pytest.mark.parametrize("written", ["29.11.2026", "2026-11-29"])
def test_day_is_understood_as_it_is_written_and_as_browsers_send_it(language, written):
    with translation.override(language):
        assert forms.DateField().clean(written) == date(2026, 11, 29)


@pytest.mark.parametrize(
    ("language", "said"),
    [("az", {"Xəbər", "Xəbərlər"}), ("en", {"News"})],
)
def test_single_piece_and_section_of_news_have_their_own_names(language, said):
    with translation.override(language):
        assert {str(Kind.NEWS.label), str(SECTIONS[Kind.NEWS].title)} == said


def test_button_says_what_to_do_and_the_page_what_it_is():
    with translation.override("az"):
        assert translation.pgettext("button", "Search") == "Axtar"
        assert translation.gettext("Search") == "Axtarış"

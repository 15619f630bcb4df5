"""The search as readers use it: forgiving, honest about what it did, and only of what is live."""

import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import Attachment, Organization, Person, Topic
from news.operations.attached_files import read_pending
from news.public.search_form import SearchForm
from news.search import names
from news.text.languages import value_in
from tests.helpers.articles import make_article
from tests.helpers.desk_forms import text_of
from tests.helpers.documents import pdf_file, word_file
from tests.helpers.real_server import ROOT, Database, as_outside_the_suite


@pytest.fixture
def ask(reader):
    """ask("mina", kind="news"): the titles found, in order; .page is what was shown."""

    def ask(query, language="az", /, **parameters):
        ask.page = ask.by.get(f"/{language}/search/", {"q": query, **parameters})
        assert ask.page.status_code == 200
        return [link.text() for link in HTMLParser(ask.page.content).css(".card h2 a")]

    ask.by = reader
    return ask


@pytest.fixture(scope="class")
def landmines(kept_for_class):
    make_article(
        title_az="Minalardan təmizlənmiş ərazilərdə uşaqların hüquqları",
        title_en="Children's rights in territories cleared of landmines",
        summary_az="Cəfərova Könül Şuşada çıxış edib.",
        summary_en="Konul Jafarova spoke in Shusha.",
        body_az="<p>Vətəndaşların mülkiyyət hüququ və işçilərin əmək müqavilələri müzakirə olunub.</p>",
        body_en="<p>Property rights of citizens and employment contracts were discussed.</p>",
    )


TITLE = "Minalardan təmizlənmiş ərazilərdə uşaqların hüquqları"


QUERIES = [
    "uşaq hüququ",
    "usaq huququ",
    "ushaq hüquqları",
    "UŞAQLARIMIZIN HÜQUQLARI",
    "vətəndaşlarımızın",
    "müqaviləsi",
    "əmək müqaviləmə",
    "Jafarova",
    "Jafarovanın",
    "Djafarova",
    "Ҹәфәрова",
    "Джафарова",
    "мина",
    "uşaqlarn",
    "гюфй",
]


@pytest.mark.usefixtures("db", "landmines")
class TestOneText:
    @pytest.mark.parametrize("query", QUERIES)
    def test_text_is_found_however_its_words_are_written(self, ask, query):
        assert ask(query) == [TITLE]

    def test_found_words_are_marked_also_when_inflected(self, ask):
        ask("uşaq vətəndaş")
        assert [mark.text() for mark in HTMLParser(ask.page.content).css("mark")] == [
            "uşaqların",
            "Vətəndaşların",
        ]

    def test_result_shows_date_kind_and_language(self, ask):
        ask("mina")
        shown = text_of(ask.page)
        assert "Xəbər" in shown
        assert "1 nəticə" in shown
        assert "Azərbaycan dili" in shown

    def test_article_is_found_by_a_word_of_the_other_language(self, ask):
        assert ask("landmines") == ["Children's rights in territories cleared of landmines"]
        assert "İngilis dili" in text_of(ask.page)

    def test_correction_is_said_and_the_literal_search_is_offered(self, ask, reader):
        ask("müqvilələri")
        literal = HTMLParser(ask.page.content).css_first('a[href*="literal=1"]')
        assert "“müqvilələri” əvəzinə" in text_of(ask.page)
        assert reader.get(f"/az/search/{literal.attributes['href']}").status_code == 200
        assert ask("müqvilələri", literal=1) == []

    def test_nothing_found_says_what_was_tried_and_offers_near_words_and_the_news(self, ask):
        assert ask("minaxtapan") == []
        shown = text_of(ask.page)
        assert "Heç nə tapılmadı" in shown
        assert "minaxtapan" in shown
        assert TITLE in shown  # among the latest news

    def test_query_of_stop_words_says_that_it_has_no_word(self, ask):
        assert ask("və ilə üçün") == []
        assert "axtarıla bilən söz yoxdur" in text_of(ask.page)

    @pytest.mark.parametrize(
        "query",
        [
            "x" * 10_000,
            "ə" * 10_000,
            '"',
            "'",
            '" OR 1=1',
            "a AND NOT (b",
            "NEAR(a b)",
            "title:x",
            "%",
            "_",
            "*",
            "\0",
            "\x01\x02",
            "🙂",
            "a\u202eb",
            "-",
            "()",
            "\\",
            "<script>alert(1)</script>",
            "и" * 500,
            "1" * 500,
            "^x",
            "{x y}",
        ],
    )
    def test_whatever_is_typed_gives_a_normal_page(self, ask, query):
        ask(query, "az")
        ask(query, "en", literal=1, order="date", kind=query[:50], topic=query[:50], page=query[:50])


def test_article_stands_there_once_in_the_language_of_the_page(ask, make_article):
    make_article(title_az="Forum haqqında", title_en="About the forum")
    assert ask("forum", "az") == ["Forum haqqında"]
    assert ask("forum", "en") == ["About the forum"]
    assert ask("forum", "az", language="en") == ["About the forum"]


# What is live


def test_scheduled_edition_is_found_from_its_minute_on(ask, make_article):
    make_article(title_az="Gələcək forum", at=timezone.now() + timedelta(hours=2))
    assert ask("forum") == []
    with time_machine.travel(timezone.now() + timedelta(hours=2, seconds=1)):
        assert ask("forum") == ["Gələcək forum"]


def test_correction_replaces_what_is_found_at_its_minute(ask, make_article, editor):
    first = make_article(title_az="Köhnə seminar", title_en="Old")
    second = editing.new_edition(first, editor)
    second.title_az, second.is_minor = "Təzə konfrans", True
    editing.save_draft(second)
    editing.publish(second, None, timezone.now() + timedelta(hours=1))
    assert (ask("seminar"), ask("konfrans")) == (["Köhnə seminar"], [])
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1)):
        assert (ask("seminar"), ask("konfrans")) == ([], ["Təzə konfrans"])


def test_removed_article_disappears_and_a_withdrawn_one_says_so(ask, make_article, editor, administrator):
    removed, withdrawn = make_article(title_az="Birinci forum"), make_article(title_az="İkinci forum")
    editing.remove(removed, administrator, {"az": "Səhvən dərc olunub", "en": "Published in error"})
    editing.withdraw(withdrawn, editor, {"az": "Rəqəmlər yoxlanılır", "en": "Figures are being checked"})
    assert ask("forum") == ["İkinci forum"]
    assert "Geri götürülüb" in text_of(ask.page)


def test_draft_is_never_found(ask, make_edition):
    make_edition(title_az="Qaralama forum")
    assert ask("forum") == []


def test_language_that_is_not_released_is_not_found(ask, make_article):
    make_article(title_az="Yalnız azərbaycanca forum", title_en="Secret", released_en=False)
    assert ask("secret", "en") == []
    assert ask("forum", "en") == ["Yalnız azərbaycanca forum"]


# Filters, order, pages


@pytest.fixture(scope="class")
def many(kept_for_class):
    topic = Topic.objects.create(name_az="Miqrasiya", name_en="Migration")
    person = Person.objects.create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")
    office = Organization.objects.create(name_az="Ombudsman Aparatı", name_en="Ombudsman Office")
    for number in range(25):
        make_article(
            title_az=f"Seminar {number}",
            title_en="x",
            kind="statement" if number % 5 == 0 else "news",
            ago=timedelta(days=number * 20 + 1),
            topics=[topic] if number < 3 else [],
            people=[person] if number == 4 else [],
            organizations=[office] if number == 7 else [],
        )


@pytest.mark.usefixtures("db", "many", "landmines")
class TestManyTexts:
    def test_filters_narrow_what_is_found_and_combine(self, ask):
        assert len(ask("seminar", kind="statement")) == 5
        assert sorted(ask("seminar", topic="miqrasiya")) == ["Seminar 0", "Seminar 1", "Seminar 2"]
        assert ask("seminar", person="aydin-sefixanli") == ["Seminar 4"]
        assert ask("seminar", organization="ombudsman-aparati") == ["Seminar 7"]
        assert ask("seminar", topic="miqrasiya", kind="statement") == ["Seminar 0"]
        since = timezone.localdate() - timedelta(days=30)
        assert sorted(ask("seminar", date_from=since.isoformat())) == ["Seminar 0", "Seminar 1"]

    def test_results_can_stand_newest_first_and_go_on_on_the_next_page(self, ask):
        assert ask("seminar", order="date")[:2] == ["Seminar 0", "Seminar 1"]
        assert ask("seminar", order="date", page=2) == [f"Seminar {number}" for number in range(20, 25)]

    def test_index_made_anew_answers_as_before(self, ask):
        before = ask("seminar"), ask("uşaq hüququ")
        call_command("rebuild_search", verbosity=0)
        assert (ask("seminar"), ask("uşaq hüququ")) == before

    def test_search_costs_the_same_however_much_there_is(self, ask, client):
        ask.by = client
        ask("seminar")
        with CaptureQueriesContext(connection) as few:
            ask("seminar")
        for number in range(10):
            make_article(title_az=f"Seminar daha {number}")
        ask("seminar")
        with CaptureQueriesContext(connection) as more:
            ask("seminar")
        assert len(more) == len(few) <= 12


def test_search_offers_no_filter_that_narrows_nothing(db, topic, person, office):
    values = {
        "kind": "news",
        "topic": topic.slug_az,
        "person": person.slug_az,
        "organization": office.slug_az,
        "date_from": "2022-01-01",
        "date_to": "2022-12-31",
        "language": "en",
        "order": "date",
    }
    choices = {key: [] for key in ("topic", "person", "organization", "year")}

    def asked_of_index(**data):
        form = SearchForm(data, "az", choices)
        return form.filters(), form.chosen_order

    without = asked_of_index()
    for name in SearchForm({}, "az", choices).fields:
        assert asked_of_index(**{name: values[name]}) != without


def test_title_counts_more_than_the_text(ask, make_article):
    make_article(title_az="Pensiya haqqında", ago=timedelta(days=400))
    make_article(title_az="Başqa mövzu", body_az="<p>Burada pensiya sözü də var.</p>")
    assert ask("pensiya") == ["Pensiya haqqında", "Başqa mövzu"]


# Names


def test_person_organization_and_topic_come_first_as_links(ask, make_article, person, office, topic):
    make_article(people=[person], organizations=[office], topics=[topic])
    ask("Safikhanli")
    assert HTMLParser(ask.page.content).css_first(f'a[href="{person.get_absolute_url()}"]')
    assert ask("miqrasiyanın")
    assert f"/az/topics/{topic.slug_az}/" in ask.page.content.decode()


def test_name_that_no_live_article_names_is_not_offered(ask, make_edition, person):
    make_edition(people=[person])
    ask("Safikhanli")
    assert person.slug_az not in ask.page.content.decode()


def test_names_stand_beside_many_that_come_before_them_and_are_not_public(
    ask, reader, make_article, make_edition, person, monkeypatch
):
    """They are looked at in parts."""
    monkeypatch.setattr(names, "LOOKED_AT_ONCE", 2)
    hidden = [Person.objects.create(name_az=f"Aydın Az{n}", name_en=f"Aydin Az{n}") for n in range(5)]
    inside = [Person.objects.create(name_az=f"Xaydın Az{n}", name_en=f"Xaydin Az{n}") for n in range(5)]
    make_edition(people=hidden)
    make_article(people=[*inside, person])
    ask("aydın")
    assert HTMLParser(ask.page.content).css_first(f'a[href="{person.get_absolute_url()}"]')
    suggested = reader.get("/az/search/suggestions/", {"q": "aydın"}).json()["suggestions"]
    assert [one["name"] for one in suggested] == ["Aydın Səfixanlı"]


@pytest.mark.parametrize("typed", ["səfix", "SEFİX", "aydın s", "Safikh"])
def test_suggestions_are_names_that_begin_like_what_was_typed(reader, make_article, person, typed):
    make_article(people=[person])
    answer = reader.get("/az/search/suggestions/", {"q": typed}).json()
    assert answer == {"suggestions": [{"name": "Aydın Səfixanlı", "url": "/az/people/aydin-sefixanli/"}]}


def test_suggestions_bear_with_anything(reader, db):
    for typed in ("\0%", "x" * 10_000, "'"):
        assert reader.get("/az/search/suggestions/", {"q": typed}).json() == {"suggestions": []}


# Files


FILES = {
    "hesabat.txt": "Həbsxanalarda saxlanılma şəraiti və səsvermə".encode(),
    "hesabat.docx": word_file("Həbsxanalarda saxlanılma şəraiti və səsvermə"),
    "report.pdf": pdf_file("Conditions in penitentiaries"),
}


@pytest.mark.parametrize(
    ("name", "query", "language"),
    [
        ("hesabat.txt", "həbsxana", "az"),
        ("hesabat.docx", "hebsxanada", "az"),
        ("report.pdf", "penitentiary", "en"),
    ],
)
def test_words_of_attached_files_are_found(ask, make_edition, name, query, language):
    edition = make_edition(title_az="Hesabat dərc olunub", title_en="A report is out")
    file = ContentFile(FILES[name], name)
    Attachment.objects.create(edition=edition, title_az="Əlavə", title_en="Annex", file=file)
    editing.publish(edition, None)
    assert ask(query, language) == []
    read_pending()
    assert ask(query, language) == [value_in(edition, "title", language)]


# The index


def test_publication_and_its_place_in_the_index_are_one_transaction(make_edition, monkeypatch):
    edition = make_edition(title_az="Forum")

    def full(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr("news.search.storing.Writer.add", full)
    with pytest.raises(OSError, match="no space"):
        editing.publish(edition, None)
    edition.refresh_from_db()
    assert edition.public_from is None


@pytest.mark.django_db(transaction=True)
def test_words_of_every_kind_lead_to_their_texts_on_either_engine(tmp_path):
    """Through the command that scores any such file, in a process of its own with an index of its own."""
    engine = connection.vendor
    scored = subprocess.run(
        [sys.executable, "manage.py", "score_search", "tests/data/search_queries.json", "--engine", engine],
        cwd=ROOT,
        env=as_outside_the_suite() | {"DEBUG": "1", "DATABASE_URL": Database(tmp_path).url},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    kind, number, recall, precision, rank = scored.splitlines()[-1].split()
    assert (kind, number) == ("all", "59")
    assert float(recall) == float(precision) == 1
    assert float(rank) > 0.98


# --- Letters and digits of the whole world ------------------------------------------------


@pytest.mark.parametrize("typed", ["٩١٦", "۹۱۶", "९१६", "９１６"])
def test_digits_of_any_script_find_the_number(ask, make_article, typed):
    make_article(title_az="Çağrı mərkəzi 916")
    assert ask(typed) == ["Çağrı mərkəzi 916"]


@pytest.mark.parametrize("typed", ["٣", "αβγ", "µµ", "½½", "中文", "ЪЪ", "ﾞﾞ", "🙂", "́", "한국", "ⅷ"])
def test_what_no_text_can_hold_is_searched_for_in_vain_and_without_an_error(ask, db, typed):
    assert ask(typed) == []
    assert ask(f"{typed} {typed}x") == []

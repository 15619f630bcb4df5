"""Pages of the old site come over whole: title, day, reads, words, people; and nothing else of the page.

tests/data/old_page_en.txt is a saved page of the old site as text, old_page_en.html the same page as the old
site marked it up, old_page_az.html a page of the same number in Azerbaijani, shortened.
"""

from contextlib import suppress
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from news import editing
from news.importing.import_edition import summary_of
from news.importing.lines import NotAnOldPage
from news.importing.old_page import OldPage, read_page
from news.models import Article, AuditEntry, Edition, Organization, Person

DATA = Path(__file__).resolve().parents[1] / "data"
TITLE = (
    "Ombudsman Office and International Center for Migration Policy Development (ICMPD) discussed the "
    "enhancement of cooperation"
)
PAGE = "Call center 916\n\nA title\n\n01-11-2022 394 dəfə oxunub\nA title\n\nFirst words.\n\nLast words."


def read(name):
    return read_page((DATA / name).read_bytes(), name)


def run(*files, **options):
    """(what was printed, what was complained of)"""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_page", *map(str, files), stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


# --- Reading a file -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["old_page_en.txt", "old_page_en.html"])
def test_title_day_reads_and_paragraphs_are_read(name):
    page = read(name)
    assert (page.title, page.day, page.reads, page.language) == (TITLE, date(2022, 11, 1), 394, "en")
    assert len(page.paragraphs) == 8
    assert page.paragraphs[0].startswith("In the frame of the")
    assert page.paragraphs[-1].endswith("relevant state institutions.")


@pytest.mark.parametrize("name", ["old_page_en.txt", "old_page_en.html", "old_page_az.html"])
def test_furniture_of_the_page_and_the_repeated_title_are_dropped(name):
    page = read(name)
    text = "\n".join(page.paragraphs)
    furniture = [
        "Javascript",
        "916",
        "Müvəkkili (Ombudsman)",
        "oxunub",
        "Facebook",
        "Digər",
        "2858",
        "©",
        page.title,
    ]
    assert [words for words in furniture if words in text] == []


def test_text_and_html_of_one_page_give_the_same_words():
    assert read("old_page_en.txt").paragraphs == read("old_page_en.html").paragraphs


def test_azerbaijani_page_is_known_as_such_and_its_line_breaks_make_paragraphs():
    page = read("old_page_az.html")
    assert (page.language, page.reads, page.number) == ("az", 411, 2857)
    assert len(page.paragraphs) == 4
    assert page.paragraphs[2].startswith("O, Ombudsman")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("/saved/news/2857/index.html", 2857),
        ("/saved/news-2857.txt", 2857),
        ("/saved/en_view_news_2857_ombudsman.html", 2857),
        ("/saved/2857.html", 2857),
        ("/saved/000_fedec944c67a262b.txt", None),
        ("/saved/0042.txt", None),
        ("/saved/news-2022-11-01.txt", None),
        ("/saved/page.txt", None),
    ],
)
def test_old_number_is_read_from_the_name_only_where_it_surely_is_one(name, number):
    assert read_page(PAGE.encode(), name).number == number


def test_address_in_the_page_counts_more_than_the_name():
    address = "https://ombudsman.az/az/view/news/77/x\n"
    page = read_page((address + PAGE).encode(), "/saved/2857.txt")
    assert (page.number, page.language, page.title) == (77, "az", "A title")


@pytest.mark.parametrize(
    ("line", "reads"),
    [
        ("01-11-2022 394 dəfə oxunub", 394),
        ("01.11.2022   1 394 dəfə oxunub", 1394),
        ("1/11/2022\n\n12394 dəfə oxunub", 12394),
        ("01-11-2022 Read 394 times", 394),
        ("01-11-2022 | 0 dəfə oxunub", 0),
    ],
)
def test_day_and_reads_are_read_in_the_ways_they_were_written(line, reads):
    page = read_page(f"A title\n{line}\n\nThe words.".encode())
    assert (page.day, page.reads) == (date(2022, 11, 1), reads)


def test_wrapped_lines_are_one_paragraph_and_full_ones_are_two():
    page = read_page(b"T\n01-11-2022 3 reads\nOne line that\ngoes on here.\nAnother one.\n\nThird")
    assert page.paragraphs == ("One line that goes on here.", "Another one.", "Third")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not a text or HTML file"),
        ("Başlıq".encode("cp1254"), "not a text or HTML file"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"Only some words", "no date, no read count"),
        (b"<html><body><h1>404</h1></body></html>", "no date, no read count, no text"),
        ("T\n31-02-2022 394 dəfə oxunub\nWords".encode(), "no date found"),
        (b"T\n01-11-2022\nWords.", "no read count found"),
        ("T\n394 dəfə oxunub\nWords.".encode(), "no date found"),
        ("T\n01-11-2022 394 dəfə oxunub\n".encode(), "no text found"),
        ("01-11-2022 394 dəfə oxunub".encode(), "no title, no text found"),
    ],
)
def test_file_that_is_no_such_page_is_told_what_it_lacks(content, sentence):
    with pytest.raises(NotAnOldPage, match=sentence):
        read_page(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_whatever_its_encoding_and_stored_in_one_form(encoding):
    page = read_page("T\n01-11-2022 3 dəfə oxunub\nS\u01ddbin\u01dd \u200bİ\u00a0c\u0327.".encode(encoding))
    assert page.paragraphs == ("Səbinə İ ç.",)


def test_declared_character_set_is_believed():
    head = "<html><head><meta charset='windows-1254'></head><body>"
    html = f"{head}<h1>Başlıq</h1><p>01-11-2022 3 reads</p><p>Şuşa.</p>"
    assert read_page(html.encode("windows-1254")).paragraphs == ("Şuşa.",)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(lambda text: (PAGE + text).encode("utf-8", "replace")),
    )
)
def test_no_bytes_whatever_break_the_reading(content):
    with suppress(NotAnOldPage):
        assert isinstance(read_page(content), OldPage)


def test_summary_ends_with_a_sentence_or_says_that_it_does_not():
    sentence = "These words make a sentence that is long enough to stand on its own in a list of news. "
    assert summary_of("Short.") == "Short."
    assert summary_of(sentence * 5) == (sentence * 3).strip()
    assert summary_of("word " * 100).endswith("word…")


# --- Arriving on the site ---------------------------------------------------------------------


@pytest.fixture
def known(db, appoint):
    """The people and bodies of the page, as the site knows them."""
    office = Organization.objects.create(
        name_az="Ombudsman Aparatı", name_en="Ombudsman Office", kind=Organization.Kind.THIS_OFFICE
    )
    Organization.objects.create(
        name_az="Miqrasiya Siyasətinin İnkişafı üzrə Beynəlxalq Mərkəz",
        name_en="International Centre for Migration Policy Development",
        abbreviation_az="ICMPD",
        abbreviation_en="ICMPD",
    )
    safikhanli = Person.objects.create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")
    Person.objects.create(name_az="Səbinə Əliyeva", name_en="Sabina Aliyeva")
    Person.objects.create(name_az="Heç Kim", name_en="Nobody Atall")
    appoint(safikhanli, office, "Aparatın rəhbəri", "Chief of the Staff", date(2021, 1, 1), date(2024, 6, 30))
    return safikhanli


def test_page_is_public_under_its_old_number_and_day_with_its_reads(known, reader):
    run(DATA / "old_page_en.html")

    assert reader.get("/en/news/2857").headers["location"].startswith("/en/news/2857/ombudsman-office-and")
    edition = Edition.objects.live_in("en").get(article__number=2857)
    assert (
        edition.public_from
        == edition.first_published_at
        == timezone.datetime.fromisoformat("2022-11-01T00:00+04:00")
    )
    page = reader.get(edition.url_in("en")).content.decode()
    assert TITLE in page
    assert "1 November 2022" in page
    assert "394" in page
    assert "informative brochures" in page


def test_only_the_language_that_came_is_released(known, reader):
    run(DATA / "old_page_en.html")

    assert Edition.objects.get().released_languages == ["en"]
    assert reader.get("/az/news/2857/").status_code == 404


def test_people_and_organizations_that_the_site_knows_are_linked_with_their_positions(known):
    run(DATA / "old_page_en.txt")

    edition = Edition.objects.get()
    assert {person.name_en for person in edition.people.all()} == {"Aydin Safikhanli", "Sabina Aliyeva"}
    assert {body.name_en for body in edition.organizations.all()} == {
        "Ombudsman Office",
        "International Centre for Migration Policy Development",
    }
    assert edition.edition_people.get(person=known).position_en == "Chief of the Staff"


@pytest.mark.parametrize("name", ["old_page_en.txt", "old_page_en.html"])
def test_same_page_twice_is_one_article(known, name):
    run(DATA / name)
    out, err = run(DATA / name)

    assert "is on the site already" in out
    assert err == ""
    assert Edition.objects.count() == Article.objects.count() == 1


def test_other_language_joins_the_article_and_no_reader_sees_a_change_in_theirs(known, reader):
    run(DATA / "old_page_en.html")
    out, _err = run(DATA / "old_page_az.html")

    assert "second language" in out
    article = Article.objects.get()
    assert article.reads() == 411
    edition = Edition.objects.live().get()
    assert edition.released_languages == ["az", "en"]
    assert edition.title_en == TITLE
    assert edition.is_minor
    assert timezone.localdate(edition.first_published_at) == date(2022, 11, 1)
    assert "Konul" not in reader.get(edition.url_in("az")).content.decode()
    assert edition.edition_people.get(person=known).position_az == "Aparatın rəhbəri"


def test_other_language_goes_into_the_draft_when_somebody_has_begun_one(known):
    run(DATA / "old_page_en.html")
    editing.new_edition(Edition.objects.get(), None)
    out, _err = run(DATA / "old_page_az.html")

    assert "draft" in out
    draft = Edition.objects.get(sequence=2)
    assert draft.state == Edition.State.DRAFT
    assert draft.title_az.startswith("Ombudsman Aparatı ilə ICMPD")
    assert Edition.objects.live().get().title_az == ""


def test_what_was_removed_or_withdrawn_here_does_not_come_back_by_an_import(known):
    run(DATA / "old_page_en.html")
    editing.withdraw(Edition.objects.get(), None, {"en": "Wrong."})
    assert "withdrawn" in run(DATA / "old_page_az.html")[1]

    editing.remove(Edition.objects.get(), None, {"en": "Wrong."})
    assert "removed" in run(DATA / "old_page_az.html")[1]
    assert Edition.objects.count() == 1


def test_number_and_language_can_be_said_where_the_file_does_not(known):
    run(DATA / "old_page_en.txt", number=5000, language="az")

    edition = Edition.objects.get()
    assert (edition.article.number, edition.title_az, edition.released_en) == (5000, TITLE, False)


def test_other_files_are_done_when_one_is_no_page(known, tmp_path):
    bad, missing = tmp_path / "bad.txt", tmp_path / "missing.txt"
    bad.write_text("Nothing of the kind")
    out, err = run(bad, missing, DATA / "old_page_en.html", tmp_path)

    assert "article 2857 imported" in out
    assert f"{bad}: it is not a page of the old site: no date, no read count" in err
    assert f"{missing}: it cannot be read: No such file" in err
    assert f"{tmp_path}: it cannot be read: Is a directory" in err
    assert err.endswith("3 of 4 files not imported.")
    assert Article.objects.count() == 1


def test_page_of_the_future_is_refused(db, tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE.replace("2022", "2999"), encoding="utf-8")
    assert "in the future" in run(file)[1]
    assert not Article.objects.exists()


@pytest.mark.parametrize("number", ["0", "-1", "x", "2147483648", "1" * 5000])
def test_impossible_number_is_refused_in_words(db, number):
    with pytest.raises(CommandError, match="an article's number is from 1"):
        call_command("import_page", "--number", number, str(DATA / "old_page_en.txt"))


def test_marks_in_the_words_are_shown_as_words(db, tmp_path, reader):
    file = tmp_path / "page.txt"
    file.write_text(PAGE.replace("First words", "<script>alert(1)</script> & a < b"), encoding="utf-8")
    run(file, number=9, language="en")
    page = reader.get(Edition.objects.get().url_in("en")).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; a &lt; b" in page
    assert "<script>alert" not in page


def test_import_is_in_the_history_with_the_name_of_the_file(known):
    run(DATA / "old_page_en.html")
    assert AuditEntry.objects.get(action=AuditEntry.Action.IMPORT).note == "old_page_en.html"

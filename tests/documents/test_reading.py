"""Whatever somebody attaches: it is read within limits, by a process that has nothing to lose."""

import io
import signal
import sys
import time
import zipfile

import pytest

from news.documents import formats, reading
from news.documents.reading import ReadingInterrupted, read
from tests.helpers.documents import bomb, pdf_file, word_file

pytestmark = pytest.mark.once

MISBEHAVING = (
    "import sys, os, time; from news.documents import child, formats; {setting}; {reader}; child.main()"
)


def reading_of(content, extension):
    return read(io.BytesIO(content), extension)


@pytest.fixture
def reader_that(monkeypatch):
    """reader_that("time.sleep(60)"): the process reads Word files by that expression, within its limits."""

    def replace(expression, setting="pass"):
        reader = f"formats.READERS['docx'] = lambda file: [str({expression})]"
        program = MISBEHAVING.format(setting=setting, reader=reader)
        monkeypatch.setattr(reading, "COMMAND", [sys.executable, "-c", program])
        return lambda: reading_of(b"PK", "docx")

    return replace


# --- Ordinary files -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (word_file("Həbsxanalarda şərait"), "docx"),
        (pdf_file("Conditions in prisons"), "pdf"),
        ("Həbsxanalarda şərait".encode(), "txt"),
        ("ad;soyad\nAydın;Səfixanlı".encode(), "csv"),
    ],
    ids=["docx", "pdf", "txt", "csv"],
)
def test_words_of_ordinary_files_are_read(content, extension):
    outcome, text = reading_of(content, extension)
    assert outcome == "read"
    assert text.split()[0] in ("Həbsxanalarda", "Conditions", "ad;soyad")


def test_words_of_a_paragraph_stay_together_and_paragraphs_apart():
    text = "The Ombuds</w:t></w:r><w:r><w:t>man</w:t></w:r></w:p><w:p><w:r><w:t>Second"
    assert reading_of(word_file(text), "docx")[1].split() == ["The", "Ombudsman", "Second"]


def test_deleted_words_are_not_read():
    text = "Kept</w:t></w:r><w:del><w:r><w:delText>Deleted</w:delText></w:r></w:del><w:r><w:t>"
    assert reading_of(word_file(text), "docx")[1].split() == ["Kept"]


def test_text_is_found_where_the_file_says_it_is():
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file("Elsewhere"))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(b'Target="word/document.xml"', b'Target="/word/document2.xml"')
            new.writestr(name.replace("document.xml", "document2.xml"), content)
    assert reading_of(file.getvalue(), "docx")[1].split() == ["Elsewhere"]


def test_long_text_is_read_to_what_the_search_takes():
    outcome, text = reading_of(word_file("word " * 200_000), "docx")
    assert (outcome, len(text)) == ("read", formats.MOST_CHARACTERS)


def test_pictures_of_pages_have_no_words():
    assert reading_of(word_file(" "), "docx") == ("no_words", "")


@pytest.mark.parametrize("extension", ["zip", "xlsx", "pptx", "odt"])
def test_other_archives_are_never_unpacked(extension, monkeypatch):
    monkeypatch.setattr(reading, "COMMAND", ["/no/such/program"])
    assert reading_of(bomb(), extension) == ("not_opened", "")


# --- Files that would harm ---------------------------------------------------------------------


def test_bomb_is_refused_before_it_is_unpacked():
    content, begin = bomb(), time.monotonic()
    assert len(content) < 200_000
    assert reading_of(content, "docx") == ("too_much", "")
    assert time.monotonic() - begin < 10


def test_bomb_of_many_parts_is_refused():
    parts = {f"word/media/{number}.xml": " " * 1_000_000 for number in range(300)}
    assert reading_of(word_file("Words", **parts), "docx") == ("too_much", "")


def test_archive_of_too_many_entries_is_refused():
    entries = dict.fromkeys(map(str, range(formats.MOST_PARTS)), "")
    assert reading_of(word_file("Words", **entries), "docx") == ("too_much", "")


def test_bomb_that_lies_about_its_size_yields_no_more_than_it_said():
    content = bytearray(bomb())
    true_size = zipfile.ZipFile(io.BytesIO(content)).getinfo("word/document.xml").file_size
    lie = bytes(content).replace(true_size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lie != content
    assert reading_of(lie, "docx")[0] in ("unreadable", "read")
    assert len(reading_of(lie, "docx")[1]) < 1000


def test_entities_that_grow_are_refused():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE w [<!ENTITY e0 "words">{levels}]>'
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file("&e9;"))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, (declared if "document" in name else "").encode() + old.read(name))
    assert reading_of(file.getvalue(), "docx")[0] in ("unreadable", "too_much")


@pytest.mark.parametrize("content", [pdf_file("Words")[:200], b"", b"%PDF-1.4\n" + b"\xff" * 5000])
def test_damaged_file_is_unreadable(content):
    assert reading_of(content, "pdf") == ("unreadable", "")


# --- Readers that misbehave -----------------------------------------------------------------------


def test_reader_that_hangs_is_ended(reader_that, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 2)
    begin = time.monotonic()
    assert reader_that("time.sleep(60)")() == ("too_much", "")
    assert time.monotonic() - begin < 10


def test_reader_that_never_stops_working_is_ended(reader_that):
    assert reader_that("any(iter(int, 1))", setting="child.CPU_SECONDS = 1")() == ("too_much", "")


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not limit a process's memory")
def test_reader_that_takes_all_memory_is_refused(reader_that):
    assert reader_that("bytearray(1 << 30)")() == ("too_much", "")


def test_reader_that_crashes_makes_the_file_unreadable(reader_that):
    assert reader_that("os.abort()")() == ("unreadable", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_reader_that_was_ended_from_outside_tells_nothing_of_the_file(reader_that, number):
    with pytest.raises(ReadingInterrupted):
        reader_that(f"os.kill(os.getpid(), {int(number)})")()


def test_reader_knows_no_secret_of_the_site(reader_that, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://site:secret@127.0.0.1/site")
    outcome, text = reader_that("sorted(os.environ)")()
    assert outcome == "read"
    assert not [name for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL") if name in text]


def test_reader_can_write_no_file(reader_that, tmp_path):
    left = tmp_path / "left"
    assert reader_that(f"open({str(left)!r}, 'w').write('x' * 100_000)")()[0] == "unreadable"
    assert not left.read_text()

"""Files of an edition that is not public are named nowhere that a reader looks, and can't be guessed."""

import re
from pathlib import PurePosixPath

import pytest
from django.core.files.base import ContentFile

from news import editing
from news.images.renditions import paths_of
from news.models import Attachment, EditionImage, Image, Recording
from tests.helpers.pictures import drawn

pytestmark = pytest.mark.django_db
SECRET = "Annex about dormitories"
LISTS = """/{0}/ /{0}/news/ /{0}/news/?year=2026 /{0}/archive/ /{0}/topics/ /{0}/people/ /{0}/organizations/
    /{0}/search/?q=dormitories /{0}/search/?q=annex&literal=1 /{0}/search/suggestions/?q=dorm
    /{0}/news/feed.rss /{0}/news/feed.atom /{0}/news/feed.json"""
OF_ARTICLE = ("", "history/", "print/", "text/", "?at=2099-01-01")


def files_of(draft):
    """The names of all files of a draft that has one of each kind."""
    files = {
        "lead_image": Image.objects.create(file=ContentFile(drawn(), "a.jpg"), alt_az="Zal", alt_en="A hall"),
        "gallery": Image.objects.create(
            file=ContentFile(drawn(colour="navy"), "b.jpg"), alt_az="Qapı", alt_en="A gate"
        ),
    }
    draft.lead_image = files["lead_image"]
    editing.save_draft(draft)
    EditionImage.objects.create(edition=draft, image=files["gallery"])
    annex = Attachment.objects.create(
        edition=draft,
        file=ContentFile(b"%PDF-1.4 text", "report.pdf"),
        title_az=SECRET,
        title_en=SECRET,
    )
    audio = Recording.objects.create(
        edition=draft,
        kind=Recording.Kind.AUDIO,
        language="en",
        title=SECRET,
        file=ContentFile(b"ID3 sound", "speech.mp3"),
    )
    images = [name for image in files.values() for name in (image.file.name, *paths_of(image.renditions))]
    return [*images, annex.file.name, audio.file.name]


def test_files_of_a_draft_are_named_nowhere_that_a_reader_looks(make_article, writer, reader):
    article = make_article(title_en="Already public", title_az="Artıq açıq")
    names = files_of(editing.new_edition(article, writer))
    assert len(names) >= 6
    places = [part for code in ("az", "en") for part in LISTS.format(code).split()]
    places += [article.url_in(code) + page for code in ("az", "en") for page in OF_ARTICLE]
    places += [
        "/robots.txt",
        "/sitemap.xml",
        *re.findall(r"/sitemap-\w+\.xml", body_of(reader, "/sitemap.xml")),
    ]
    for place in places:
        text = body_of(reader, place)
        assert SECRET not in text, place
        for name in names:
            folder = PurePosixPath(name).parent
            assert name not in text, place
            assert f"{folder}/" not in text, place


def body_of(reader, place):
    return reader.get(place).content.decode()


def test_names_of_files_cannot_be_guessed(make_edition):
    """96 random bits, or 80 bits of the picture's own content; no number leads to a file."""
    for name in files_of(make_edition()):
        path = PurePosixPath(name)
        assert re.search(r"-[\w-]{16}$|^[0-9a-f]{20}$", path.stem) or re.fullmatch(
            r"[0-9a-f]{16,}", path.parent.name
        ), name


@pytest.mark.once
@pytest.mark.parametrize("path", ["images/1.jpg", "attachments/1.pdf", "attachments/", "images/", ""])
def test_no_number_and_no_folder_leads_to_a_file(make_edition, reader, path):
    files_of(make_edition())
    assert reader.get(f"/media/{path}").status_code == 404

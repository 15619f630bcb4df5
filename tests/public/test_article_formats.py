"""Other forms of an article: easy to read, spoken, signed, plain text, for print; frozen with the edition."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from news import editing
from news.models import Recording, ViewCount
from news.text.plain_layout import plain_form
from tests.helpers.desk_forms import sent_from, text_of

pytestmark = pytest.mark.django_db
MP3 = b"ID3\x04" + bytes(200)
MP4 = b"\0\0\0\x18ftypmp42" + bytes(200)
VTT = "WEBVTT\n\n00:00.000 --> 00:02.000\nƏlillik\n".encode()


def recording(edition, kind="audio", language="az", name="talk.mp3", content=MP3, captions=None, **fields):
    made = Recording(edition=edition, kind=kind, language=language, **fields)
    if content:
        made.file = ContentFile(content, name=name)
    if captions:
        made.captions = ContentFile(captions, name="words.vtt")
    made.full_clean()
    made.save()
    return made


@pytest.fixture
def rich(make_edition):
    edition = make_edition(easy_text_az="<p>Qısa cümlə.</p>")
    recording(edition)
    recording(edition, "sign_language", name="signs.mp4", content=MP4, captions=VTT)
    editing.publish(edition, None)
    return edition


def at(edition, form="", language="az"):
    return f"{edition.url_in(language)}{form}"


def test_readers_see_which_forms_exist_in_their_language(reader, rich):
    page = reader.get(at(rich)).content.decode()
    for words in ("Asan oxunan", "Jest dilində video", "Audio", "Sadə mətn", "Çap üçün"):
        assert words in page
    english = reader.get(at(rich, language="en")).content.decode()
    assert "Easy to read" not in english
    assert "Sign-language" not in english
    assert "Plain text" in english


def test_easy_text_has_a_page_of_its_own_and_counts_as_a_read(reader, rich):
    page = reader.get(at(rich, "easy/"))
    assert "Qısa cümlə." in page.content.decode()
    assert "Azərbaycan dilində mətn" not in page.content.decode()
    assert ViewCount.objects.get(article=rich.article).reads == 1
    assert reader.get(at(rich, "easy/", "en")).status_code == 404


@pytest.mark.parametrize("form", ["easy/", "print/", "text/"])
def test_forms_of_a_draft_are_nowhere(reader, make_edition, form):
    draft = make_edition(easy_text_az="<p>Gizli</p>")
    assert reader.get(f"/az/news/{draft.article.number}/{draft.slug_az}/{form}").status_code == 404


@pytest.mark.parametrize("form", ["easy/", "print/", "text/"])
def test_old_slug_leads_to_the_form_under_the_new_one(reader, rich, form):
    answer = reader.get(f"/az/news/{rich.article.number}/old-slug/{form}")
    assert answer.status_code == 301
    assert answer["Location"] == at(rich, form)


def test_plain_text_is_text_with_everything_that_the_page_says(reader, make_article, person):
    edition = make_article(
        people=[person], body_az='<h2>Başlıq & “iki”</h2><p>Mətn <a href="https://un.org/">BMT</a></p>'
    )
    answer = reader.get(at(edition, "text/"))
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex"
    text = answer.content.decode()
    for words in (
        edition.title_az,
        "Başlıq & “iki”",
        "BMT (https://un.org/)",
        "Aydın Səfixanlı",
        at(edition),
    ):
        assert words in text
    assert "<" not in text


def test_lists_tables_and_pictures_keep_their_shape_in_plain_text():
    html = (
        "<p>Bir</p><ol start=3><li>üç<ul><li>iç</li></ul></li><li>dörd</li></ol>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><p>x<br>y</p>"
        '<figure><img src="/media/images/a.jpg" alt="Qapı"></figure>'
    )
    with translation.override("az"):
        shown = plain_form(html)
    assert shown == "Bir\n\n3. üç\n  - iç\n4. dörd\n\na | b\n1 | 2\n\nx\ny\n\n[Şəkil: Qapı]"


def test_list_that_begins_nowhere_begins_at_one():
    assert plain_form("<ol start=x><li>a</li></ol></li></ul>") == "1. a"


def test_print_version_has_address_edition_and_no_menu(reader, rich):
    page = reader.get(at(rich, "print/")).content.decode()
    assert f"http://127.0.0.1:8000{at(rich)}" in page
    assert 'id="menu"' not in page
    assert 'name="robots" content="noindex"' in page


def test_film_asks_no_other_site_and_brings_its_captions(reader, rich):
    page = reader.get(at(rich)).content.decode()
    assert '<track kind="captions" src="/media/recordings/' in page
    assert "<iframe" not in page


def test_link_to_a_film_is_only_a_link(reader, make_edition):
    edition = make_edition()
    recording(edition, "sign_language", content=None, link="https://www.youtube.com/watch?v=abc")
    editing.publish(edition, None)
    page = reader.get(at(edition)).content.decode()
    assert page.count("youtube.com/watch?v=abc") == 1
    assert "<video" not in page
    assert "<span>youtube.com</span>" in page


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"content": None}, "__all__"),
        ({"link": "https://example.org/"}, "__all__"),
        ({"content": None, "link": "http://example.org/"}, "link"),
        ({"content": None, "link": "javascript:alert(1)"}, "link"),
        ({"content": b"MZ" + bytes(99)}, "file"),
        ({"name": "talk.exe"}, "file"),
        ({"name": "talk.mp4", "content": MP4}, "file"),
        ({"kind": "video", "name": "film.mp4", "content": MP4, "transcript": "…"}, "captions"),
        ({"kind": "video", "name": "film.mp4", "content": MP4, "captions": VTT}, "transcript"),
        ({"captions": b"<script>"}, "captions"),
        ({"captions": b"WEBVTT\n\n00:00 --> 00:01\n\xff"}, "captions"),
    ],
)
def test_unfit_recording_is_refused_with_a_sentence_at_its_field(make_edition, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        recording(make_edition(), **fields)
    assert list(refused.value.message_dict) == [wrong]
    assert not Recording.objects.exists()


def test_forms_are_frozen_with_their_edition_and_go_on_into_the_next(rich, editor):
    audio = rich.recordings.get(kind="audio")
    audio.title = "Başqa"
    with pytest.raises(ValidationError):
        audio.save()
    with pytest.raises(ValidationError):
        audio.delete()
    draft = editing.new_edition(rich, editor)
    assert draft.easy_text_az == "<p>Qısa cümlə.</p>"
    assert sorted(draft.recordings.values_list("kind", flat=True)) == ["audio", "sign_language"]
    assert draft.recordings.get(kind="audio").file.name == audio.file.name


def test_hostile_easy_text_is_sanitised(make_edition):
    edition = make_edition(easy_text_en="<p onclick=x>a</p><script>b()</script><iframe></iframe>")
    assert edition.easy_text_en == "<p>a</p>"


def test_film_is_sent_in_the_parts_that_players_ask_for(reader, rich):
    film = rich.recordings.get(kind="sign_language")
    whole = reader.get(film.file.url)
    assert whole["Content-Type"] == "video/mp4"
    assert whole["Accept-Ranges"] == "bytes"
    content = b"".join(whole.streaming_content)

    def part(asked):
        answer = reader.get(film.file.url, headers={"range": asked})
        return answer.status_code, answer.get("Content-Range"), answer.getvalue()

    size = len(content)
    assert part("bytes=4-7") == (206, f"bytes 4-7/{size}", b"ftyp")
    assert part("bytes=200-") == (206, f"bytes 200-{size - 1}/{size}", content[200:])
    assert part("bytes=-5") == (206, f"bytes {size - 5}-{size - 1}/{size}", content[-5:])
    assert part(f"bytes={size}-") == (416, f"bytes */{size}", b"")
    assert part("bytes=5-4") == (416, f"bytes */{size}", b"")
    assert part("bytes=0-1,3-4")[::2] == (200, content)
    assert part("nonsense")[0] == 200


def test_captions_are_text_shown_in_place(reader, rich):
    answer = reader.get(rich.recordings.get(kind="sign_language").captions.url)
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert "attachment" not in answer["Content-Disposition"]


def test_desk_lists_what_the_most_read_articles_lack(client, editor, rich, make_article):
    other = make_article(title_az="Çox oxunan", ago=timedelta(days=2))
    ViewCount.add(other.article_id, "az", 50)
    ViewCount.add(rich.article_id, "az", 5)
    client.force_login(editor)
    page = client.get(reverse("admin:news_article_missing_forms")).content.decode()
    assert page.index("Çox oxunan") < page.index(rich.title_az)
    assert page.count("desk-form--missing") == 3 * 2 + 3


def rows(*recordings):
    """Rows of the desk's form for recordings that are not there yet."""
    data = {"recordings-TOTAL_FORMS": str(len(recordings)), "recordings-INITIAL_FORMS": "0"}
    for number, fields in enumerate(recordings):
        given = {"kind": "audio", "language": "az", "title": "", "order": "0", **fields}
        data |= {f"recordings-{number}-{name}": value for name, value in given.items()}
    return data


def test_editor_adds_a_recording_at_the_desk(client, writer, make_edition):
    draft = make_edition()
    client.force_login(writer)
    address = reverse("admin:news_edition_change", args=[draft.pk])
    form = sent_from(client.get(address))
    answer = client.post(address, form | rows({"file": SimpleUploadedFile("Səs.mp3", MP3)}))
    assert answer.status_code == 302
    made = draft.recordings.get()
    assert made.file.name.startswith("recordings/")
    assert made.size == len(MP3)


@pytest.mark.once
@pytest.mark.parametrize(
    "sent",
    [
        [{}],
        [{"link": "https://a.org/1"}, {"link": "https://a.org/2"}],
        [{"kind": "video", "file": SimpleUploadedFile("film.mp4", MP4)}],
        [{"file": SimpleUploadedFile("film.mp3", b"MZ" + bytes(20))}],
    ],
    ids=["neither file nor link", "twice the same", "no captions", "no sound"],
)
def test_wrong_recording_at_the_desk_is_a_sentence_and_saves_nothing(client, writer, make_edition, sent):
    draft = make_edition()
    client.force_login(writer)
    address = reverse("admin:news_edition_change", args=[draft.pk])
    answer = client.post(address, sent_from(client.get(address)) | rows(*sent))
    assert answer.status_code == 200
    assert "errornote" in answer.content.decode()
    assert not Recording.objects.exists()
    assert text_of(answer)


def test_reader_of_the_desk_without_rights_sees_no_list(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("qonaq", is_staff=True))
    assert client.get(reverse("admin:news_article_missing_forms")).status_code == 403

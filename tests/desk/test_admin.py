"""The press office writes, finds, checks and publishes at the desk."""

import pytest
import time_machine
from django.db import transaction
from django.utils.html import escape

from news import editing
from news.models import Edition, EditionPerson, Image, Person, ViewCount
from tests.helpers.articles import make_edition
from tests.helpers.desk_forms import ADD, LIST, act_page, desk_of, form_of, sent_from, text_of
from tests.helpers.users import make_user

# --- Writing ------------------------------------------------------------------


def test_a_writer_saves_an_incomplete_draft_in_both_languages(writes, writer):
    page = writes.get(ADD)
    answer = writes.post(
        ADD,
        sent_from(page, kind="statement", title_az="Yeni yazı", title_en="A new text", body_az="<p>Mətn</p>"),
        follow=True,
    )
    edition = Edition.objects.get()
    assert answer.redirect_chain[-1][0] == form_of(edition)
    assert (edition.title_az, edition.title_en, edition.body_az) == ("Yeni yazı", "A new text", "<p>Mətn</p>")
    assert (edition.author, edition.article.kind, edition.state) == (writer, "statement", "draft")
    assert list(edition.article.audit_entries.values_list("action", "actor")) == [("create", writer.pk)]


def test_saving_is_recorded_in_the_history(writes, writer, make_edition):
    edition = make_edition(author=writer)
    writes.post(form_of(edition), sent_from(writes.get(form_of(edition)), title_az="Dəyişdi"))
    edition.refresh_from_db()
    assert edition.title_az == "Dəyişdi"
    timeline = text_of(writes.get(f"/admin/news/article/{edition.article_id}/history/"))
    assert "Saved the draft" in timeline
    assert "yazar" in timeline


def test_people_topics_and_positions_are_saved_with_the_edition(writes, make_edition, person, topic):
    edition = make_edition()
    data = sent_from(
        writes.get(form_of(edition)),
        topics=[topic.pk],
        **{
            "edition_people-TOTAL_FORMS": "1",
            "edition_people-0-person": person.pk,
            "edition_people-0-position_az": "Aparat rəhbəri",
            "edition_people-0-position_en": "Chief of the Staff",
            "edition_people-0-order": "0",
        },
    )
    writes.post(form_of(edition), data)
    named = EditionPerson.objects.get(edition=edition)
    assert (named.person, named.position_en) == (person, "Chief of the Staff")
    assert list(edition.topics.all()) == [topic]


@pytest.mark.once
@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("<p>Good</p><script>alert(1)</script>", "<p>Good</p>"),
        ('<p onclick="x()" style="color:red">Text</p>', "<p>Text</p>"),
        ('<p><a href="javascript:alert(1)">link</a></p>', '<p><a rel="noopener">link</a></p>'),
        ('<p><img src="https://elsewhere.example/x.png" alt="x"></p>', '<p><img alt="x"></p>'),
        ("<h1>Big</h1><h2>Heading</h2>", "Big<h2>Heading</h2>"),
    ],
    ids=["script", "handler and style", "javascript link", "foreign picture", "first-level heading"],
)
def test_whatever_is_sent_is_sanitised_on_the_server(writes, make_edition, sent, stored):
    edition = make_edition()
    writes.post(form_of(edition), sent_from(writes.get(form_of(edition)), body_en=sent))
    edition.refresh_from_db()
    assert edition.body_en == stored


def test_the_second_of_two_people_is_told_and_loses_nothing(writes, edits, make_edition):
    edition = make_edition()
    mine, theirs = writes.get(form_of(edition)), edits.get(form_of(edition))
    edits.post(form_of(edition), sent_from(theirs, title_en="Their title", summary_en="Their summary"))

    answer = writes.post(form_of(edition), sent_from(mine, title_en="My title", body_en="<p>My words</p>"))

    seen = text_of(answer)
    assert "Somebody else has saved this edition in the meantime" in seen
    assert "Their title" in seen
    assert "Their summary" in seen
    assert sent_from(answer)["title_en"] == "My title"
    assert sent_from(answer)["body_en"] == "<p>My words</p>"
    edition.refresh_from_db()
    assert edition.title_en == "Their title"


def test_having_seen_both_versions_one_can_save_over_the_other(writes, edits, make_edition):
    edition = make_edition()
    mine, theirs = writes.get(form_of(edition)), edits.get(form_of(edition))
    edits.post(form_of(edition), sent_from(theirs, title_en="Their title"))
    told = writes.post(form_of(edition), sent_from(mine, title_en="My title"))
    writes.post(form_of(edition), sent_from(told))
    edition.refresh_from_db()
    assert edition.title_en == "My title"


def test_a_row_that_somebody_deleted_meanwhile_comes_back_with_my_version(
    writes, edits, make_edition, person
):
    edition = make_edition(people=[person])
    other = Person.objects.create(name_az="Başqası", name_en="Another")
    EditionPerson.objects.create(edition=edition, person=other)
    mine = writes.get(form_of(edition))
    edits.post(form_of(edition), sent_from(edits.get(form_of(edition)), **{"edition_people-0-DELETE": "on"}))
    told = writes.post(form_of(edition), sent_from(mine))
    writes.post(form_of(edition), sent_from(told))
    assert set(edition.people.all()) == {person, other}


def test_a_published_edition_is_shown_but_not_changed(edits, make_article):
    edition = make_article()
    page = edits.get(form_of(edition))
    assert "A text in English." in text_of(page)
    assert b'name="title_en"' not in page.content
    edits.post(form_of(edition), {"title_en": "Changed behind the form"})
    edition.refresh_from_db()
    assert edition.title_en.startswith("Title")


def test_opening_an_article_leads_to_the_edition_in_preparation(edits, make_article, editor):
    edition = make_article()
    draft = editing.new_edition(edition, editor)
    answer = edits.get(f"/admin/news/article/{edition.article_id}/change/")
    assert answer["Location"] == form_of(draft)


# --- Languages ----------------------------------------------------------------


@pytest.mark.once
def test_the_desk_changes_its_language_at_a_button(edits, settings):
    assert "Articles" in text_of(edits.get(LIST))
    answer = edits.post("/admin/language/", {"language": "az", "next": LIST}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert answer["Content-Language"] == "az"
    assert "Materiallar" in text_of(answer)


@pytest.mark.once
def test_the_language_button_leads_nowhere_else(edits):
    answer = edits.post("/admin/language/", {"language": "az", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("language", ["az", "en"])
def test_preview_shows_the_page_as_readers_will_see_it(writes, make_edition, language, person):
    edition = make_edition(title_az="Görüş keçirilib", title_en="A meeting was held", people=[person])
    answer = writes.get(f"/admin/news/edition/{edition.pk}/preview/{language}/")
    title = {"az": "Görüş keçirilib", "en": "A meeting was held"}[language]
    assert title in text_of(answer)
    assert f'<html lang="{language}"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert not ViewCount.objects.exists()


@time_machine.travel("2026-03-05 08:00Z", tick=False)
def test_preview_of_a_draft_is_dated_as_if_it_were_published_now(writes, make_edition):
    edition = make_edition()
    shown = text_of(writes.get(f"/admin/news/edition/{edition.pk}/preview/en/"))
    assert "5 March 2026" in shown
    assert "5 March 2026, 12:00 (Baku time)" in shown
    edition.refresh_from_db()
    assert (edition.public_from, edition.first_published_at) == (None, None)


# --- People, organizations, pictures ------------------------------------------


@pytest.mark.parametrize("query", ["səfixanlı", "SEFIXANLI", "safikhanli"])
def test_autocomplete_finds_people_without_diacritics_in_both_languages(writes, person, query):
    answer = writes.get(
        "/admin/autocomplete/",
        {"term": query, "app_label": "news", "model_name": "editionperson", "field_name": "person"},
    )
    assert [row["id"] for row in answer.json()["results"]] == [str(person.pk)]


@pytest.mark.parametrize(
    "model", ["person", "organization", "topic", "image", "page", "viewcount", "auditentry"]
)
def test_every_list_and_form_of_the_desk_opens(administers, model, person, office, topic, make_article):
    make_article(people=[person], organizations=[office], topics=[topic])
    assert administers.get(f"/admin/news/{model}/").status_code == 200
    expected = 403 if model in ("viewcount", "auditentry") else 200
    assert administers.get(f"/admin/news/{model}/add/").status_code == expected
    assert administers.get(f"/admin/news/{model}/", {"q": "ə"}).status_code == 200


@pytest.mark.once
def test_a_picture_needs_alternative_text_in_each_language(writes, picture):
    page = writes.get("/admin/news/image/add/")
    data = sent_from(page, form="#image_form", alt_az="Görüş", alt_en="")
    answer = writes.post("/admin/news/image/add/", data | {"file": picture()})
    assert "Describe the picture, or mark it as decorative" in text_of(answer)
    writes.post("/admin/news/image/add/", data | {"file": picture(), "alt_en": "A meeting"})
    assert Image.objects.get().alt_en == "A meeting"


def test_the_picker_finds_pictures_by_folded_words(writes, picture):
    Image.objects.create(file=picture(), alt_az="Görüş iştirakçıları", alt_en="The participants")
    library = "/admin/news/image/library/"
    assert "The participants" in text_of(writes.get(library, {"q": "istirakcilari"}))
    assert "Nothing found." in text_of(writes.get(library, {"q": "başqa"}))


def test_a_picture_says_where_it_is_used(writes, picture, make_edition):
    image = Image.objects.create(file=picture(), is_decorative=True)
    make_edition(title_en="Uses the picture", body_en=f'<p>x</p><img src="{image.file.url}" alt="">')
    assert "Uses the picture" in text_of(writes.get(f"/admin/news/image/{image.pk}/change/"))


@pytest.fixture
def picture():
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image as Picture

    def make():
        buffer = BytesIO()
        Picture.new("RGB", (60, 40), "teal").save(buffer, "PNG")
        return SimpleUploadedFile("görüş.png", buffer.getvalue(), "image/png")

    return make


# --- Bad input ----------------------------------------------------------------


@pytest.fixture(scope="class")
def draft(kept_for_class):
    return make_edition()


@pytest.fixture(scope="class")
def sent(draft):
    """What the form of the draft sends if nobody touches it."""
    with transaction.atomic():
        page = desk_of(make_user("somebody", "editor")).get(form_of(draft))
        transaction.set_rollback(True)
    return sent_from(page)


@pytest.mark.usefixtures("draft")
class TestBadInput:
    @pytest.mark.parametrize(
        "query",
        [
            {"q": "\0"},
            {"q": "x" * 10_000},
            {"q": "'"},
            {"state": "nonsense"},
            {"state": "\0"},
            {"kind__exact": "\0"},
            {"kind__exact": "nonsense"},
            {"person": "99999999999999999999"},
            {"topics": "x"},
            {"author": "1e9"},
            {"p": "1000000000"},
            {"p": "x"},
            {"o": "99"},
            {"e": "1"},
            {"nonsense__icontains": "1"},
        ],
        ids=str,
    )
    def test_nothing_in_the_address_of_the_list_breaks_it(self, edits, query):
        assert edits.get(LIST, query).status_code in (200, 302, 400)

    @pytest.mark.parametrize(
        "changes",
        [
            {"title_az": "NUL \0 here"},
            {"body_az": "<p>NUL \0 here</p>"},
            {"title_az": "x" * 10_000},
            {"read_version": "99999999999999999999999"},
            {"read_version": "x"},
            {"read_version": ""},
            {"kind": "nonsense"},
            {"lead_image": "99999999999999999999"},
            {"topics": ["x", "99999999999999999999"]},
            {"first_published_at_0": "0000-00-00"},
            {"first_published_at_0": "9999-12-31", "first_published_at_1": "23:59"},
            {"first_published_at_0": "0001-01-01", "first_published_at_1": "00:00"},
            {"edition_people-TOTAL_FORMS": "x"},
            {"edition_people-INITIAL_FORMS": "7"},
            {"edition_people-TOTAL_FORMS": "1", "edition_people-0-person": "99999999999999999999"},
            {
                "edition_people-TOTAL_FORMS": "1",
                "edition_people-INITIAL_FORMS": "1",
                "edition_people-0-id": "77",
            },
            {"edition_people-TOTAL_FORMS": "1", "edition_people-0-order": "99999999999999999999"},
            {"_act": "nonsense"},
            {"_preview": "xx"},
        ],
        ids=str,
    )
    def test_a_tampered_form_is_answered_with_a_sentence(self, edits, draft, sent, changes):
        assert edits.post(form_of(draft), sent | changes).status_code in (200, 302, 400)


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999999999", "x", "1'", "%00"])
def test_an_edition_that_does_not_exist_is_no_failure(edits, number):
    for address in (
        f"/admin/news/edition/{number}/change/",
        f"/admin/news/edition/{number}/act/publish/",
        f"/admin/news/edition/{number}/preview/az/",
        f"/admin/news/article/{number}/change/",
        f"/admin/news/article/{number}/history/",
        f"/admin/news/edition/{number}/history/",
    ):
        assert edits.get(address).status_code in (302, 400, 404), address


@pytest.mark.once
def test_more_rows_than_a_form_has_room_for_are_refused_in_a_sentence_and_not_made(edits, make_edition):
    edition = make_edition()
    data = sent_from(edits.get(form_of(edition)), **{"edition_people-TOTAL_FORMS": "999999999"})
    page = edits.post(form_of(edition), data).content.decode()
    assert "Please submit at most 100 forms." in page
    assert "edition_people-100-person" in page
    assert "edition_people-101-person" not in page


@pytest.mark.once
def test_a_body_of_another_kind_than_a_form_is_no_failure(edits, make_edition):
    edition = make_edition()
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        assert edits.post(form_of(edition), b"{}", content_type=kind).status_code < 500


@pytest.mark.once
@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "virus.exe", "empty.pdf"])
def test_a_file_that_is_not_what_it_says_is_refused(edits, make_edition, name):
    from django.core.files.uploadedfile import SimpleUploadedFile

    edition = make_edition()
    data = sent_from(
        edits.get(form_of(edition)),
        **{
            "attachments-TOTAL_FORMS": "1",
            "attachments-0-title_az": "Fayl",
            "attachments-0-title_en": "File",
            "attachments-0-order": "0",
            "attachments-0-file": SimpleUploadedFile(name, b"MZ not a pdf"),
        },
    )
    answer = edits.post(form_of(edition), data)
    assert answer.status_code == 200
    assert not edition.attachments.exists()


@pytest.mark.once
def test_every_desk_page_has_the_strict_policy_and_a_nonce_only_with_the_editor(edits, make_edition):
    edition = make_edition()
    for address in ("/admin/", LIST, ADD, form_of(edition), act_page(edition, "publish"), "/admin/login/"):
        policy = edits.get(address)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert ("'nonce-" in policy) == (address in (ADD, form_of(edition)))


@pytest.mark.once
def test_titles_are_escaped_at_the_desk(edits, make_edition):
    make_edition(title_en="<b>bold</b> & 'quoted'")
    assert escape("<b>bold</b> & 'quoted'") in edits.get(LIST).content.decode()

"""The press office writes, finds, checks and publishes at the desk."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.html import escape

from news import editing
from news.models import Article, AuditEntry, Edition, EditionPerson, Image, Person, Tombstone, ViewCount
from tests.helpers.desk_forms import ADD, LIST, act_page, desk_of, do, form_of, sent_from, text_of


@pytest.fixture
def writes(writer):
    return desk_of(writer)


@pytest.fixture
def edits(editor):
    return desk_of(editor)


@pytest.fixture
def administers(administrator):
    return desk_of(administrator)


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


# --- Acts ---------------------------------------------------------------------


def test_submitting_then_publishing_makes_it_public(writes, edits, make_edition, reader):
    edition = make_edition(title_en="A meeting")
    assert "An editor will publish it" in text_of(do(writes, edition, "submit"))
    assert "The edition is public" in text_of(do(edits, edition, "publish"))
    edition.refresh_from_db()
    assert "A meeting" in text_of(reader.get(edition.url_in("en")))


def test_a_button_saves_the_form_before_it_leads_to_the_act(writes, make_edition):
    edition = make_edition()
    data = sent_from(writes.get(form_of(edition)), title_en="Saved first", _act="submit")
    answer = writes.post(form_of(edition), data)
    assert answer["Location"] == act_page(edition, "submit")
    edition.refresh_from_db()
    assert edition.title_en == "Saved first"


def test_an_incomplete_edition_is_refused_with_what_is_missing(edits, make_edition):
    edition = make_edition(body_en="")
    page = text_of(edits.get(act_page(edition, "publish")))
    assert "Write the text in this language: English." in page
    edits.post(act_page(edition, "publish"), {"version": edition.version})
    edition.refresh_from_db()
    assert edition.state == "draft"


def test_scheduling_is_in_baku_time_and_names_the_languages(edits, make_edition, reader):
    edition = make_edition(released_en=False)
    day = timezone.localdate() + timedelta(days=2)
    page = edits.get(act_page(edition, "schedule"))
    assert "Baku time (UTC+4)" in text_of(page)
    assert "in: Azerbaijani" in text_of(page)
    answer = do(edits, edition, "schedule", moment_0=str(day), moment_1="15:00")
    assert f"Scheduled for {day:%d.%m.%Y} 15:00 (Baku)" in text_of(answer)
    edition.refresh_from_db()
    assert timezone.localtime(edition.public_from).strftime("%H:%M") == "15:00"
    assert reader.get(edition.url_in("az")).status_code == 404


def test_a_moment_that_has_passed_is_refused_in_a_sentence(edits, make_edition):
    edition = make_edition()
    answer = do(edits, edition, "schedule", moment_0="2020-01-01", moment_1="10:00")
    assert "This moment has passed" in text_of(answer)


def test_cancelling_a_schedule_makes_it_a_draft_again(edits, editor, make_edition):
    edition = make_edition()
    editing.publish(edition, editor, timezone.now() + timedelta(days=1))
    do(edits, edition, "unschedule")
    edition.refresh_from_db()
    assert edition.state == "draft"


def test_sending_back_needs_a_note_and_the_note_is_in_the_history(writer, edits, make_edition):
    edition = make_edition()
    editing.submit(edition, writer)
    assert "This field is required" in text_of(do(edits, edition, "reject", note=" "))
    do(edits, edition, "reject", note="The date is wrong")
    edition.refresh_from_db()
    assert edition.state == "draft"
    assert "The date is wrong" in text_of(edits.get(f"/admin/news/article/{edition.article_id}/history/"))


def test_a_new_edition_is_a_draft_while_readers_see_the_old_one(edits, make_article, reader):
    edition = make_article(title_en="First words")
    answer = do(edits, edition, "new-edition")
    draft = edition.article.latest_edition
    assert answer.redirect_chain[-1][0] == form_of(draft)
    edits.post(form_of(draft), sent_from(edits.get(form_of(draft)), title_en="Second words"))
    assert "First words" in text_of(reader.get(edition.url_in("en")))


def test_withdrawing_asks_for_the_reason_in_each_language(edits, make_article, reader):
    edition = make_article()
    refused = do(edits, edition, "withdraw", reason_az="Səhv", reason_en="")
    assert "This field is required" in text_of(refused)
    do(edits, edition, "withdraw", reason_az="Səhv məlumat", reason_en="The information was wrong")
    edition.refresh_from_db()
    assert "The information was wrong" in text_of(reader.get(edition.url_in("en")))
    assert "Səhv məlumat" in text_of(reader.get(edition.url_in("az")))


def test_removing_leaves_a_reason_at_the_address(administers, make_article, reader):
    edition = make_article()
    do(administers, edition, "remove", outcome="gone", reason_az="Səhvən", reason_en="Published by mistake")
    answer = reader.get(edition.url_in("en"))
    assert answer.status_code == 410
    assert "Published by mistake" in text_of(answer)


def test_removing_can_lead_readers_elsewhere(administers, make_article):
    edition = make_article()
    refused = do(administers, edition, "remove", outcome="redirect", redirect_to="https://elsewhere.example/")
    assert "The redirect must be an address of this site" in text_of(refused)
    do(administers, edition, "remove", outcome="redirect", redirect_to="/en/news/12/")
    assert Tombstone.objects.get().redirect_to == "/en/news/12/"


def test_discarding_the_only_draft_takes_the_article_with_it(writes, writer, make_edition):
    edition = make_edition(author=writer)
    do(writes, edition, "discard")
    assert not Article.objects.exists()


def test_an_act_is_refused_when_the_edition_changed_under_the_deciding_eyes(edits, make_edition):
    edition = make_edition()
    page = edits.get(act_page(edition, "publish"))
    edition.title_en = "Something else"
    editing.save_draft(edition)
    answer = edits.post(act_page(edition, "publish"), sent_from(page, form="#content-main form"))
    assert "The edition was saved again since you opened this page" in text_of(answer)
    edition.refresh_from_db()
    assert edition.state == "draft"


def test_an_act_that_came_too_late_says_so(edits, editor, make_edition):
    edition = make_edition()
    editing.publish(edition, editor)
    answer = edits.get(act_page(edition, "publish"), follow=True)
    assert "This cannot be done now" in text_of(answer)


def test_every_act_is_in_the_history_with_its_edition(edits, make_article, editor):
    edition = make_article(by=editor)
    do(edits, edition, "new-edition")
    do(edits, edition.article.latest_edition, "discard")
    page = text_of(edits.get(f"/admin/news/article/{edition.article_id}/history/"))
    for words in ("Published", "Began a new edition", "Discarded the draft", "redaktor"):
        assert words in page


# --- Who may ------------------------------------------------------------------

WRITER_MAY_NOT = ["publish", "schedule", "reject", "withdraw", "remove", "unschedule"]


@pytest.mark.parametrize("act", WRITER_MAY_NOT)
def test_a_writer_cannot_publish_or_take_down(writes, make_edition, act):
    edition = make_edition()
    assert writes.get(act_page(edition, act)).status_code == 403
    assert writes.post(act_page(edition, act), {"version": 1}).status_code == 403
    assert f'value="{act}"' not in writes.get(form_of(edition)).content.decode()


def test_an_editor_cannot_remove(edits, make_article):
    edition = make_article()
    assert edits.get(act_page(edition, "remove")).status_code == 403
    assert "Remove from the site" not in text_of(edits.get(form_of(edition)))


def test_a_writer_cannot_discard_the_draft_of_another(writes, editor, make_edition):
    edition = make_edition(author=editor)
    assert writes.post(act_page(edition, "discard"), {"version": edition.version}).status_code == 403


def test_nothing_of_the_desk_is_open_to_visitors(client, make_edition):
    edition = make_edition()
    for address in (
        LIST,
        ADD,
        form_of(edition),
        act_page(edition, "publish"),
        f"/admin/news/edition/{edition.pk}/preview/en/",
        "/admin/news/image/library/",
        "/admin/news/article/addresses/",
    ):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "/admin/login/" in answer["Location"]


def test_articles_are_never_deleted_at_the_desk(administers, make_edition):
    edition = make_edition()
    assert administers.get(f"/admin/news/article/{edition.article_id}/delete/").status_code == 403
    assert administers.get(f"/admin/news/edition/{edition.pk}/delete/").status_code == 403


def test_acts_and_counts_are_read_only(administers, make_article, administrator):
    make_article(by=administrator)
    entry = AuditEntry.objects.first()
    assert administers.get(f"/admin/news/auditentry/{entry.pk}/change/").status_code == 200
    assert administers.get(f"/admin/news/auditentry/{entry.pk}/delete/").status_code == 403
    assert administers.post(f"/admin/news/auditentry/{entry.pk}/change/", {"note": "x"}).status_code == 403
    assert administers.get("/admin/news/viewcount/add/").status_code == 403


# --- The list -----------------------------------------------------------------


def test_the_list_says_where_each_article_stands(edits, editor, make_edition, make_article):
    scheduled = make_edition(title_en="Tomorrow's news")
    moment = timezone.now() + timedelta(days=1)
    editing.publish(scheduled, editor, moment)
    corrected = make_article(title_en="Being corrected", imported_reads=394)
    ViewCount.add(corrected.article_id, "en", 1)
    editing.new_edition(corrected, editor)
    seen = text_of(edits.get(LIST))
    assert f"Scheduled for {timezone.localtime(moment):%d.%m.%Y %H:%M} (Baku)" in seen
    assert "Draft (edition 2)" in seen
    assert "Live" in seen
    assert "395" in seen
    assert "az, en" in seen


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("muzakire", True),
        ("MÜZAKİRƏ", True),
        ("meeting", True),
        ("2857", True),
        ("№ 2857", True),
        ("başqa", False),
        ("9999", False),
        ("99999999999999999999", False),
    ],
)
def test_search_finds_both_languages_and_the_number(edits, make_edition, query, found):
    make_edition(number=2857, title_az="Əməkdaşlıq müzakirə edilib", title_en="A meeting on cooperation")
    assert ("Əməkdaşlıq" in text_of(desk_search(edits, query))) == found


def desk_search(client, query):
    return client.get(LIST, {"q": query}, headers={"accept-language": "az"})


@pytest.mark.parametrize("state", Edition.Status.values)
def test_the_state_filter_shows_the_articles_in_that_state(edits, editor, make_edition, make_article, state):
    titles = {
        "draft": make_edition(title_en="In state draft"),
        "submitted": make_edition(title_en="In state submitted"),
        "scheduled": make_edition(title_en="In state scheduled"),
        "live": make_article(title_en="In state live"),
        "withdrawn": make_article(title_en="In state withdrawn"),
        "removed": make_article(title_en="In state removed"),
        "superseded": make_article(title_en="In state superseded", ago=timedelta(days=1)),
    }
    editing.submit(titles["submitted"], None)
    editing.publish(titles["scheduled"], editor, timezone.now() + timedelta(days=1))
    editing.withdraw(titles["withdrawn"], editor, {"az": "s", "en": "r"})
    editing.remove(titles["removed"], editor, {"az": "s", "en": "r"})
    second = editing.new_edition(titles["superseded"], None)
    second.is_minor = True
    editing.save_draft(second)
    editing.publish(second, editor)
    seen = text_of(edits.get(LIST, {"state": state}))
    expected = {f"In state {state}"} | ({"In state superseded"} if state == "live" else set())
    assert {f"In state {name}" for name in titles if f"In state {name}" in seen} == expected


def test_filters_by_kind_topic_person_organization_and_author_combine(
    edits, writer, make_edition, person, office, topic
):
    make_edition(
        title_en="The one",
        kind="statement",
        author=writer,
        people=[person],
        organizations=[office],
        topics=[topic],
    )
    make_edition(title_en="Another", kind="statement", organizations=[])
    filters = {
        "kind__exact": "statement",
        "topics": topic.pk,
        "person": person.pk,
        "organization": office.pk,
        "author": writer.pk,
    }
    for chosen in [*({name: value} for name, value in filters.items() if name != "kind__exact"), filters]:
        seen = text_of(edits.get(LIST, chosen))
        assert "The one" in seen
        assert "Another" not in seen


def test_the_list_costs_the_same_however_long(
    edits, editor, make_article, django_assert_num_queries, django_assert_max_num_queries
):
    make_article(by=editor)
    with django_assert_max_num_queries(25) as few:
        edits.get(LIST)
    for _number in range(15):
        editing.new_edition(make_article(by=editor), editor)
    with django_assert_num_queries(len(few)):
        edits.get(LIST)


# --- Languages ----------------------------------------------------------------


def test_the_desk_changes_its_language_at_a_button(edits, settings):
    assert "Articles" in text_of(edits.get(LIST))
    answer = edits.post("/admin/language/", {"language": "az", "next": LIST}, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert answer["Content-Language"] == "az"
    assert "Yazılar" in text_of(answer)


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


def test_a_picture_needs_alternative_text_in_each_language(writes, picture):
    page = writes.get("/admin/news/image/add/")
    data = sent_from(page, form="#image_form", alt_az="Görüş", alt_en="")
    answer = writes.post("/admin/news/image/add/", data | {"file": picture()})
    assert "Describe the picture, or mark it as decorative" in text_of(answer)
    writes.post("/admin/news/image/add/", data | {"file": picture(), "alt_en": "A meeting"})
    assert Image.objects.get().alt_en == "A meeting"


def test_the_picker_finds_pictures_by_folded_words(writes, picture):
    Image.objects.create(file=picture(), alt_az="Görüş iştirakçıları", alt_en="The participants")
    found = writes.get("/admin/news/image/library/", {"q": "istirakcilari"}).json()
    assert [row["alt"]["en"] for row in found["results"]] == ["The participants"]
    assert writes.get("/admin/news/image/library/", {"q": "başqa"}).json()["results"] == []


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
def test_nothing_in_the_address_of_the_list_breaks_it(edits, make_edition, query):
    make_edition()
    assert edits.get(LIST, query).status_code in (200, 302, 400)


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
        {"edition_people-TOTAL_FORMS": "1", "edition_people-INITIAL_FORMS": "1", "edition_people-0-id": "77"},
        {"edition_people-TOTAL_FORMS": "1", "edition_people-0-order": "99999999999999999999"},
        {"_act": "nonsense"},
        {"_preview": "xx"},
    ],
    ids=str,
)
def test_a_tampered_form_is_answered_with_a_sentence(edits, make_edition, changes):
    edition = make_edition()
    data = sent_from(edits.get(form_of(edition)), **changes)
    assert edits.post(form_of(edition), data).status_code in (200, 302, 400)


def test_more_rows_than_a_form_has_room_for_are_refused_in_a_sentence_and_not_made(edits, make_edition):
    edition = make_edition()
    data = sent_from(edits.get(form_of(edition)), **{"edition_people-TOTAL_FORMS": "999999999"})
    page = edits.post(form_of(edition), data).content.decode()
    assert "Please submit at most 100 forms." in page
    assert "edition_people-100-person" in page
    assert "edition_people-101-person" not in page


def test_a_body_of_another_kind_than_a_form_is_no_failure(edits, make_edition):
    edition = make_edition()
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        assert edits.post(form_of(edition), b"{}", content_type=kind).status_code < 500


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


def test_every_desk_page_has_the_strict_policy_and_a_nonce_only_with_the_editor(edits, make_edition):
    edition = make_edition()
    for address in ("/admin/", LIST, ADD, form_of(edition), act_page(edition, "publish"), "/admin/login/"):
        policy = edits.get(address)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert ("'nonce-" in policy) == (address in (ADD, form_of(edition)))


def test_titles_are_escaped_at_the_desk(edits, make_edition):
    make_edition(title_en="<b>bold</b> & 'quoted'")
    assert escape("<b>bold</b> & 'quoted'") in edits.get(LIST).content.decode()

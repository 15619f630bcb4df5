"""A day that cannot be shown in Baku time is refused in a sentence, wherever at the desk a day is written."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import news
from news.models import Person, Review
from news.text.languages import LANGUAGES
from tests.helpers.desk_forms import ADD, act_page, desk_of, sent_from, text_of

SENTENCE = {
    "az": "01.01.1900 və 31.12.2999 arasında bir gün seçin.",
    "en": "Choose a day between 01.01.1900 and 31.12.2999.",
}
FAR = ["0001-01-01", "0001-12-31", "1899-12-31", "3000-01-01", "9999-12-31"]
by_day = pytest.mark.parametrize("day", FAR)


def refused(desk, address, sent):
    """The text of the page on which the form stands again."""
    answer = desk.post(address, sent)
    assert answer.status_code == 200
    return text_of(answer)


@pytest.mark.django_db
@by_day
@pytest.mark.parametrize("language", LANGUAGES)
def test_far_day_shown_to_readers_or_promised_is_refused(writer, day, language):
    desk = desk_of(writer, language)
    for field in ("first_published_at_0", "promised_on"):
        times = {"first_published_at_1": "10:00"} if field == "first_published_at_0" else {}
        page = refused(desk, ADD, sent_from(desk.get(ADD), title_az="Görüş", **{field: day}, **times))
        assert SENTENCE[language] in page


@pytest.mark.django_db
@by_day
def test_far_day_of_publishing_is_refused(edits, make_edition, day):
    edition = make_edition()
    page = act_page(edition, "publish")
    sent = sent_from(edits.get(page), form="#content-main form", when="later", moment_0=day, moment_1="00:00")
    assert SENTENCE["en"] in refused(edits, page, sent)


@pytest.mark.django_db
@by_day
def test_far_end_of_a_link_and_far_review_are_refused(writes, make_edition, day):
    edition = make_edition()
    share = f"/admin/news/edition/{edition.pk}/share/"
    sent = {"recipient": "A partner", "expires_at_0": day, "expires_at_1": "23:59"}
    assert SENTENCE["en"] in refused(writes, share, sent)

    notes = f"/admin/news/article/{edition.article_id}/notes/"
    assert SENTENCE["en"] in refused(writes, notes, {"_plan": "1", "due": day, "reason": "Numbers"})
    assert not Review.objects.exists()


@pytest.mark.django_db
@by_day
@pytest.mark.parametrize("field", ["since", "until"])
def test_far_day_of_an_appointment_is_refused(edits, person, office, day, field):
    page = f"/admin/news/person/{person.pk}/change/"
    row = {"organization": office.pk, "position_az": "Rəhbər", "position_en": "Head"}
    days = {"since": "2020-01-01", "until": ""} | {field: day}
    sent = sent_from(edits.get(page), "#person_form", **{"appointments-TOTAL_FORMS": "1"})
    sent |= {f"appointments-0-{name}": value for name, value in (row | days).items()}
    assert SENTENCE["en"] in refused(edits, page, sent)
    assert edits.post(page, sent | {f"appointments-0-{field}": "2020-01-01"}).status_code == 302
    assert Person.objects.get().appointments.count() == 1


@pytest.mark.django_db
@by_day
@pytest.mark.parametrize(
    ("path", "field"),
    [("auditentry", "at"), ("viewcount", "day"), ("article", "created_at"), ("page", "updated_at")],
)
def test_list_asked_for_a_far_day_opens_whole_with_a_sentence(administers, path, field, day):
    address = f"/admin/news/{path}/"
    year, month, of_month = day.split("-")
    for query in (
        {f"{field}__gte": day},
        {f"{field}__year": year},
        {f"{field}__year": int(year), f"{field}__month": month, f"{field}__day": of_month},
        {f"{field}__year__gte": year},
    ):
        answer = administers.get(address, query, follow=True)
        assert answer.redirect_chain == [(address, 302)]
        assert SENTENCE["en"] in text_of(answer)


@pytest.mark.django_db
def test_list_asked_for_an_ordinary_day_or_for_words_is_filtered(administers, make_article):
    make_article()
    this_year = {"at__year": timezone.localdate().year}
    assert administers.get("/admin/news/auditentry/", this_year).status_code == 200
    assert administers.get("/admin/news/auditentry/", {"q": "0001-01-01"}).status_code == 200


@pytest.mark.django_db
@by_day
def test_far_day_never_breaks_a_public_page(reader, make_article, day):
    number = make_article().article.number
    year, month, _day = day.split("-")
    for path in (
        f"news/?date_from={day}",
        f"news/?date_to={day}",
        f"news/?year={year}",
        f"search/?q=a&date_from={day}&date_to={day}",
        f"archive/{year}/",
        f"archive/{year}/{month}/",
        f"news/{number}/?at={day}",
    ):
        assert reader.get(f"/az/{path}").status_code in (200, 301, 302, 400, 404), path
    assert SENTENCE["az"] in text_of(reader.get(f"/az/news/?date_from={day}"))


@pytest.mark.django_db
def test_nearest_days_are_taken(writes, make_edition):
    """What is refused is only what nobody means."""
    edition = make_edition()
    notes = f"/admin/news/article/{edition.article_id}/notes/"
    due = timezone.localdate() + timedelta(days=1)
    assert writes.post(notes, {"_plan": "1", "due": due.isoformat(), "reason": "Numbers"}).status_code == 302


def test_forms_of_the_desk_ask_for_days_in_the_fields_that_refuse_far_ones():
    for file in Path(news.__file__).parent.glob("admin/**/*.py"):
        asked = r"forms\.(?:SplitDateTimeField|DateTimeField|DateField)\b"
        assert file.name == "widgets.py" or not re.search(asked, file.read_text("utf-8")), file

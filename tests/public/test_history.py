"""What the page said on a day, what changed between editions, and what was taken away."""

from datetime import datetime

import pytest
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import Edition
from news.public.views import history
from tests.helpers.articles import make_article
from tests.helpers.desk_forms import desk_of, text_of


def baku(*parts):
    return datetime(*parts, tzinfo=timezone.get_default_timezone())


def text(number):
    return f"<p>{number} came.</p><p>End.</p>"


@pytest.fixture(scope="class")
def corrected_key(kept_for_class):
    """First said on 1 November 2022, corrected twice on the 5th (10:00 and 18:00)."""
    first = make_article(
        at=baku(2022, 11, 1, 12),
        number=77,
        title_en="Twelve were trained",
        body_en="<p>Twelve came.</p><p>End.</p>",
    )
    second = replaced(first, baku(2022, 11, 5, 10), "Thirteen were trained", text("Thirteen"))
    return replaced(second, baku(2022, 11, 5, 18), "Fourteen were trained", text("Fourteen")).pk


@pytest.fixture
def corrected(db, corrected_key):
    return Edition.objects.get(pk=corrected_key)


def replaced(edition, at, title, body):
    draft = editing.new_edition(edition, None)
    draft.title_en, draft.body_en = title, body
    draft.change_note_az, draft.change_note_en = "Rəqəm düzəldilib.", "A figure was corrected."
    editing.save_draft(draft)
    editing.publish(draft, None, at)
    return draft


def said(reader, edition, at):
    return reader.get(edition.url_in("en"), {"at": at})


class TestPastPage:
    @pytest.mark.parametrize(
        ("at", "title"),
        [
            ("2022-11-01", "Twelve were trained"),
            ("2022-11-04", "Twelve were trained"),
            ("2022-11-05", "Fourteen were trained"),
            ("2022-11-05T09:59", "Twelve were trained"),
            ("2022-11-05T10:00", "Thirteen were trained"),
            ("2022-11-05T13:59:59Z", "Thirteen were trained"),
            ("2022-11-05T14:00:00Z", "Fourteen were trained"),
            ("2024-02-29", "Fourteen were trained"),
        ],
    )
    def test_page_says_what_it_said_at_that_time(self, reader, corrected, at, title):
        answer = said(reader, corrected, at)
        assert answer.status_code == 200
        assert HTMLParser(answer.content).css_first("h1").text() == title
        assert "What this page said on" in text_of(answer)
        assert corrected.url_in("en") in answer.content.decode()

    def test_past_page_is_not_indexed_and_names_the_present_one_as_canonical(
        self, reader, corrected, settings
    ):
        page = HTMLParser(said(reader, corrected, "2022-11-01").content)
        assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
        canonical = page.css_first("link[rel=canonical]").attributes["href"]
        assert canonical == settings.SITE_URL + corrected.url_in("en")
        assert page.css_first('script[type="application/ld+json"]') is None

    def test_asking_for_the_past_is_not_a_read(self, reader, corrected):
        said(reader, corrected, "2022-11-01")
        assert corrected.article.reads() == 0

    @pytest.mark.parametrize(
        ("at", "status", "sentence"),
        [
            ("2022-10-31", 404, "It was first published here on 1 November 2022"),
            ("2999-01-01", 404, "That day has not come yet"),
            ("yesterday", 400, "Write the day as year, month and day"),
            ("2022-02-30", 400, "Write the day as year, month and day"),
            ("2999-12-31", 404, "That day has not come yet"),
            ("9999-12-31", 400, "Write the day"),
            ("1900-01-01", 404, "It was first published here"),
            ("2022-11-05T99:00", 400, "Write the day"),
            ("0001-01-01T00:00:00+14:00", 400, "Write the day"),
        ],
    )
    def test_question_without_an_answer_gets_a_sentence(self, reader, corrected, at, status, sentence):
        answer = said(reader, corrected, at)
        assert answer.status_code == status
        assert sentence in text_of(answer)

    def test_question_that_names_no_day_is_no_question(self, reader, corrected):
        assert "What this page said on" not in text_of(said(reader, corrected, ""))

    def test_old_address_leads_to_the_answer(self, reader, corrected):
        answer = reader.get("/en/news/77/an-old-name/?at=2022-11-01", follow=True)
        assert HTMLParser(answer.content).css_first("h1").text() == "Twelve were trained"


def test_edition_not_released_in_a_language_was_not_said_in_it(reader, make_article):
    edition = make_article(at=baku(2022, 11, 1), released_en=False)
    draft = editing.new_edition(edition, None)
    draft.released_en, draft.is_minor = True, True
    editing.save_draft(draft)
    editing.publish(draft, None, baku(2022, 11, 9))
    assert said(reader, draft, "2022-11-05").status_code == 404
    assert said(reader, draft, "2022-11-10").status_code == 200


# --- History ------------------------------------------------------------------


class TestHistory:
    def test_history_dates_each_edition_says_what_changed_and_shows_it_as_it_stood(self, reader, corrected):
        shown = reader.get(corrected.url_in("en") + "history/")
        page = HTMLParser(shown.content)
        changed = page.css("details.text-changes")[0]
        assert [node.text() for node in changed.css("del")] == ["Removed: Thirteen"] * 2
        assert [node.text() for node in changed.css("ins")] == ["Added: Fourteen"] * 2
        assert "End." not in changed.text()
        links = [a.attributes["href"] for a in page.css("ol.timeline a")]
        titles = [HTMLParser(reader.get(link).content).css_first("h1").text() for link in links]
        assert titles == ["Fourteen were trained", "Thirteen were trained", "Twelve were trained"]

    def test_withdrawal_keeps_its_reason_on_the_past_page(self, reader, editor, corrected):
        editing.withdraw(corrected, editor, {"az": "Səhvdir.", "en": "It was wrong."})
        assert "It was wrong." in text_of(said(reader, corrected, "2022-11-06"))
        assert "It was wrong." in text_of(reader.get(corrected.url_in("en") + "history/"))


def test_minor_change_is_in_the_history_and_not_among_the_updates(reader, make_article):
    first = make_article(at=baku(2022, 11, 1))
    second = replaced(first, baku(2022, 11, 5), "Corrected", "<p>Corrected</p>")
    third = editing.new_edition(second, None)
    third.is_minor, third.body_en = True, "<p>Corrected.</p>"
    editing.save_draft(third)
    editing.publish(third, None, baku(2022, 11, 9))
    page = HTMLParser(reader.get(third.url_in("en")).content)
    updates = page.css_first("[aria-labelledby=updates] ol")
    assert [item.css_first("p:last-child").text() for item in updates.css("li")] == [
        "A figure was corrected."
    ]
    timeline = HTMLParser(reader.get(third.url_in("en") + "history/").content)
    assert len(timeline.css("ol.timeline > li")) == 3


@pytest.mark.once
def test_history_costs_the_same_however_long_and_has_pages(
    client, make_article, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(history, "EDITIONS_A_PAGE", 4)
    edition = make_article(at=baku(2022, 1, 1, 12))
    for day in range(1, 7):
        edition = replaced(edition, baku(2022, 2, day, 12), f"Title {day}", f"<p>{day}</p>")
    address = edition.url_in("en") + "history/"
    client.get(address)
    with django_assert_num_queries(4):
        page = client.get(address)
    assert "Edition 7 " in text_of(page)
    assert "Edition 3 " not in text_of(page)
    last = text_of(client.get(address, {"page": "2"}))
    assert "First published." in last
    assert client.get(address, {"page": "x"}).status_code == 200


def test_markup_in_a_text_is_shown_not_obeyed_in_a_comparison(reader, make_article):
    edition = make_article(at=baku(2022, 1, 1), title_en="A <b>", body_en="<p>1 &lt;script&gt;</p>")
    later = replaced(edition, baku(2022, 1, 2), "A <i>", "<p>2 &lt;script&gt;alert(1)&lt;/script&gt;</p>")
    content = reader.get(later.url_in("en") + "history/").content.decode()
    assert "<script>alert" not in content
    assert "&lt;script&gt;" in content


def test_removed_edition_stays_removed_after_a_later_one_was_published(reader, administrator, make_article):
    edition = make_article(
        at=baku(2022, 11, 1, 12), number=78, title_en="An address", body_en="<p>Street 1</p>"
    )
    editing.remove(edition, administrator, {"az": "Şəxsi məlumat.", "en": "It named a private address."})
    edition.refresh_from_db()
    draft = editing.new_edition(edition, administrator)
    draft.title_en, draft.body_en, draft.is_minor = "Without the address", "<p>No street</p>", True
    editing.save_draft(draft)
    editing.publish_again(draft, None, "The address is gone.")
    answer = said(reader, draft, "2022-11-02")
    assert answer.status_code == 410
    assert "It named a private address." in text_of(answer)
    shown = reader.get(draft.url_in("en") + "history/").content.decode()
    assert "It named a private address." in shown
    assert "Street 1" not in shown
    assert Edition.objects.get(pk=edition.pk).status == Edition.Status.REMOVED
    assert Edition.objects.with_status().get(pk=edition.pk).status_value == Edition.Status.REMOVED


# --- Compare at the desk ---------------------------------------------------------


class TestTwoEditionsAtTheDesk:
    def test_desk_compares_the_draft_with_the_live_edition_in_both_languages(self, writer, corrected, person):
        draft = editing.new_edition(corrected, writer)
        draft.title_az, draft.body_en = "Yeni başlıq", "<p>Fourteen came, and one more.</p><p>End.</p>"
        editing.save_draft(draft)
        draft.edition_people.create(person=person)
        page = HTMLParser(desk_of(writer).get(f"/admin/news/edition/{draft.pk}/compare/").content)
        added = [node.text() for node in page.css(".desk-comparison ins")]
        assert "Added: , and one more" in added
        assert any("Yeni" in text for text in added)
        assert any("Aydin Safikhanli" in text for text in added)
        assert all(
            node.css_first(".visually-hidden")
            for node in page.css(".desk-comparison ins, .desk-comparison del")
        )

    def test_desk_compares_any_two_editions(self, writer, corrected):
        first = corrected.article.editions.get(sequence=1)
        answer = desk_of(writer).get(f"/admin/news/edition/{corrected.pk}/compare/", {"with": first.pk})
        page = HTMLParser(answer.content)
        assert "Removed: Twelve" in [node.text() for node in page.css("del")]
        assert "From edition 1 to edition 3" in text_of(answer)

    @pytest.mark.parametrize("asked", ["0", "x", "99999999999999999999", ""])
    def test_made_up_other_edition_falls_back_to_the_one_before(self, writer, corrected, asked):
        answer = desk_of(writer).get(f"/admin/news/edition/{corrected.pk}/compare/", {"with": asked})
        assert "From edition 2 to edition 3" in text_of(answer)


def test_only_edition_has_nothing_to_be_compared_with(writer, make_edition):
    answer = desk_of(writer).get(f"/admin/news/edition/{make_edition().pk}/compare/")
    assert "nothing to compare it with" in text_of(answer)


def test_history_shows_a_changed_number_in_its_row_of_the_table(reader, make_article):
    table = "<table><tr><th>Town</th><th>Came</th></tr><tr><td>Ganja</td><td>{}</td></tr></table>"
    edition = make_article(body_en=table.format(42))
    draft = editing.new_edition(edition, None)
    draft.body_en, draft.change_note_en, draft.change_note_az = table.format(24), "Corrected", "Düzəldilib"
    editing.save_draft(draft)
    editing.publish(draft, None)
    page = HTMLParser(reader.get(draft.url_in("en") + "history/").content)
    assert page.css_first(".text-changes dd").text().strip() == "Ganja · Removed: 42Added: 24"

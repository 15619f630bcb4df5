"""What is done with an edition at the desk: submitted, published, sent back, withdrawn, removed."""

from datetime import timedelta

from django.utils import timezone

from news import editing
from news.models import Article, Tombstone
from tests.helpers.desk_forms import act_page, do, form_of, sent_from, text_of


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
    page = edits.get(act_page(edition, "publish"))
    assert "Baku time (UTC+4)" in text_of(page)
    assert "in: Azerbaijani" in text_of(page)
    answer = do(edits, edition, "publish", when="later", moment_0=str(day), moment_1="15:00")
    assert f"Scheduled for {day:%d.%m.%Y} 15:00 (Baku)" in text_of(answer)
    edition.refresh_from_db()
    assert timezone.localtime(edition.public_from).strftime("%H:%M") == "15:00"
    assert reader.get(edition.url_in("az")).status_code == 404


def test_a_moment_that_has_passed_is_refused_in_a_sentence(edits, make_edition):
    edition = make_edition()
    answer = do(edits, edition, "publish", when="later", moment_0="2020-01-01", moment_1="10:00")
    assert "This moment has passed" in text_of(answer)


def test_moment_that_is_offered_is_the_next_morning_and_one_that_is_cleared_is_asked_for(edits, make_edition):
    edition = make_edition()
    day = timezone.localdate() + timedelta(days=1)
    refused = do(edits, edition, "publish", when="later", moment_0="", moment_1="")
    assert "Choose the day and the time." in text_of(refused)
    assert f"Scheduled for {day:%d.%m.%Y} 10:00" in text_of(do(edits, edition, "publish", when="later"))


def test_moment_that_was_chosen_beside_now_publishes_nothing(edits, make_edition):
    edition = make_edition()
    day = timezone.localdate() + timedelta(days=2)
    answer = do(edits, edition, "publish", when="now", moment_0=str(day))
    assert "You chose a day and a time, but also “now”." in text_of(answer)
    edition.refresh_from_db()
    assert edition.state == "draft"


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

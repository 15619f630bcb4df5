"""Colleagues comment on a field or a passage: answered, resolved, told of by letter, never public."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import AuditEntry, Comment, ShareLink
from news.models.comment import LONGEST, MOST
from news.search.editions import site_index
from tests.helpers.desk_forms import desk_of, form_of, sent_from, text_of
from tests.helpers.users import make_user

pytestmark = pytest.mark.django_db
TITLES = {"title_az": "Görüş", "title_en": "A meeting"}
INVENTED = "Florbnax"


@pytest.fixture
def draft(make_edition, writer):
    return make_edition(author=writer, **TITLES)


@pytest.fixture
def say(django_capture_on_commit_callbacks):
    """say(person, edition, text, **fields): by the form of the page, with the letters that follow it."""

    def say(person, edition, text, to=None, **fields):
        address = f"/admin/news/edition/comment/{to.pk}/answer/" if to else comments_of(edition)
        client = desk_of(person)
        sent = sent_from(client.get(address), form="#content-main form", text=text, **fields)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, sent, follow=True)

    return say


def comments_of(edition):
    return f"/admin/news/edition/{edition.pk}/comments/"


def resolve(person, comment, to="resolved"):
    return desk_of(person).post(f"/admin/news/edition/comment/{comment.pk}/resolve/", {"to": to}, follow=True)


def section(response, name):
    node = HTMLParser(response.content).css_first(f"[aria-labelledby={name}]")
    return " ".join(node.text(separator=" ").split()) if node else None


def letters():
    return [(letter.to[0].partition("@")[0], letter.subject) for letter in mail.outbox]


def test_comment_on_a_passage_stands_beside_the_form_until_it_is_resolved(say, draft, editor, writer):
    say(editor, draft, "Is the day right?", field="summary_en", passage="on 1 November")
    comment = Comment.objects.get()
    seen = section(desk_of(writer).get(form_of(draft)), "part-comments")
    for words in ("Summary (English)", "on 1 November", "Is the day right?", "redaktor"):
        assert words in seen
    assert "Resolved by yazar" in text_of(resolve(writer, comment))
    assert "Nothing is open." in section(desk_of(writer).get(form_of(draft)), "part-comments")


def test_resolved_comment_is_opened_again_and_each_button_works_once(say, draft, editor, writer):
    say(editor, draft, "Is it so?")
    comment = Comment.objects.get()
    resolve(writer, comment)
    resolve(editor, comment)
    comment.refresh_from_db()
    assert comment.resolved_by == writer
    resolve(editor, comment, "open")
    comment.refresh_from_db()
    assert (comment.resolved_at, comment.resolved_by) == (None, None)


def test_answers_stand_below_what_they_answer_in_their_order(say, draft, editor, writer):
    say(editor, draft, "Is it so?")
    comment = Comment.objects.get()
    say(writer, draft, "It was the second.", to=comment)
    page = say(editor, draft, "Then write so.", to=comment)
    seen = section(page, f"comment-{comment.pk}-who")
    assert seen.index("Is it so?") < seen.index("It was the second.") < seen.index("Then write so.")
    assert Comment.objects.filter(answer_to=comment).count() == 2


def test_whoever_is_named_gets_a_letter_and_finds_it_on_the_home_page_until_they_answer(
    say, draft, editor, writer, administrator
):
    say(editor, draft, "@admin, is the name right? Ask office@ombudsman.az.", passage="Aydın")
    comment = Comment.objects.get()
    assert letters()[0] == (
        "admin",
        "Şərhdə adınız çəkilib: Görüş / You are named in a comment: A meeting",
    )
    assert "> Aydın\n@admin, is the name right?" in mail.outbox[0].body
    assert "is the name right?" in section(desk_of(administrator).get("/admin/"), "home-comments")
    assert section(desk_of(writer).get("/admin/"), "home-comments") is None
    say(administrator, draft, "It is.", to=comment)
    assert section(desk_of(administrator).get("/admin/"), "home-comments") is None
    say(writer, draft, "Sure, @admin?", to=comment)
    assert "is the name right?" in section(desk_of(administrator).get("/admin/"), "home-comments")
    resolve(writer, comment)
    assert section(desk_of(administrator).get("/admin/"), "home-comments") is None


def test_author_and_those_who_take_part_are_told_and_nobody_of_their_own_words(say, draft, editor, writer):
    say(editor, draft, "Is it so?")
    said = "Şərh: Görüş / A comment: A meeting"
    assert letters() == [("yazar", said)]
    mail.outbox.clear()
    say(writer, draft, "It is.", to=Comment.objects.get())
    assert letters() == [("redaktor", said)]


def test_form_sent_twice_says_it_once(say, draft, editor):
    say(editor, draft, "Is it so?", passage="the day")
    say(editor, draft, "Is it so?", passage="the day")
    comment = Comment.objects.get()
    say(editor, draft, "Is it?", to=comment)
    say(editor, draft, "Is it?", to=comment)
    assert comment.answers.count() == 1
    assert len(letters()) == 2


def test_unknown_name_is_refused_and_the_words_stay_in_the_form(say, draft, editor):
    page = say(editor, draft, "Ask @nobody.here about it")
    seen = text_of(page)
    assert "No colleague who may see this article has this name: @nobody.here." in seen
    assert "@yazar" in seen
    assert "Ask @nobody.here about it" in page.content.decode()
    assert not Comment.objects.exists()


def test_of_a_limited_draft_only_those_who_may_see_it_comment_and_are_named(say, draft, editor, writer):
    other = make_user("basqa", "editor")
    draft.limited_to.set([writer, editor])
    assert "@basqa" in text_of(say(editor, draft, "Ask @basqa"))
    say(editor, draft, "Is it so?")
    comment = Comment.objects.get()
    assert desk_of(other).get(comments_of(draft)).status_code == 404
    assert desk_of(other).get(f"/admin/news/edition/comment/{comment.pk}/answer/").status_code == 404
    assert resolve(other, comment).status_code == 404
    Comment.objects.update(text="@basqa")
    comment.mentioned.add(other)
    assert section(desk_of(other).get("/admin/"), "home-comments") is None


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST + 1)], ids=["empty", "blank", "too long"])
def test_comment_without_words_or_with_too_many_is_refused(say, draft, editor, text):
    page = say(editor, draft, text)
    assert page.status_code == 200
    assert HTMLParser(page.content).css_first(".errorlist")
    assert not Comment.objects.exists()


def test_field_that_is_no_text_of_an_edition_is_refused(draft, editor):
    page = desk_of(editor).post(comments_of(draft), {"field": "password", "text": "x"})
    assert HTMLParser(page.content).css_first(".errorlist")
    assert not Comment.objects.exists()


def test_edition_has_so_many_comments_and_no_more(say, draft, editor):
    Comment.objects.bulk_create([Comment(edition=draft, text="x", author_name="x")] * MOST)
    assert "at most 200 comments" in text_of(say(editor, draft, "One more"))
    assert Comment.objects.count() == MOST


def test_page_asks_as_little_however_much_is_said(say, draft, editor):
    def queries():
        client = desk_of(editor)
        with CaptureQueriesContext(connection) as asked:
            client.get(comments_of(draft))
            client.get(form_of(draft))
            client.get("/admin/")
        return len(asked)

    say(editor, draft, "@yazar one")
    queries()  # what is asked once and then known
    before = queries()
    for number in range(3):
        say(editor, draft, f"@yazar {number}", to=Comment.objects.first())
        say(editor, draft, f"@redaktor {number}")
    assert queries() == before


def test_nothing_of_it_is_ever_public(say, draft, editor, writer, reader):
    say(editor, draft, f"{INVENTED} is wrong", passage=INVENTED, field="title_en")
    until = timezone.now() + timedelta(days=1)
    link = ShareLink.objects.create(edition=draft, recipient="R", expires_at=until)
    pages = [reader.get(reverse("shared_in", args=[link.key, "en"]))]
    editing.submit(draft, writer)
    editing.publish(draft, editor)
    number = draft.article.number
    addresses = f"/en/news/{number}/", f"/en/news/{number}/history/", "/en/news/feed.rss", "/en/"
    pages += [reader.get(address, follow=True) for address in addresses]
    assert all(page.status_code == 200 and INVENTED not in page.content.decode() for page in pages)
    assert not site_index().search(INVENTED, "en").found


def test_comments_change_nothing_of_the_edition_and_stay_on_its_record(say, draft, editor, writer):
    before = draft.version
    say(editor, draft, "Well written")
    draft.refresh_from_db()
    assert draft.version == before
    assert not AuditEntry.objects.filter(edition=draft).exists()
    editing.submit(draft, writer)
    editing.publish(draft, editor)
    assert "Well written" in section(desk_of(writer).get(form_of(draft)), "part-comments")
    correction = editing.new_edition(draft, writer)
    assert "Well written" not in text_of(desk_of(writer).get(form_of(correction)))

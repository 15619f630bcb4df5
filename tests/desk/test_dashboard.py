"""The desk's home says to each person what waits for them."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from news import editing
from news.models import AccountChange, BrokenLink, Review, ViewCount
from tests.helpers.desk_forms import LIST, desk_of, text_of

HOME = "/admin/"


def section(client, name):
    page = LexborHTMLParser(client.get(HOME).content)
    node = page.css_first(f"[aria-labelledby=home-{name}]")
    return " ".join(node.text(separator=" ").split()) if node else None


def test_my_drafts_are_mine_alone_and_say_what_is_blocked(make_edition, writer, editor):
    make_edition(title_en="Mine", author=writer, topics=[])
    make_edition(title_en="Of another", author=editor)
    seen = section(desk_of(writer), "drafts")
    assert "Mine" in seen
    assert "Cannot be published yet" in seen
    assert "Of another" not in seen


def test_what_waits_for_an_editor_is_what_others_submitted(make_edition, writer, editor):
    editing.submit(make_edition(title_en="By the writer"), writer)
    editing.submit(make_edition(title_en="By myself"), editor)
    seen = section(desk_of(editor), "waiting")
    assert "By the writer" in seen
    assert "By myself" not in seen
    assert section(desk_of(writer), "waiting") is None


def test_what_the_account_of_ones_own_submitted_does_not_wait_for_one(make_edition, writer, editor):
    editing.submit(make_edition(title_en="By an account in my hands"), writer)
    AccountChange.objects.track(writer, editor, AccountChange.Kind.CREATED)
    assert "in my hands" not in section(desk_of(editor), "waiting")


ORDER = ["waiting", "returned", "forced", "drafts", "scheduled", "behind", "links", "review", "read"]


@pytest.fixture
def busy(make_edition, make_article, writer, editor):
    """At least one of everything that waits for the editor."""
    editing.submit(make_edition(title_en="To approve"), writer)
    returned = make_edition(title_en="To mend", author=editor)
    editing.submit(returned, editor)
    editing.reject(returned, writer, "A date is wrong.")
    editing.publish(make_edition(title_en="In a hurry"), editor, force_reason="Flood")
    make_edition(title_en="Of my own", author=editor)
    editing.publish(make_edition(title_en="Tomorrow"), editor, timezone.now() + timedelta(days=1))
    lags = make_edition(title_en="Lags")
    editing.confirm_translation(lags, writer)
    lags.body_az += "<p>Yeni.</p>"
    editing.save_draft(lags)
    linked = make_article(title_en="Leads nowhere")
    BrokenLink.objects.create(edition=linked, language="en", address="https://old.example/", reason="failed")
    due = make_article(title_en="To review").article
    Review.objects.create(article=due, due=timezone.localdate() - timedelta(days=1), set_by=editor)


def test_home_begins_with_what_waits_and_says_nothing_of_tables(busy, editor):
    page = LexborHTMLParser(desk_of(editor).get(HOME).content)
    parts = page.css("#content section[aria-labelledby^=home-]")
    shown = [part.attributes["aria-labelledby"] for part in parts]
    assert shown == [f"home-{name}" for name in ORDER]
    assert not page.css("#content .module, #content .addlink, #content .changelink")


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("waiting", "To approve"),
        ("returned", "To mend"),
        ("forced", "In a hurry"),
        ("drafts", "Of my own"),
        ("scheduled", "Tomorrow"),
        ("behind", "Lags"),
        ("links", "Leads nowhere"),
        ("review", "To review"),
    ],
)
def test_each_part_leads_to_the_list_of_the_same(busy, editor, name, title):
    client = desk_of(editor)
    page = LexborHTMLParser(client.get(HOME).content)
    to_all = page.css(f"[aria-labelledby=home-{name}] a[href^='{LIST}?']")
    assert len(to_all) == 1
    rows = LexborHTMLParser(client.get(to_all[0].attributes["href"]).content).css("#result_list tbody tr")
    titles = {row.css_first(".field-shown_title a").text() for row in rows}
    assert title in titles
    in_part = section(client, name)
    assert all(one in in_part for one in titles)


def test_each_part_shows_a_few_only(make_edition, make_article, writer, editor):
    for _number in range(10):
        make_edition(author=editor)
        editing.submit(make_edition(), writer)
        editing.publish(make_edition(), editor, force_reason="Flood")
    page = LexborHTMLParser(desk_of(editor).get(HOME).content)
    for name in ("drafts", "waiting", "forced"):
        assert len(page.css(f"[aria-labelledby=home-{name}] li")) == 8


def test_somebody_without_a_role_is_told_whom_to_ask(db):
    nobody = get_user_model().objects.create_user("qonaq", password="a-long-password", is_staff=True)
    assert "Ask an administrator of the desk for a role." in text_of(desk_of(nobody).get(HOME))


def test_the_calendar_is_in_baku_time(make_edition, editor):
    moment = (timezone.localtime() + timedelta(days=2)).replace(hour=0, minute=30)
    editing.publish(make_edition(title_en="After midnight"), editor, moment)
    seen = section(desk_of(editor), "scheduled")
    assert f"{moment:%d.%m.%Y} 00:30 After midnight" in seen


def test_what_was_forced_is_in_red_until_it_is_approved(make_edition, editor, administrator):
    edition = make_edition(title_en="In a hurry")
    editing.publish(edition, editor, force_reason="Flood")
    assert "In a hurry" in section(desk_of(editor), "forced")
    editing.approve(edition, administrator)
    assert section(desk_of(editor), "forced") is None


def test_translations_behind_are_listed(make_edition, writer):
    edition = make_edition(title_en="Lags")
    editing.confirm_translation(edition, writer)
    edition.body_az += "<p>Yeni.</p>"
    editing.save_draft(edition)
    assert "Lags Behind by 1 change since" in section(desk_of(writer), "behind")


def test_the_chart_of_the_week_has_its_table(make_article, writer):
    much, little, old = (make_article(title_en=title) for title in ("Much", "Little", "Long ago"))
    ViewCount.add(much.article_id, "az", 30)
    ViewCount.add(little.article_id, "en", 3)
    ViewCount.add(old.article_id, "en", 99, timezone.localdate() - timedelta(days=8))
    client = desk_of(writer)
    seen = section(client, "read")
    assert seen.index("1 Much 30") < seen.index("2 Little 3")
    assert "Long ago" not in seen
    page = LexborHTMLParser(client.get(HOME).content)
    widths = [int(bar.attributes["width"]) for bar in page.css(".desk-chart rect")]
    assert widths == [300, 30]
    assert not page.css("[style]")


NOTHING = {
    "waiting": {"az": "Baxmağınızı gözləyən material yoxdur.", "en": "Nothing waits for you."},
    "returned": {"az": "Sizə geri qaytarılan material yoxdur.", "en": "Nothing was sent back to you."},
    "drafts": {"az": "Qaralamanız yoxdur.", "en": "You have no drafts."},
    "scheduled": {"az": "Vaxtı təyin olunan yoxdur.", "en": "Nothing is scheduled."},
    "behind": {"az": "Bütün tərcümələr uyğundur.", "en": "Every translation is in step."},
    "links": {"az": "İşləməyən keçid aşkar edilməyib.", "en": "No link is known to be broken."},
    "read": {"az": "Bu günlərdə heç nə oxunmayıb.", "en": "Nothing was read in these days."},
}


@pytest.mark.parametrize("language", ["az", "en"])
def test_a_desk_with_nothing_to_do_says_so(editor, language):
    client = desk_of(editor, language)
    for name, said in NOTHING.items():
        assert said[language] in section(client, name)


@pytest.mark.once
def test_home_costs_the_same_however_much_there_is(make_edition, writer, editor, django_assert_num_queries):
    def fill():
        make_edition(author=editor)
        editing.submit(make_edition(), writer)
        editing.publish(make_edition(), editor, timezone.now() + timedelta(days=1))
        editing.publish(make_edition(), editor, force_reason="Flood")

    fill()
    client = desk_of(editor)
    client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    for _time in range(4):
        fill()
    with django_assert_num_queries(len(few)):
        client.get(HOME)


def test_somebody_without_any_right_sees_no_titles(make_edition, db):
    editing.publish(make_edition(title_en="Not for everybody"), None, timezone.now() + timedelta(days=1))
    nobody = get_user_model().objects.create_user("qonaq", password="a-long-password", is_staff=True)
    assert "Not for everybody" not in desk_of(nobody).get(HOME).content.decode()

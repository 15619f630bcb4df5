"""Every page of the desk has the same menu: it leads wherever this person may go, and says where they are."""

import pytest
from django.contrib.auth import get_user_model
from selectolax.lexbor import LexborHTMLParser

from tests.helpers.desk_forms import ADD, LIST, desk_of, form_of

ANYBODYS = {
    "/admin/",
    LIST,
    "/admin/news/edition/calendar/",
    "/admin/news/article/translations/",
    *(
        f"/admin/news/{name}/"
        for name in (
            "image",
            "person",
            "organization",
            "topic",
            "releasetemplate",
            "page",
            "notice",
            "auditentry",
        )
    ),
    "/admin/news/viewcount/statistics/",
    "/admin/manual/",
}
ADMINISTRATORS = {"/admin/auth/user/", "/admin/health/"}


def page(client, address):
    return LexborHTMLParser(client.get(address).content)


def addresses(client, address="/admin/"):
    return {link.attributes["href"] for link in page(client, address).css(".desk-menu a")}


def current(client, address):
    marked = page(client, address).css(".desk-menu [aria-current]")
    return [(link.attributes["href"], link.attributes["aria-current"]) for link in marked]


def test_menu_leads_wherever_somebody_may_go_and_nowhere_else(writes, edits, administers):
    assert addresses(writes) == addresses(edits) == ANYBODYS
    assert addresses(administers) == ANYBODYS | ADMINISTRATORS
    for address in addresses(administers):
        assert administers.get(address).status_code == 200
    for address in ANYBODYS:
        assert writes.get(address).status_code == 200


def test_account_without_a_role_is_led_home_and_to_the_manual_only(db):
    nobody = get_user_model().objects.create_user("qonaq", password="a-long-password", is_staff=True)
    assert addresses(desk_of(nobody)) == {"/admin/", "/admin/manual/"}


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/admin/", [("/admin/", "page")]),
        (LIST, [(LIST, "page")]),
        (f"{LIST}?state=draft", [(LIST, "page")]),
        (ADD, [(LIST, "true")]),
        ("/admin/news/edition/calendar/", [("/admin/news/edition/calendar/", "page")]),
        ("/admin/news/article/translations/", [("/admin/news/article/translations/", "page")]),
        ("/admin/news/person/add/", [("/admin/news/person/", "true")]),
        ("/admin/news/viewcount/", [("/admin/news/viewcount/statistics/", "true")]),
        ("/admin/news/notableday/add/", [("/admin/news/edition/calendar/", "true")]),
        ("/admin/password_change/", []),
        ("/admin/account/second-factor/", []),
    ],
)
def test_menu_marks_the_page_or_the_part_of_the_desk_that_one_is_at(administers, address, marked):
    assert current(administers, address) == marked


def test_form_of_an_edition_belongs_to_the_articles(edits, make_edition, make_article):
    for edition in (make_edition(), make_article()):
        assert current(edits, form_of(edition)) == [(LIST, "true")]


def test_keyboard_comes_to_the_way_past_the_menu_first(edits):
    first = page(edits, "/admin/").css_first("a, button, summary")
    assert first.attributes["href"] == "#content-start"


def test_menu_needs_no_script_to_be_opened(edits):
    head = page(edits, "/admin/").css_first("#header details")
    assert head.css_first("summary").text() == "Menu"
    assert {"desk-menu", None} >= {node.attributes.get("class") for node in head.css("nav")}
    assert head.css_first("#logout-form")


def test_nobody_who_is_not_signed_in_sees_a_menu(client, db):
    assert not page(client, "/admin/login/").css(".desk-menu")

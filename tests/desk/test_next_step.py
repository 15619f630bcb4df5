"""One main button of the form says what comes next, for this person and in this state."""

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from tests.helpers.desk_forms import ADD, desk_of, form_of
from tests.helpers.users import make_user

BAR = ".desk-submit > button"


def main_buttons(client, address):
    """The names and words of the buttons outside the menu; the last of them is the main one."""
    buttons = HTMLParser(client.get(address).content).css(BAR)
    assert [button.attributes.get("class", "") for button in buttons] == [""] * (len(buttons) - 1) + [
        "default"
    ]
    return [button.attributes["value"] for button in buttons]


@pytest.mark.parametrize(
    ("who", "state", "buttons"),
    [
        ("writer", "draft", ["1", "submit"]),
        ("writer", "submitted", ["1"]),
        ("editor", "draft", ["1", "publish"]),
        ("editor", "submitted", ["1", "publish"]),
    ],
)
def test_main_button_is_the_next_step_on_the_draft_of_a_writer(
    make_edition, writer, editor, who, state, buttons
):
    edition = make_edition(author=writer)
    if state == "submitted":
        editing.submit(edition, writer)
    client = desk_of({"writer": writer, "editor": editor}[who])
    assert main_buttons(client, form_of(edition)) == buttons


def test_editor_submits_an_article_of_their_own_and_somebody_else_publishes_it(make_edition, editor):
    edition = make_edition(author=editor)
    assert main_buttons(desk_of(editor), form_of(edition)) == ["1", "submit"]
    editing.submit(edition, editor)
    assert main_buttons(desk_of(editor), form_of(edition)) == ["1"]
    assert main_buttons(desk_of(make_user("ikinci", "editor")), form_of(edition)) == ["1", "publish"]


def test_new_article_can_be_submitted_without_being_saved_before(writes):
    assert main_buttons(writes, ADD) == ["1", "submit"]


def test_every_other_act_is_in_one_menu_that_needs_no_script(make_edition, writer, editor):
    edition = make_edition(author=writer)
    editing.submit(edition, writer)
    menu = HTMLParser(desk_of(editor).get(form_of(edition)).content).css_first(".desk-submit > details")
    assert menu.css_first("summary")
    acts = [button.attributes["value"] for button in menu.css("button[name=_act]")]
    assert acts == ["reject", "duplicate", "discard"]
    assert [button.attributes["value"] for button in menu.css("button[name=_preview]")] == ["az", "en"]


def test_published_edition_has_its_next_step_as_the_main_button(make_article, edits):
    page = HTMLParser(edits.get(form_of(make_article())).content)
    [main] = page.css(".desk-act-links .default")
    assert main.attributes["href"].endswith("/act/new-edition/")

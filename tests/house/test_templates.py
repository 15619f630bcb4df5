"""The templates of the public pages: each can be read, and what is put into them is escaped."""

import pytest
from django.conf import settings
from django.template import engines
from django.utils import translation
from jinja2 import meta

from news.public.jinja import FILTERS, GLOBALS

pytestmark = pytest.mark.once

FOLDER = settings.BASE_DIR / "templates" / "public"
TEMPLATES = sorted(str(file.relative_to(FOLDER)) for file in FOLDER.rglob("*.*"))


@pytest.fixture
def jinja():
    return engines["jinja2"]


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_can_be_compiled(jinja, name):
    jinja.get_template(name)


def test_templates_name_no_function_that_is_not_there(jinja):
    called = set()
    for name in TEMPLATES:
        syntax = jinja.env.parse((FOLDER / name).read_text())
        names = meta.find_undeclared_variables(syntax)
        called |= {
            found.node.name for found in syntax.find_all(meta.nodes.Call) if hasattr(found.node, "name")
        } & names
    from_the_page = {"footer_menu", "live_content", "masthead", "reading_fields", "related"}
    assert called - set(GLOBALS) - from_the_page == set()


def test_every_function_and_filter_is_used():
    text = "".join((FOLDER / name).read_text() for name in TEMPLATES)
    assert [name for name in GLOBALS if f"{name}(" not in text] == []
    assert [name for name in FILTERS if f"|{name}" not in text] == []


def test_value_in_a_translated_sentence_is_escaped_and_the_sentence_is_not(jinja):
    template = jinja.from_string(
        "{{ _('Search for “%(query)s” exactly as it is typed')|format(query=typed) }}"
    )
    with translation.override("en"):
        assert template.render({"typed": "<b>"}) == "Search for “&lt;b&gt;” exactly as it is typed"


def test_value_in_an_attribute_is_escaped(jinja):
    shown = jinja.from_string('<a title="{{ title }}">').render({"title": '"><script>'})
    assert "<script" not in shown
    assert shown.count('"') == 2


def test_what_our_own_functions_say_is_escaped_unless_it_is_safe(jinja, person):
    person.name_en, person.slug_en = "<i>Jane</i>", ""
    with translation.override("en"):
        assert jinja.from_string("{{ name_of(noun) }}").render({"noun": person}) == "&lt;i&gt;Jane&lt;/i&gt;"
        assert jinja.from_string("{{ reads(2) }}").render({}) == "<span data-reads>Read 2 times</span>"
        assert jinja.from_string("{{ _('%(a)s & more') }}").render({}) == "%(a)s & more"

"""What the templates of the public pages know (Jinja): templates/public. The desk's are Django's own.

Jinja compiles a template to Python code; a page that is made anew costs a fraction of its time.
"""

import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured
from django.template import defaultfilters, defaulttags
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, Template, nodes, pass_context
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from news.public import cards, formatting
from news.public.kept import fragments
from news.shared_memory import prepare, run_folder
from news.text.languages import value_in

# Translations are a part of the templates: safe, as the text around them is. What is put in is escaped.


class Translations(dict):
    """{message of the templates: its translation}, filled as they are asked for; of one language."""

    def __init__(self, language):
        self.language = language

    def __missing__(self, message):
        with translation.override(self.language):
            self[message] = Markup(gettext(message))  # noqa: S704 - our own sentence
        return self[message]


translations = cache(Translations)


def translated(message):
    """Where no page says its language."""
    return translations(get_language())[message]


def translated_in_context(context, message):
    return Markup(pgettext(context, message))  # noqa: S704 - our own sentence


def translated_by_number(one, many, count):
    return Markup(ngettext(one, many, count))  # noqa: S704 - our own sentence


def fragment(*key, caller):
    """{% call fragment("name", what, decides, it) %}…{% endcall %}: made once, then remembered."""
    return fragments.get_or_make(key, caller)


def url(name, *args):
    return reverse(name, args=args)


@pass_context
def querystring(context, **changed):
    """The query of this page with these parameters changed; None takes one out."""
    return defaulttags.querystring(context, context["request"].GET, **changed)


@pass_context
def current(context, address):
    return formatting.current(context["request"].path, address)


GLOBALS = {
    "_": translated,
    "pgettext": translated_in_context,
    "ngettext": translated_by_number,
    "fragment": fragment,
    "url": url,
    "static": static,
    "querystring": querystring,
    "current": current,
    "card": cards.card,
    "cards": cards.cards,
    "cards_of": cards.cards_of,
    "keys_of": cards.keys_of,
    "link_to": formatting.link_to,
    "name_of": formatting.name_of,
    "reads": formatting.reads,
    "value_in": value_in,
}
FILTERS = {
    "absolute": formatting.absolute,
    "date_in_words": formatting.date_in_words,
    "datetime_in_words": formatting.datetime_in_words,
    "filesizeformat": defaultfilters.filesizeformat,
    "first_capital": formatting.first_capital,
    "host": formatting.host,
    "initials": formatting.initials,
    "iso_in_baku": formatting.iso_in_baku,
    "iso_moment": formatting.iso_moment,
    "json_ld": formatting.json_ld,
    "linebreaks": defaultfilters.linebreaks_filter,
    "linebreaksbr": defaultfilters.linebreaksbr,
    "number": formatting.number,
    "prose": formatting.prose,
    "quoted": lambda text: quote(str(text), safe=""),
    "striptags": strip_tags,
    "truncatewords": defaultfilters.truncatewords,
    "with_marks": formatting.with_marks,
}


SENTENCES = {"_", "pgettext", "ngettext"}
PLAIN = SENTENCES | {
    "fragment",
    "generation",
    "keys_of",
    "link_to",
    "name_of",
    "reads",
    "static",
    "url",
    "value_in",
}


class PlainCalls(CodeGenerator):
    """Our own functions are called as they are: Jinja would ask at each call what kind of function it is.

    Nor is a sentence escaped that the catalogues hold.
    """

    def visit_Call(self, node, frame, forward_caller=False):
        if not calls_one_of(PLAIN, node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _output_child_pre(self, node, frame, finalize):
        if calls_one_of(SENTENCES, node):
            self.write("(")
        else:
            super()._output_child_pre(node, frame, finalize)


def calls_one_of(names, node):
    is_by_name = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)
    return is_by_name and node.node.name in names and not (node.kwargs or node.dyn_args or node.dyn_kwargs)


def escaped(value):
    """What is marked as safe already is put in as it is; Jinja would copy it twice."""
    return value if type(value) in (Markup, SafeString) else escape(value)


class Piece(Template):
    @classmethod
    def _from_namespace(cls, environment, namespace, globals):
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)


class PublicTemplates(Environment):
    code_generator_class = PlainCalls
    template_class = Piece


INCLUDE = re.compile(r'{% include "([^"]+)" %}')


class WholeTemplates(FileSystemLoader):
    """What a template includes becomes a part of it, and need not be looked up nor given a context."""

    def get_source(self, environment, template):
        source, filename, is_current = super().get_source(environment, template)
        all_are_current = [is_current]

        def part(include):
            text, _filename, is_current = self.get_source(environment, include[1])
            all_are_current.append(is_current)
            return f"{{% with %}}{text}{{% endwith %}}"

        whole = INCLUDE.sub(part, source)
        return whole, filename, lambda: all(is_current() for is_current in all_are_current)


class CompiledTemplates(FileSystemBytecodeCache):
    """What the templates were compiled to, for the next start; a disk without room costs only that."""

    compiler = Path(__file__).read_text()

    def get_source_checksum(self, source):
        """Compiled anew also when they would be compiled to something else."""
        return super().get_source_checksum(source + self.compiler)

    def dump_bytecode(self, bucket):
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates():
    """None where they can't be kept: code is taken from nobody else's folder, not even by root."""
    folder = run_folder() / "templates"
    try:
        prepare(folder.parent)
        prepare(folder)
        is_mine = folder.stat().st_uid == os.getuid()
    except (OSError, ImproperlyConfigured):
        return None
    return CompiledTemplates(str(folder)) if is_mine else None


def environment(**options):
    """settings.TEMPLATES names it."""
    options["loader"] = WholeTemplates(options["loader"].searchpath)
    made = PublicTemplates(keep_trailing_newline=True, bytecode_cache=compiled_templates(), **options)
    made.globals |= GLOBALS
    made.filters |= FILTERS
    return made

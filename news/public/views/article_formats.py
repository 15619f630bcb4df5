"""The same article in other forms: easy to read, plain text, for print."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from news.addresses import reverse_in
from news.public.article_query import live_edition, with_its_rows
from news.public.page_addresses import PageAddresses
from news.readership import count_read
from news.text.languages import LANGUAGES, value_in
from news.text.plain_layout import plain_form

from .articles import article_context, has_easy_text, not_here


def addresses_of(edition, name, languages):
    return PageAddresses(
        {
            code: reverse_in(code, name, edition.article.number, value_in(edition, "slug", code))
            for code in languages
        },
        elsewhere={
            code: edition.url_in(code)
            if code in edition.released_languages
            else reverse_in(code, "article_list")
            for code in LANGUAGES
        },
        noindex=name != "article_easy",
    )


def live_or_elsewhere(request, number, slug, name):
    """(edition, None), or (None, the answer that says where it is or why it is not here)."""
    edition = live_edition(request.LANGUAGE_CODE, number)
    if edition is None:
        return None, not_here(request, number)
    if slug != edition.slug:
        return None, redirect(f"news:{name}", number, edition.slug, permanent=True)
    return edition, None


@require_safe
def article_easy(request, number, slug):
    edition, elsewhere = live_or_elsewhere(request, number, slug, "article_easy")
    if elsewhere:
        return elsewhere
    language = request.LANGUAGE_CODE
    having = [code for code in edition.released_languages if has_easy_text(edition, code)]
    if language not in having:
        raise Http404
    request.addresses = addresses_of(edition, "article_easy", having)
    context = {"edition": edition, "read_count": edition.article.reads()}
    response = render(request, "news/article_easy.html", context)
    count_read(request, edition.article_id, language)
    return response


@require_safe
def article_print(request, number, slug):
    """One column with the addresses of its links; the browser's print command prints just that."""
    edition, elsewhere = live_or_elsewhere(request, number, slug, "article_print")
    if elsewhere:
        return elsewhere
    request.addresses = addresses_of(edition, "article_print", edition.released_languages)
    context = article_context(request, with_its_rows(edition, request.LANGUAGE_CODE))
    return render(request, "news/article_print.html", context)


@require_safe
def article_text(request, number, slug):
    edition, elsewhere = live_or_elsewhere(request, number, slug, "article_text")
    if elsewhere:
        return elsewhere
    context = article_context(request, with_its_rows(edition, request.LANGUAGE_CODE))
    context |= {"body": plain_form(edition.body), "address": edition.get_absolute_url()}
    text = render_to_string("news/article.txt", context, request)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response

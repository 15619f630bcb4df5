"""What the editor's link dialog offers: pages and files, as readers of one language reach them."""

from functools import reduce

from django.db.models import Q
from django.http import JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from news.addresses import reverse_in
from news.models import Attachment, Edition, Organization, Person, Topic
from news.public.formatting import first_capital
from news.text.azerbaijani import fold
from news.text.languages import LANGUAGES, field_in, value_in

from .search_text import terms_of
from .widgets import is_number

OFFERED = 8  # of each kind
LOOKED_THROUGH = 2000  # files
PAGES = {Person: "person_detail", Organization: "organization_detail", Topic: "topic_detail"}


def link_targets_view(request):
    language = request.GET.get("language")
    if language not in LANGUAGES:
        language = get_language()
    terms = terms_of(request.GET.get("q", ""))
    results = [
        *articles(terms, language),
        *(found for model in PAGES for found in nouns(request.user, terms, language, model)),
        *files(request.user, terms, language, request.GET.get("edition", "")),
    ]
    return JsonResponse({"results": results})


def target(kind, title, url):
    return {"kind": first_capital(kind), "title": title, "url": url}


def having(terms):
    return reduce(lambda found, term: found & Q(search_text__contains=term), terms, Q())


def articles(terms, language):
    """Public ones, the newest first."""
    editions = Edition.objects.live_in(language).filter(having(terms)).for_lists()
    return [
        target(
            edition.article.get_kind_display(), value_in(edition, "title", language), edition.url_in(language)
        )
        for edition in editions[:OFFERED]
    ]


def nouns(user, terms, language, model):
    """Those with a page in the language, for whom may see them at the desk."""
    if not user.has_perm(f"news.view_{model._meta.model_name}"):
        return []
    named = model.objects.filter(having(terms)).exclude(**{field_in("slug", language): None})
    found = named.order_by(field_in("sort_key", language), "pk")[:OFFERED]
    return [
        target(model._meta.verbose_name, value_in(noun, "name", language), page_of(noun, language))
        for noun in found
    ]


def page_of(noun, language):
    return reverse_in(language, PAGES[type(noun)], value_in(noun, "slug", language))


def files(user, terms, language, edition):
    """Those of public articles, and of the edition that is being written: by their titles, folded here."""
    editions = Q(edition__in=Edition.objects.live_in(language))
    if is_number(edition):
        editions |= Q(edition__in=Edition.objects.open_to(user).filter(pk=edition))
    newest = Attachment.objects.filter(editions).order_by("-pk")[:LOOKED_THROUGH]
    found = [
        file for file in newest if all(term in fold(value_in(file, "title", language)) for term in terms)
    ]
    return [target(_("file"), value_in(file, "title", language), file.file.url) for file in found[:OFFERED]]

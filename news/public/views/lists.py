"""What every list of articles has in common: filters, pages, addresses and feeds."""

from functools import partial
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.template.loader import get_template
from django.utils.functional import SimpleLazyObject
from markupsafe import Markup

from news.models import Edition, Organization, Person, Topic
from news.public.generation_cache import cached_per_generation
from news.public.list_filters import ListFilters
from news.public.pagination import page_of
from news.public.parameters import page_parameters
from news.text.languages import field_in

MOST_CHOICES = 300

filter_parameters = page_parameters(*ListFilters.base_fields)
list_parameters = page_parameters(*ListFilters.base_fields, "page")


def filter_choices(request):
    """What the filters offer: everything that is named in an edition listed in this language."""
    language = request.LANGUAGE_CODE
    return cached_per_generation(
        request.generation,
        f"choices:{language}",
        lambda: {
            "topic": named_choices(Topic, "topics", language),
            "person": named_choices(Person, "edition_people__person", language),
            "organization": named_choices(Organization, "edition_organizations__organization", language),
            "year": years(language),
        },
    )


def named_choices(model, related, language):
    """[(slug, name)] in alphabetical order; only the MOST_CHOICES that are named most often."""
    listed = Edition.objects.listed_in(language).order_by()
    often = listed.values(related).annotate(times=Count("pk")).order_by("-times", related)[:MOST_CHOICES]
    keys = [row[related] for row in often if row[related]]
    slug, name, order = (field_in(column, language) for column in ("slug", "name", "sort_key"))
    return list(
        model.objects.filter(pk__in=keys)
        .exclude(Q(**{slug: None}) | Q(**{name: None}) | Q(**{name: ""}))
        .order_by(order, "pk")
        .values_list(slug, name)
    )


def years(language):
    return years_of(Edition.objects.listed_in(language))


def years_of(editions):
    """The years of their dates, the latest first."""
    dated = editions.annotate(year=ExtractYear("first_published_at"))
    return sorted(dated.order_by().values_list("year", flat=True).distinct(), reverse=True)


def is_filtered(request):
    return any(map(request.GET.get, ListFilters.base_fields))


def filters_of(request, hidden=()):
    filters = ListFilters(request.GET, request.LANGUAGE_CODE, filter_choices(request))
    for name in hidden:
        del filters.fields[name]
    return filters


def with_feed(source):
    """Decorator for the view of a list that has feeds beside it.

    source(request, **kwargs of the view) returns the title and the editions of the list, unfiltered.
    """

    def declare(view):
        view.feed_source = source
        return view

    return declare


def all_articles(request):
    return "", Edition.objects.listed_in(request.LANGUAGE_CODE)


def list_context(request, addresses, editions=None, hidden=()):
    """The page of articles that the address asks for, with its filters. Sets the page's addresses.

    hidden: filters to leave out, because the list itself already applies them.
    """
    language = request.LANGUAGE_CODE
    if editions is None:
        editions = Edition.objects.listed_in(language)
    filters = SimpleLazyObject(partial(filters_of, request, hidden))
    active = filters.descriptions() if is_filtered(request) else []
    if active:
        editions = filters.apply(editions)
    query = [(name, request.GET[name]) for name, _label, _value in active]
    page = page_of(request, editions, f"{language}:{addresses.paths.get(language)}?{urlencode(query)}")
    request.addresses = with_query(addresses, language, query, page.number)
    return {
        "page": page,
        "filter_panel": filter_panel(request, "includes/filter_panel.html", filters, is_filtered(request)),
        "query": query,
        "active_filters": active_filters(active, query),
    }


def filter_panel(request, template, filters, is_filtered):
    """The fields of a list's filters as HTML.

    They offer the same to everybody as long as nothing is chosen, and take as long as the rest of the page:
    then they are made once per generation.
    """

    def render_panel():
        context = {"filters": filters, "path": request.path}
        return Markup(get_template(template).render(context))  # noqa: S704 - escaped by it

    if is_filtered:
        return render_panel()
    return cached_per_generation(request.generation, f"{template}:{request.path}", render_panel)


def with_query(addresses, language, query, number):
    """The addresses of a list with these filters, on that page.

    Slugs differ between languages: a list that is filtered by one exists in this language only.
    """
    if any(name in ListFilters.NOUNS for name, _value in query):
        addresses.paths = {language: addresses.paths[language]}
    addresses.query = [*query, *([("page", number)] if number > 1 else [])]
    return addresses


def active_filters(active, query):
    """For the template: each filter that is on, and the address of the list without it."""
    return [
        {
            "label": label,
            "value": value,
            "remove_url": "?" + urlencode([pair for pair in query if pair[0] != name]),
        }
        for name, label, value in active
    ]


def heading_of(title, context):
    """The title and the filters that are on: "All news: Statement, 2022"."""
    filters = ", ".join(str(active["value"]) for active in context["active_filters"])
    return f"{title}: {filters}" if filters else title

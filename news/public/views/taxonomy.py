"""People, organizations and topics: an index of each, and a page with what was published about one."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from news.models import Edition, Organization, Person, Topic
from news.public.generation_cache import cached_per_generation
from news.public.page_addresses import in_every_language, of_noun
from news.text.azerbaijani import index_letter
from news.text.languages import LANGUAGES, field_in, value_in

from .home import topics_with_counts
from .lists import list_context, list_parameters, with_feed


def nouns_in(model, related, language):
    """The nouns of that model that editions listed in this language name, in alphabetical order."""
    listed = Edition.objects.listed_in(language).values(related)
    known = model.objects.filter(pk__in=listed).exclude(**{field_in("slug", language): None})
    return known.order_by(field_in("sort_key", language), "pk")


def by_letter(things, words, language, plural):
    """[{"letter", plural: [...]}], each letter once; the things must already be in alphabetical order."""
    groups = {}
    for thing in things:
        groups.setdefault(index_letter(words(thing), language), []).append(thing)
    return [{"letter": letter, plural: group} for letter, group in groups.items()]


@require_safe
def topic_list(request):
    request.addresses = in_every_language("topic_list")
    return render(request, "news/topic_list.html", {"topics": topics_with_counts(request)})


@require_safe
def person_list(request):
    language = request.LANGUAGE_CODE
    request.addresses = in_every_language("person_list")
    named = nouns_in(Person, "edition_people__person", language)
    known = named.select_related("photo").prefetch_related("appointments")
    people = cached_per_generation(request.generation, f"people:{language}", lambda: list(known))
    groups = by_letter(people, lambda person: person.surname_first, language, "people")
    return render(request, "news/person_list.html", {"groups": groups, "count": len(people)})


@require_safe
def organization_list(request):
    language = request.LANGUAGE_CODE
    request.addresses = in_every_language("organization_list")
    organizations = cached_per_generation(
        request.generation,
        f"organizations:{language}",
        lambda: list(nouns_in(Organization, "edition_organizations__organization", language)),
    )
    groups = by_letter(organizations, lambda organization: organization.name, language, "organizations")
    return render(request, "news/organization_list.html", {"groups": groups, "count": len(organizations)})


def find(model, slug, language, view_name):
    """(thing, None), or (None, the redirect from the other language's slug); Http404 when unknown."""
    for code in (language, *(code for code in LANGUAGES if code != language)):
        thing = model.objects.filter(**{field_in("slug", code): slug}).first()
        if thing and code == language:
            return thing, None
        if thing and value_in(thing, "slug", language):
            return None, redirect(f"news:{view_name}", value_in(thing, "slug", language), permanent=True)
    raise Http404


def feed_about(model, view_name, related):
    """The source of the feeds beside a detail page."""

    def source(request, slug):
        thing, moved = find(model, slug, request.LANGUAGE_CODE, view_name)
        if moved:
            raise Http404
        return thing.name, Edition.objects.listed_in(request.LANGUAGE_CODE).filter(**{related: thing})

    return source


def detail(request, model, slug, name, listed_at, editions):
    """Context and thing of a detail page, or the redirect to it."""
    language = request.LANGUAGE_CODE
    thing, moved = find(model, slug, language, f"{name}_detail")
    if moved:
        return None, moved
    addresses = of_noun(
        f"{name}_detail",
        thing,
        listed_at,
        feed=reverse(f"news:{name}_detail", args=[value_in(thing, "slug", language)]),
    )
    listed = Edition.objects.listed_in(language).filter(**{editions: thing})
    return {
        name: thing,
        **list_context(request, addresses, listed, hidden=(name,)),
        "heading": thing.name,
    }, None


@with_feed(feed_about(Topic, "topic_detail", "topics"))
@list_parameters
@require_safe
def topic_detail(request, slug):
    context, moved = detail(request, Topic, slug, "topic", "topic_list", "topics")
    return moved or render(request, "news/topic_detail.html", context)


@with_feed(feed_about(Person, "person_detail", "edition_people__person"))
@list_parameters
@require_safe
def person_detail(request, slug):
    context, moved = detail(request, Person, slug, "person", "person_list", "edition_people__person")
    if moved:
        return moved
    context["appointments"] = context["person"].appointments.select_related("organization")
    return render(request, "news/person_detail.html", context)


@with_feed(feed_about(Organization, "organization_detail", "edition_organizations__organization"))
@list_parameters
@require_safe
def organization_detail(request, slug):
    context, moved = detail(
        request,
        Organization,
        slug,
        "organization",
        "organization_list",
        "edition_organizations__organization",
    )
    if moved:
        return moved
    held = context["organization"].appointments.select_related("person").filter(until__isnull=True)
    context["appointments"] = held.order_by("since")[:50]
    return render(request, "news/organization_detail.html", context)

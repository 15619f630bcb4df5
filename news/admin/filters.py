"""Filters of the list of articles; all ask whether an article has an edition such that …"""

from urllib.parse import parse_qsl

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from news.models import BrokenLink, Edition, EditionOrganization, EditionPerson, Review


def with_edition(request, queryset, editions):
    """Only editions that this person may see count: a filter must not reveal others."""
    return queryset.filter(Exists(editions.open_to(request.user).filter(article=OuterRef("pk"))))


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Edition.Status.choices

    def queryset(self, request, queryset):
        if self.value() in Edition.Status.values:
            return with_edition(
                request, queryset, Edition.objects.with_status().filter(status_value=self.value())
            )
        return queryset


class GateFilter(admin.SimpleListFilter):
    title = _("way to readers")
    parameter_name = "gate"
    BLOCKED, READY, FORCED = "blocked", "ready", "forced"

    def lookups(self, request, model_admin):
        return [
            (self.BLOCKED, _("Cannot be published yet")),
            (self.READY, _("Ready to be published")),
            (self.FORCED, _("Published without a second person")),
        ]

    def queryset(self, request, queryset):
        editions = Edition.objects
        chosen = {
            self.BLOCKED: editions.cannot_be_published_yet,
            self.READY: editions.ready_to_be_published,
            self.FORCED: editions.forced,
        }.get(self.value())
        return with_edition(request, queryset, chosen()) if chosen else queryset


class ReviewFilter(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"
    OVERDUE, PLANNED = "overdue", "planned"

    def lookups(self, request, model_admin):
        return [(self.OVERDUE, _("Review overdue")), (self.PLANNED, _("Review planned"))]

    def queryset(self, request, queryset):
        asked = {self.OVERDUE: Review.objects.overdue, self.PLANNED: Review.objects.open}.get(self.value())
        return queryset.filter(Exists(asked().filter(article=OuterRef("pk")))) if asked else queryset


class LinkFilter(admin.SimpleListFilter):
    title = _("links")
    parameter_name = "links"

    def lookups(self, request, model_admin):
        return [("broken", _("Broken links"))]

    def queryset(self, request, queryset):
        if self.value() != "broken":
            return queryset
        broken = BrokenLink.objects.open_to(request.user).filter(edition__article=OuterRef("pk"))
        return queryset.filter(Exists(broken))


class AuthorFilter(admin.SimpleListFilter):
    title = _("author")
    parameter_name = "author"

    def lookups(self, request, model_admin):
        authors = get_user_model().objects.filter(Exists(Edition.objects.filter(author=OuterRef("pk"))))
        return [(author.pk, author.get_full_name() or author.get_username()) for author in authors]

    def queryset(self, request, queryset):
        value = self.value() or ""
        if value.isascii() and value.isdigit():
            return with_edition(request, queryset, Edition.objects.filter(author=int(value)))
        return queryset


class NounFilter(admin.SimpleListFilter):
    """Chosen by typing: a list of a thousand people would be no use."""

    template = "admin/desk/noun_filter.html"
    field = None  # the relation whose other end is searched
    lookup = ""  # the same from an edition

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.others = [
            (name, value)
            for name, value in parse_qsl(request.META.get("QUERY_STRING", ""))
            if name not in (self.parameter_name, "p")
        ]
        self.choice = forms.ModelChoiceField(
            self.field.related_model.objects.all(),
            required=False,
            widget=AutocompleteSelect(self.field, model_admin.admin_site, {"id": f"filter-{self.lookup}"}),
        )

    @classmethod
    def media(cls):
        """The scripts and styles that the choices need on the list's page."""
        return AutocompleteSelect(TopicFilter.field, admin.site).media

    def lookups(self, request, model_admin):
        return [("", "")]

    def has_output(self):
        return True

    def choices(self, changelist):
        yield {
            "widget": self.choice.widget.render(self.parameter_name, self.number()),
            "label_for": f"filter-{self.lookup}",
            "others": self.others,
            "is_on": self.number() is not None,
            "without": changelist.get_query_string(remove=[self.parameter_name]),
        }

    def number(self):
        value = self.value() or ""
        return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else None

    def queryset(self, request, queryset):
        if self.number() is None:
            return queryset
        return with_edition(request, queryset, Edition.objects.filter(**{self.lookup: self.number()}))


class TopicFilter(NounFilter):
    title = _("topic")
    parameter_name = lookup = "topics"
    field = Edition._meta.get_field("topics")


class PersonFilter(NounFilter):
    title = _("person")
    parameter_name = "person"
    lookup = "edition_people__person"
    field = EditionPerson._meta.get_field("person")


class OrganizationFilter(NounFilter):
    title = _("organization")
    parameter_name = "organization"
    lookup = "edition_organizations__organization"
    field = EditionOrganization._meta.get_field("organization")

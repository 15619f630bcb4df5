"""Filters of the list of articles; most ask whether an article has an edition such that …"""

from datetime import timedelta
from typing import NamedTuple

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.desk.tasks import drafts_of, returned_to, waiting_for
from news.desk.translations import behind_editions
from news.models import Article, BrokenLink, Edition, EditionOrganization, EditionPerson, Review
from news.models.account_change import name_of
from news.text.time_spans import next_day, start_of

from .widgets import DateInput, DayField


def with_edition(request, queryset, editions):
    """Only editions that this person may see count: a filter must not reveal others."""
    return queryset.filter(Exists(editions.open_to(request.user).filter(article=OuterRef("pk"))))


class ChoiceFilter(admin.SimpleListFilter):
    """A field of the form above the list; an empty choice filters nothing."""

    template = "admin/desk/choice_filter.html"
    is_mistaken = False

    @property
    def said(self):
        """The choice in words; empty when there is none."""
        return next((label for value, label in self.lookup_choices if value == self.value()), "")


class TaskFilter(ChoiceFilter):
    title = _("for me")
    parameter_name = "task"
    TASKS = {"approve": waiting_for, "returned": returned_to, "drafts": drafts_of}

    def lookups(self, request, model_admin):
        may_approve = request.user.has_perm("news.publish_edition")
        return [
            *([("approve", _("Waiting for my approval"))] if may_approve else []),
            ("returned", _("Sent back to me")),
            ("drafts", _("My drafts")),
        ]

    def queryset(self, request, queryset):
        task = self.TASKS.get(self.value())
        return with_edition(request, queryset, task(request.user, Edition.objects)) if task else queryset


class StateFilter(ChoiceFilter):
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


class KindFilter(ChoiceFilter):
    title = _("kind")
    parameter_name = "kind__exact"

    def lookups(self, request, model_admin):
        return Article.Kind.choices

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() in Article.Kind.values else queryset


class GateFilter(ChoiceFilter):
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


class TranslationFilter(ChoiceFilter):
    title = _("translation")
    parameter_name = "translation"

    def lookups(self, request, model_admin):
        return [("wanted", _("Behind in translation"))]

    def queryset(self, request, queryset):
        if self.value() != "wanted":
            return queryset
        return queryset.filter(pk__in=behind_editions(request.user).order_by().values("article"))


class ReviewFilter(ChoiceFilter):
    title = _("review")
    parameter_name = "review"
    OVERDUE, PLANNED = "overdue", "planned"

    def lookups(self, request, model_admin):
        return [(self.OVERDUE, _("Review overdue")), (self.PLANNED, _("Review planned"))]

    def queryset(self, request, queryset):
        asked = {self.OVERDUE: Review.objects.overdue, self.PLANNED: Review.objects.open}.get(self.value())
        return queryset.filter(Exists(asked().filter(article=OuterRef("pk")))) if asked else queryset


class LinkFilter(ChoiceFilter):
    title = _("links")
    parameter_name = "links"

    def lookups(self, request, model_admin):
        return [("broken", _("Broken links"))]

    def queryset(self, request, queryset):
        if self.value() != "broken":
            return queryset
        broken = BrokenLink.objects.open_to(request.user).filter(edition__article=OuterRef("pk"))
        return queryset.filter(Exists(broken))


class AuthorFilter(ChoiceFilter):
    title = _("author")
    parameter_name = "author"

    def lookups(self, request, model_admin):
        authors = get_user_model().objects.filter(Exists(Edition.objects.filter(author=OuterRef("pk"))))
        return [(str(author.pk), name_of(author)) for author in authors]

    def queryset(self, request, queryset):
        value = self.value() or ""
        if value.isascii() and value.isdigit():
            return with_edition(request, queryset, Edition.objects.filter(author=int(value)))
        return queryset


class Day(NamedTuple):
    """One end of the span: its parameter, what was sent, the day meant and what is wrong with it."""

    name: str
    label: str
    sent: str
    day: object
    error: str

    @property
    def widget(self):
        attrs = {"id": f"filter-{self.name}"}
        if self.error:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"filter-{self.name}-error"}
        return DateInput(attrs).render(self.name, self.day)


class DayFilter(admin.ListFilter):
    """The day that readers are shown, in Baku: from one and to another, both included."""

    title = _("public date")
    template = "admin/desk/day_filter.html"
    LABELS = {"since": _("Public date, first day"), "until": _("Public date, last day")}

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        for name in self.LABELS:
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]
        self.ends = [self._end(name, label) for name, label in self.LABELS.items()]

    def _end(self, name, label):
        sent = self.used_parameters.get(name, "")
        try:
            return Day(name, label, sent, DayField(required=False).clean(sent), "")
        except ValidationError as error:
            return Day(name, label, sent, None, error.messages[0])

    @property
    def is_mistaken(self):
        return any(end.error for end in self.ends)

    def expected_parameters(self):
        return list(self.LABELS)

    def has_output(self):
        return True

    @property
    def said(self):
        since, until = (end.day and f"{end.day:%d.%m.%Y}" for end in self.ends)
        return f"{since or '…'} – {until or '…'}" if since or until else ""

    def choices(self, changelist):
        """The usual spans, each ending today."""
        today = timezone.localdate()
        usual = [
            (_("Today"), today),
            (_("Last seven days"), today - timedelta(days=6)),
            (_("This month"), today.replace(day=1)),
            (_("This year"), today.replace(month=1, day=1)),
        ]
        for label, first in usual:
            span = {"since": first.isoformat(), "until": today.isoformat()}
            yield {
                "label": label,
                "query": changelist.get_query_string(span),
                "is_on": [end.sent for end in self.ends] == list(span.values()),
            }

    def queryset(self, request, queryset):
        since, until = (end.day for end in self.ends)
        if since:
            queryset = queryset.filter(public_at__gte=start_of(since))
        if until:
            queryset = queryset.filter(public_at__lt=start_of(next_day(until)))
        return queryset


class NounFilter(ChoiceFilter):
    """Chosen by typing: a list of a thousand people would be no use."""

    template = "admin/desk/noun_filter.html"
    field = None  # the relation whose other end is searched
    lookup = ""  # the same from an edition

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        widget = AutocompleteSelect(
            self.field, model_admin.admin_site, {"id": f"filter-{self.parameter_name}"}
        )
        self.choice = forms.ModelChoiceField(
            self.field.related_model.objects.all(), required=False, widget=widget
        )

    @classmethod
    def media(cls):
        """The scripts and styles that the choices need on the list's page."""
        return AutocompleteSelect(TopicFilter.field, admin.site).media

    def lookups(self, request, model_admin):
        return []

    def has_output(self):
        return True

    def choices(self, changelist):
        yield {"widget": self.choice.widget.render(self.parameter_name, self.number())}

    @property
    def said(self):
        if self.number() is None:
            return ""
        return str(self.choice.queryset.filter(pk=self.number()).first() or _("unknown"))

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


# In the order of the form above the list.
FILTERS = (
    StateFilter,
    KindFilter,
    DayFilter,
    TaskFilter,
    GateFilter,
    TranslationFilter,
    ReviewFilter,
    LinkFilter,
    TopicFilter,
    PersonFilter,
    OrganizationFilter,
    AuthorFilter,
)
PARAMETERS = (*DayFilter.LABELS, *(one.parameter_name for one in FILTERS if one is not DayFilter))

"""The filters of a list, read from the query string: whatever is in the address, never an error page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from news.models import Article, Organization, Person, Topic
from news.public.formatting import first_capital
from news.text.azerbaijani import month_names
from news.text.languages import field_in
from news.text.time_spans import month_span, next_day, start_of, within_reach, year_span

DATE_INPUT = forms.DateInput({"type": "date"}, "%Y-%m-%d")


class ListFilters(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    topic = forms.CharField(label=_("Topic"), required=False, max_length=120)
    person = forms.CharField(label=_("Person"), required=False, max_length=200)
    organization = forms.CharField(label=_("Organization"), required=False, max_length=200)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    month = forms.TypedChoiceField(label=_("Month"), required=False, coerce=int, empty_value=None)
    date_from = forms.DateField(label=_("From"), required=False, widget=DATE_INPUT, validators=[within_reach])
    date_to = forms.DateField(label=_("To"), required=False, widget=DATE_INPUT, validators=[within_reach])

    NOUNS = {"topic": Topic, "person": Person, "organization": Organization}

    def __init__(self, data, language, choices, **kwargs):
        """choices: {"topic": [(slug, name)], "person": …, "organization": …, "year": [int]}."""
        super().__init__(data, **kwargs)
        self.language = language
        self.use_required_attribute = False
        self.fields["kind"].choices = [("", _("All kinds")), *Article.Kind.choices]
        self.fields["year"].choices = [("", _("All years")), *((year, str(year)) for year in choices["year"])]
        self.fields["month"].choices = [("", _("All months")), *self._months()]
        for name, every in (
            ("topic", _("All topics")),
            ("person", _("All people")),
            ("organization", _("All organizations")),
        ):
            self.fields[name].widget = forms.Select(choices=[("", every), *choices[name]])

    def _noun(self, name):
        """The topic, person or organization with that slug in the page's language."""
        slug = self.cleaned_data[name]
        if not slug:
            return None
        found = self.NOUNS[name].objects.filter(**{field_in("slug", self.language): slug}).first()
        if found is None:
            raise forms.ValidationError(_("There is nothing of that name. Choose one from the list."))
        return found

    def clean_topic(self):
        return self._noun("topic")

    def clean_person(self):
        return self._noun("person")

    def clean_organization(self):
        return self._noun("organization")

    def clean(self):
        begin, end = self.cleaned_data.get("date_from"), self.cleaned_data.get("date_to")
        if begin and end and end < begin:
            self.add_error("date_to", _("The second date is before the first. Choose a later one."))
        if self.cleaned_data.get("month") and not self.cleaned_data.get("year"):
            self.add_error("year", _("Choose the year of the month as well."))

    def apply(self, editions):
        """The editions that pass every filter that was understood."""
        criteria = self.criteria()
        if kind := criteria.get("kind"):
            editions = editions.filter(article__kind=kind)
        for name, related in (
            ("topic", "topics"),
            ("person", "edition_people__person"),
            ("organization", "edition_organizations__organization"),
        ):
            if name in criteria:
                editions = editions.filter(**{related: criteria[name]})
        begin, end = self.span()
        if begin:
            editions = editions.filter(first_published_at__gte=begin)
        if end:
            editions = editions.filter(first_published_at__lt=end)
        return editions

    def criteria(self):
        """{field: value} of the filters that were understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}

    def span(self):
        """(first moment, moment after the last) that the dates allow, in Baku time; either may be None."""
        criteria = self.criteria()
        days = [(criteria.get("date_from"), next_day(criteria.get("date_to")))]
        if year := criteria.get("year"):
            days.append(month_span(year, criteria["month"]) if "month" in criteria else year_span(year))
        begins = [begin for begin, _end in days if begin]
        ends = [end for _begin, end in days if end]
        return start_of(max(begins, default=None)), start_of(min(ends, default=None))

    def _months(self):
        return [(number, first_capital(name)) for number, name in month_names(self.language).items()]

    def descriptions(self):
        """[(field, label, value in words)] of the filters that are on."""
        words = {
            "kind": lambda value: dict(Article.Kind.choices)[value],
            "month": lambda value: month_names(self.language)[value],
            "year": str,
            "date_from": lambda value: f"{value:%d.%m.%Y}",
            "date_to": lambda value: f"{value:%d.%m.%Y}",
        }
        return [
            (name, self.fields[name].label, words.get(name, str)(value))
            for name, value in self.criteria().items()
        ]

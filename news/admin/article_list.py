"""The list of articles as it was asked for: what it is narrowed down to, in words and as an address."""

from django.contrib.admin.views.main import ChangeList
from django.http import QueryDict

WORDS, ORDER = "q", "o"


class ArticleList(ChangeList):
    @property
    def chosen(self):
        """[(name of the filter, the choice in words, the list without it)]"""
        return [
            (spec.title, spec.said, self.get_query_string(remove=spec.expected_parameters()))
            for spec in self.filter_specs
            if spec.said
        ]

    @property
    def without_words(self):
        return self.get_query_string({WORDS: None})

    @property
    def is_mistaken(self):
        """Whether a filter was sent that cannot be understood."""
        return any(spec.is_mistaken for spec in self.filter_specs)

    @property
    def asked(self):
        """The question, without the parameters that say nothing; "" when the list shows everything."""
        names = [WORDS, ORDER, *(name for spec in self.filter_specs for name in spec.expected_parameters())]
        query = QueryDict(mutable=True)
        query.update({name: self.params[name] for name in names if self.params.get(name)})
        return query.urlencode()

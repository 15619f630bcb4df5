"""The order of results: the page's language first, then the weight of the words found and some recency."""

import math
from datetime import UTC, datetime

from news.text.languages import LANGUAGES

from .vocabulary import prefixed

TITLE_WEIGHT = 3
RECENT_WEIGHT = 0.2
RECENT_DAYS = 365


def by_relevance(documents, groups, total, language, hold_every_group):
    """Rare words weigh more, words in the title three times as much; the order is the same on both engines.

    Of documents that hold every group, only the titles need to be read.
    """
    recency = Recency(datetime.now(tz=UTC))
    weights = [math.log(2 + total / (1 + group.documents)) for group in groups]
    wanted = {
        written_in: [
            ({prefixed(term, written_in) for term in group.terms_in(written_in)}, weight)
            for group, weight in zip(groups, weights, strict=True)
        ]
        for written_in in LANGUAGES
    }

    def order(document):
        body = None if hold_every_group else document.terms.split()
        found = _weight_found(wanted[document.language], document.title_terms.split(), body)
        found *= 1 + RECENT_WEIGHT * recency.of(document.published_at)
        return (document.language != language, -found, -document.id)

    return sorted(documents, key=order)


def _weight_found(wanted, title, body):
    found = 0
    for terms, weight in wanted:
        if not terms.isdisjoint(title):
            found += weight * TITLE_WEIGHT
        elif body is None or not terms.isdisjoint(body):
            found += weight
    return found


class Recency:
    """1 for what is published today, less with each day."""

    def __init__(self, now):
        self.now = now
        self.of_days = {}

    def of(self, published_at):
        if published_at is None:
            return 0
        days = (self.now - published_at).days
        if days not in self.of_days:
            self.of_days[days] = math.exp(-max(days, 0) / RECENT_DAYS)
        return self.of_days[days]


def by_date(documents):
    earliest = datetime.min.replace(tzinfo=UTC)
    return sorted(
        documents, key=lambda document: (document.published_at or earliest, document.id), reverse=True
    )

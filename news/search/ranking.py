"""The order of the results: language of the page, weight of the words found, a little for being recent."""

import math
from datetime import UTC, datetime

from .vocabulary import prefixed

TITLE_WEIGHT = 3
RECENT_WEIGHT = 0.2
RECENT_DAYS = 365


def by_relevance(documents, groups, total, language, hold_every_group):
    """Rare words weigh more, words in the title three times as much; both engines give one order.

    Documents that hold every group need not be looked into beyond their titles.
    """
    now = datetime.now(tz=UTC)
    weights = [math.log(2 + total / (1 + group.documents)) for group in groups]
    terms = {
        language: [{prefixed(term, language) for term in group.terms_in(language)} for group in groups]
        for language in {document.language for document in documents}
    }

    def order(document):
        wanted = list(zip(terms[document.language], weights, strict=True))
        body = None if hold_every_group else set(document.terms.split())
        found = _weight_found(wanted, set(document.title_terms.split()), body)
        found *= 1 + RECENT_WEIGHT * _recency(document.published_at, now)
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


def _recency(published_at, now):
    if published_at is None:
        return 0
    return math.exp(-max((now - published_at).days, 0) / RECENT_DAYS)


def by_date(documents):
    earliest = datetime.min.replace(tzinfo=UTC)
    return sorted(
        documents, key=lambda document: (document.published_at or earliest, document.id), reverse=True
    )

"""How well a search or a matcher does on a file of queries with known answers."""

from collections import defaultdict
from statistics import mean

from .index import Document

TOP = 10


def documents_of(data):
    return [
        Document(reference=row["id"], language=row["lang"], title=row["title"], text=row["body"])
        for row in data["docs"]
    ]


def score_queries(data, index, language="az"):
    """Scores by kind and over all: {kind: (number, recall@10, precision@10, mean reciprocal rank)}."""
    scores = defaultdict(list)
    for query in data["queries"]:
        hits = [document.reference for document in _asked(index, query["q"], language)]
        scores[query.get("kind", "")].append(_query_scores(query, hits))
    return _means(scores)


def _asked(index, query, language):
    return [hit.document for hit in index.search(query, language).hits]


def _query_scores(query, hits):
    expected, also = set(query["expect"]), set(query.get("also", ()))
    counted = [hit for hit in hits[:TOP] if hit not in also]
    relevant = [hit for hit in hits[:TOP] if hit in expected]
    recall = len(relevant) / min(TOP, len(expected)) if expected else float(not counted)
    precision = sum(hit in expected for hit in counted) / len(counted) if counted else float(not expected)
    rank = next((place for place, hit in enumerate(hits, start=1) if hit in expected), None)
    return recall, precision, 1 / rank if rank else 0.0


def _means(scores):
    every = [score for group in scores.values() for score in group]
    table = {kind: (len(group), *map(mean, zip(*group, strict=True))) for kind, group in scores.items()}
    return table | {"all": (len(every), *map(mean, zip(*every, strict=True)))}

"""How well the search does on a file of queries with known answers."""

from collections import defaultdict
from statistics import mean

from .storing import Document

TOP = 10


def documents_of(data):
    return [
        Document(reference=row["id"], language=row["lang"], title=row["title"], text=row["body"])
        for row in data["docs"]
    ]


def score_queries(data, index, language="az"):
    """({kind: (number, recall@10, precision@10, mean reciprocal rank)}, lines about imperfect queries)."""
    scores, imperfect = defaultdict(list), []
    for query in data["queries"]:
        hits = [document.reference for document in index.search(query["q"], language).found]
        score = query_score(query, hits)
        scores[query.get("kind", "")].append(score)
        if min(score) < 1:
            imperfect.append(f"{query['q']}: expected {query['expect']}, found {hits[:TOP]}")
    return means(scores), imperfect


def query_score(query, hits):
    expected, also = set(query["expect"]), set(query.get("also", ()))
    top = hits[:TOP]
    counted = [hit for hit in top if hit not in also]
    found = sum(hit in expected for hit in top)
    recall = found / min(TOP, len(expected)) if expected else float(not counted)
    precision = found / len(counted) if counted else float(not expected)
    rank = next((place for place, hit in enumerate(hits, start=1) if hit in expected), None)
    return recall, precision, 1 / rank if rank else float(not expected and not counted)


def means(scores):
    """The mean of each score, by kind and at the end over all."""
    every = [score for group in scores.values() for score in group]
    return {
        kind: (len(group), *map(mean, zip(*group, strict=True)))
        for kind, group in [*scores.items(), ("all", every)]
        if group
    }

"""How well the matcher does on a file of texts with known mentions."""

from collections import defaultdict

from .entities import ORGANIZATION, PERSON, Entity
from .matching import Matcher


def entities_of(data):
    return [
        Entity(
            row["id"],
            PERSON if row["kind"] == PERSON else ORGANIZATION,
            row["name_az"],
            row["name_en"],
            tuple(row.get("aliases", ())),
        )
        for row in data["entities"]
    ]


def score_mentions(data):
    """({kind: (cases, recall, precision)}, lines about imperfect texts), counted over mentions."""
    matcher = Matcher(entities_of(data))
    counts, imperfect = defaultdict(lambda: [0, 0, 0, 0]), []
    for case in data["cases"]:
        expected = set(case["expect"])
        found = {entity.key for entity, _, _ in matcher.find(case["text"], case["lang"])}
        for kind in (case.get("kind", ""), "all"):
            _count(counts[kind], expected, found)
        if found != expected:
            imperfect.append(f"{case['text']}: expected {sorted(expected)}, found {sorted(found)}")
    counts["all"] = counts.pop("all", [0, 0, 0, 0])
    return {kind: _shares(*count) for kind, count in counts.items()}, imperfect


def _count(count, expected, found):
    count[0] += 1
    count[1] += len(expected & found)
    count[2] += len(expected)
    count[3] += len(found)


def _shares(cases, right, expected, found):
    """(cases, recall, precision); nothing to find and nothing found is perfect."""
    return cases, right / expected if expected else 1.0, right / found if found else float(not expected)

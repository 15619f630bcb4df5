"""Judges histories of the torture by their own words alone: `python checker.py FOLDER`.

It knows nothing of the site. The folder holds files of JSON lines, two for each act (see history.py). What it
is told by them:

- `save`, `publish`, `schedule` (with `due`), `withdraw`, `remove` of an `article`, each `done`, `refused` or
  `unknown`. The acts on one article follow one another. A save writes a `word`.
- `read`: a `reader` asked for the page of an `article`, or for a list (no article). `by` says who answered:
  the site, or the proxy with a page `kept` for an outage. `texts` are the articles whose texts stood in the
  answer, `word` is the one that was read, `banner` says that the page was marked as withdrawn.
- `upload` of a `picture`; and in the end, when all is calm again, `count`, `observe` and `picture`.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

CHANGES = ("publish", "schedule", "withdraw", "remove")
AFTER = {"publish": "live", "withdraw": "withdrawn", "remove": "removed"}
# Two clocks are compared where an article becomes public by itself: that of the days and that of the history.
CLOCKS_DIFFER_BY = 0.05


def read_acts(folder):
    """Every act, oldest first; one without an answer may happen at any time after its beginning."""
    acts = {}
    for file in Path(folder).glob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            acts.setdefault(said["id"], {"outcome": "unknown", "ended": math.inf}).update(said)
    return sorted(acts.values(), key=lambda act: act["begun"])


def judge(acts):
    """A sentence for each promise that was not kept."""
    by_name = defaultdict(list)
    for act in acts:
        by_name[act["act"]].append(act)
    changes, saves = defaultdict(list), defaultdict(list)
    for act in acts:
        if act["act"] in CHANGES:
            changes[act["article"]].append(act)
        elif act["act"] == "save":
            saves[act["article"]].append(act)
    return [
        *(found for read in by_name["read"] for found in leaks(read, changes)),
        *(found for read in by_name["read"] for found in losses(read, changes, saves)),
        *(found for seen in by_name["observe"] for found in wrong_ends(seen, changes, saves)),
        *miscounts(by_name["read"], by_name["count"]),
        *lost_pictures(by_name["upload"], by_name["picture"]),
    ]


# --- What was seen too early or too late ----------------------------------------------------------------


def leaks(read, changes):
    for article in read.get("texts", ()):
        acts = changes[article]
        if not any(may_have_shown(act, read) for act in acts):
            yield f"{article} was seen before it was public: {read}"
        if ended_before(read, acts, "remove"):
            yield f"{article} was seen after its removal: {read}"
        elif ended_before(read, acts, "withdraw") and not (read.get("article") == article and read["banner"]):
            yield f"{article} was seen after it was withdrawn, without saying so: {read}"


def may_have_shown(act, read):
    if act["act"] not in ("publish", "schedule") or act["outcome"] == "refused":
        return False
    return max(act["begun"], act.get("due", 0) - CLOCKS_DIFFER_BY) <= read["ended"]


def ended_before(read, acts, name):
    """Whether that act was acknowledged before the read began."""
    return any(
        act["act"] == name and act["outcome"] == "done" and act["ended"] < read["begun"] for act in acts
    )


# --- What was acknowledged and is not there -------------------------------------------------------------


def losses(read, changes, saves):
    """The site itself answers by what it has acknowledged; a page kept for an outage may be older."""
    article = read.get("article")
    if article is None or read.get("by") != "site" or read["outcome"] != "done":
        return
    acts = changes[article]
    was_published = ended_before(read, acts, "publish")
    may_be_gone = any(
        act["act"] == "remove" and act["outcome"] != "refused" and act["begun"] <= read["ended"]
        for act in acts
    )
    if was_published and not may_be_gone and article not in read["texts"]:
        yield f"{article} was published, and was not there: {read}"
    if article in read["texts"] and read["word"] not in possible_words(saves[article], read):
        yield f"{article} was not as it was saved: {read}"


def possible_words(saves, seen):
    """The last word that was acknowledged, and every later one of which nobody knows."""
    words = {None}
    for save in saves:
        if save["begun"] <= seen["ended"]:
            if save["outcome"] == "done" and save["ended"] < seen["begun"]:
                words = {save["word"]}
            elif save["outcome"] != "refused":
                words.add(save["word"])
    return words


def wrong_ends(seen, changes, saves):
    article, state = seen["article"], seen["state"]
    possible = possible_states(changes[article], seen["begun"])
    if state not in possible:
        yield f"{article} is {state} in the end, not {' or '.join(sorted(possible))}: {changes[article]}"
    if seen["word"] not in possible_words(saves[article], seen):
        yield f"{article} says {seen['word']} in the end: {saves[article]}"
    if seen["listed"] != (state == "live"):
        yield f"{article} is {state} and {'' if seen['listed'] else 'not '}listed: {seen}"
    if seen["found"] != (state in ("live", "withdrawn")):
        yield f"{article} is {state} and {'' if seen['found'] else 'not '}found by the search: {seen}"


def possible_states(acts, at):
    states = {"hidden"}
    for act in acts:
        if act["outcome"] == "refused":
            continue
        after = AFTER.get(act["act"]) or ("live" if act["due"] <= at else "hidden")
        states = {after} | (states if act["outcome"] == "unknown" else set())
    return states


# --- Numbers --------------------------------------------------------------------------------------------


def miscounts(reads, counts):
    certain, possible = defaultdict(set), defaultdict(set)
    for read in reads:
        article = read.get("article")
        if article is None or read["outcome"] == "refused":
            continue
        is_counted = read["outcome"] == "done" and read["by"] == "site"
        if is_counted and article in read["texts"]:
            certain[article].add(read["reader"])
        elif not is_counted:
            possible[article].add(read["reader"])
    for count in counts:
        article = count["article"]
        least = len(certain[article])
        most = len(certain[article] | possible[article])
        if not least <= count["reads"] <= most:
            yield f"{article} was read {least} to {most} times and counted {count['reads']} times"
    for article in certain.keys() - {count["article"] for count in counts}:
        yield f"{article} was read, and nobody says how often it was counted"


# --- Files ----------------------------------------------------------------------------------------------


def lost_pictures(uploads, found):
    whole = {picture["picture"] for picture in found if picture["whole"]}
    for picture in found:
        if not picture["whole"]:
            yield f"Picture {picture['picture']} is named, and its file is not whole"
    for upload in uploads:
        if upload["outcome"] == "done" and upload["picture"] not in whole:
            yield f"Picture {upload['picture']} was taken in, and is not there: {upload}"


# --- As a program ---------------------------------------------------------------------------------------


def summary(acts):
    return Counter((act["act"], act["outcome"]) for act in acts)


def main(folder):
    acts = read_acts(folder)
    for (name, outcome), number in sorted(summary(acts).items()):
        print(f"{name:10} {outcome:8} {number:6}")
    broken = judge(acts)
    print(*broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

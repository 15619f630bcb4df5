"""Readers as processes: `python -m tests.torture.readers PLAN NAME`. Each reader has an own address."""

import json
import random
import re
import sys
import threading
import time
from pathlib import Path

from tests.torture.browser import Browser
from tests.torture.history import DONE, REFUSED, UNKNOWN, History

THREADS = 2
PAUSE = 0.02  # seconds, so that officers are served as well
LISTS = ("/{}/", "/{}/news/", "/{}/news/feed.rss", "/{}/news/feed.json", "/{}/topics/")
LINKED = re.compile(rb"/(?:az|en)/news/(\d+)/")
WORD = re.compile(rb"\bsavedword\d+\b")


class Readers(threading.Thread):
    """One after the other; now and then somebody comes again, or looks at a list."""

    def __init__(self, plan, history, name, number):
        super().__init__(daemon=True)
        self.plan, self.history = plan, history
        self.random = random.Random(f"{plan['seed']} {name} {number}")  # noqa: S311 - repeatable
        self.addresses = (f"127.{name}.{100 * number + i // 250}.{i % 250 + 1}" for i in range(25_000))
        self.known, self.readable = [], set()

    def run(self):
        while not Path(self.plan["stop"]).exists():
            self.read()
            time.sleep(PAUSE)

    def address(self):
        if self.known and self.random.random() < 0.15:
            return self.random.choice(self.known[-50:])
        self.known.append(next(self.addresses))
        return self.known[-1]

    def read(self):
        address, language = self.address(), self.random.choice(("az", "en"))
        browser = Browser(self.plan, address)
        if self.random.random() < 0.2:
            path, article = self.random.choice(LISTS).format(language), None
        else:
            article = self.article()
            path = article[language]
        end = self.history.begin("read", reader=address, path=path, article=article and article["number"])
        answer = browser.open(path)
        end(outcome_of(answer), **seen(answer, article))
        if article and answer.status == 200:
            self.readable.add(article["number"])

    def article(self):
        """Mostly one that was there the last time."""
        public = [one for one in self.plan["articles"] if one["number"] in self.readable]
        return self.random.choice(public if public and self.random.random() < 0.7 else self.plan["articles"])


def outcome_of(answer):
    if answer.refused:
        return REFUSED
    return DONE if answer.status in (200, 301, 302, 404, 410) else UNKNOWN


def seen(answer, article):
    """Every article that is named; the asked one only if its text is there."""
    texts = {int(number) for number in LINKED.findall(answer.body)}
    if article:
        texts.discard(article["number"])
        if article["summary"].encode() in answer.body:
            texts.add(article["number"])
    word = WORD.search(answer.body)
    return {
        "status": answer.status,
        "by": answer.by,
        "texts": sorted(texts),
        "word": word and word[0].decode(),
        "banner": b'class="banner"' in answer.body,
    }


def main(plan, name):
    plan = json.loads(Path(plan).read_text())
    history = History(Path(plan["histories"]), f"readers-{name}")
    threads = [Readers(plan, history, name, number) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(*sys.argv[1:])

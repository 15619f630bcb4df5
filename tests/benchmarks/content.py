"""Articles to measure with: the peers' own where their folder is there, otherwise those of our corpus.

Numbered from 1, each with a lead image (fifty are shared in turn), people, organizations and topics, in both
languages. All have the same slug, so that a load generator needs to know nothing but a range of numbers:
/az/news/{1..999}/report/.
"""

import importlib.util
import io
from datetime import timedelta
from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image as Picture

from news.models import Article, Edition, Image, Organization, Person
from news.text.languages import LANGUAGES, field_in
from tests.benchmarks import corpus

SLUG = "report"
PICTURES = 50
AT_ONCE = 1_000


def peers_content(folder):
    """The module that the peers take their texts from; None when there are no peers."""
    file = folder / "peers" / "common" / "content.py"
    if not file.is_file():
        return None
    spec = importlib.util.spec_from_file_location("peers_content", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Writer:
    """Writes the article of a number, as corpus.store() takes it."""

    def __init__(self, peers):
        self.peers = peers
        self.topics = corpus.make_topics()
        if peers:
            self.bodies = corpus.known_or_new(
                Organization, [(n, n) for n in peers.ORGS], kind=Organization.Kind.STATE_BODY
            )
            self.people = corpus.known_or_new(Person, [(name, name) for name in peers.PEOPLE])
            for person in self.people:
                person.shown_position = {field_in("position", code): "" for code in LANGUAGES}
        else:
            self.bodies = corpus.make_bodies()
            self.people = corpus.make_people(self.bodies)

    def write(self, number):
        return self.of_peers(number) if self.peers else self.of_corpus(number)

    def of_corpus(self, number):
        one = corpus.write(number, self.people, self.bodies, self.topics)
        one.released = dict.fromkeys(LANGUAGES, True)
        return one

    def of_peers(self, number):
        told = self.peers.article(number)
        return SimpleNamespace(
            number=number,
            kind=corpus.KINDS[number % len(corpus.KINDS)],
            reads=number,
            at=self.peers.START + timedelta(hours=number),  # their own dates leave the past at 11,000
            texts={
                code: {
                    "title": told[code]["title"],
                    "summary": told[code]["intro"],
                    "body": self.peers.html(told[code]),
                }
                for code in LANGUAGES
            },
            released=dict.fromkeys(LANGUAGES, True),
            topics={list(self.topics.values())[number % len(self.topics)]},
            people=[self.people[index] for index in told["people"]],
            bodies=[self.bodies[index] for index in told["orgs"]],
        )


def fill(size, folder):
    """Let there be that many articles, whatever there is already."""
    writer = Writer(peers_content(folder))
    pictures = list(Image.objects.order_by("pk")) or make_pictures()
    first = Article.objects.count() + 1
    for start in range(first, size + 1, AT_ONCE):
        corpus.store([writer.write(number) for number in range(start, min(start + AT_ONCE, size + 1))])
    new = Edition.objects.filter(article__number__gte=first)
    new.update(**{field_in("slug", code): SLUG for code in LANGUAGES})
    for place, picture in enumerate(pictures):
        ids = new.filter(article__number__in=range(first + place, size + 1, PICTURES)).values("pk")
        Edition.objects.filter(pk__in=list(ids.values_list("pk", flat=True))).update(lead_image=picture)
    corpus.index(first, size - first + 1, lambda done: None)


def make_pictures():
    gradient = Picture.linear_gradient("L").resize((960, 540))
    for number in range(PICTURES):
        colour = (40 + 4 * number, 90, 200 - 3 * number)
        bands = [gradient.point(lambda value, c=c: (value + c) // 2) for c in colour]
        file = io.BytesIO()
        Picture.merge("RGB", bands).save(file, "JPEG", quality=80)
        Image.objects.create(
            file=ContentFile(file.getvalue(), name=f"picture-{number}.jpg"),
            **{field_in("alt", code): f"{number}" for code in LANGUAGES},
        )
    call_command("make_renditions", verbosity=0)
    return list(Image.objects.order_by("pk"))

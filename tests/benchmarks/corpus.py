"""Any number of plausible articles in both languages, for benchmarks. What an article says follows from its
number alone, so two machines measure the same corpus.
"""

import tomllib
from datetime import UTC, date, datetime
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from types import SimpleNamespace

from django.db import transaction
from django.db.models import Max

from news.demo.content import read
from news.models import (
    Appointment,
    Article,
    Edition,
    EditionOrganization,
    EditionPerson,
    Organization,
    Person,
    PublicContent,
    Topic,
)
from news.search.editions import documents_of, site_index, with_everything_named
from news.text.azerbaijani import az_capfirst, fold, slugify
from news.text.languages import LANGUAGES, field_in

FIRST_NUMBER = 100_001
ARTICLES_AT_ONCE = 1_000
EDITIONS_AT_ONCE = 500
BEGINNING, END = datetime(2010, 1, 4, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
KINDS = [
    "news",
    "news",
    "news",
    "news",
    "event_report",
    "event_report",
    "press_release",
    "announcement",
    "statement",
]
MIDDLES = 8


@cache
def words():
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


# --- What one article says: a pure function of its number ---------------------------


def write(number, people, bodies, topics):
    """Everything about the article of that number; people, bodies and topics are what it may name."""
    random = Random(number)  # noqa: S311 — repeatable, not secret
    topic = random.choice(sorted(topics))
    first, second = random.sample(people, 2)
    named_bodies = random.sample(bodies, 2)
    filled = slots(random, topic, first, second, named_bodies[0])
    lead = pick(random, "openings", filled)
    middles = [in_each(random, pair, filled) for pair in random.sample(words()["middles"], MIDDLES)]
    paragraphs = [lead, *middles, pick(random, "closings", filled)]
    return SimpleNamespace(
        number=number,
        kind=random.choice(KINDS),
        reads=random.randrange(20, 2000),
        at=BEGINNING + (END - BEGINNING) * random.random(),
        texts=texts_of(pick(random, "titles", filled), paragraphs),
        released={"az": number % 25 != 0, "en": number % 10 != 1},
        topics={topics[topic], topics[random.choice(sorted(topics))]},
        people=[first, second],
        bodies=named_bodies,
    )


def texts_of(title, paragraphs):
    """{"az": {"title": …, "summary": …, "body": …}, "en": …} from pairs."""
    return {
        language: {
            "title": capitalised(title[index], language),
            "summary": paragraphs[0][index],
            "body": "".join(f"<p>{capitalised(pair[index], language)}</p>" for pair in paragraphs),
        }
        for index, language in enumerate(LANGUAGES)
    }


def slots(random, topic, first, second, body):
    """{"city": ("Gəncədə", "in Ganja"), …}: each slot's words, Azerbaijani and English."""
    role, other = random.sample(words()["roles"], 2)
    return {
        "subject": random.choice(words()["subjects"][topic]),
        "city": random.choice(words()["cities"]),
        "event": random.choice(words()["events"]),
        "month": random.choice(words()["months"]),
        "role": role,
        "other": other,
        "first": (first.name_az, first.name_en),
        "second": (second.name_az, second.name_en),
        "body": (body.name_az, body.name_en),
    }


def pick(random, name, filled):
    return in_each(random, random.choice(words()[name]), filled)


def in_each(random, pair, filled):
    """The sentence in each language, with numbers of its own."""
    n, m = random.randrange(12, 190), random.randrange(35, 99)
    filled = filled | {"n": (n, n), "m": (m, m)}
    return [
        template.format_map({name: texts[index] for name, texts in filled.items()})
        for index, template in enumerate(pair)
    ]


def capitalised(text, language):
    return az_capfirst(text) if language == "az" else text[:1].upper() + text[1:]


# --- What the articles name ------------------------------------------------------------


def known_or_new(model, names, **fields):
    """The ones of these Azerbaijani names, so that a second corpus names the same people."""
    known = {one.name_az: one for one in model.objects.filter(name_az__in=[name[0] for name in names])}
    return [
        known.get(name_az) or model.objects.create(name_az=name_az, name_en=name_en, **fields)
        for name_az, name_en in names
    ]


def make_topics():
    topics = read("topics.toml")
    names = [[topics[key]["name"][language] for language in LANGUAGES] for key in words()["subjects"]]
    return dict(zip(words()["subjects"], known_or_new(Topic, names), strict=True))


def joined(firsts, seconds):
    """Each of the first with each of the second, in both languages."""
    return [
        [" ".join(pair) for pair in zip(first, second, strict=True)] for first in firsts for second in seconds
    ]


def make_bodies():
    names = joined(words()["towns"], words()["fields"])
    return known_or_new(Organization, names, kind=Organization.Kind.CIVIL_SOCIETY)


def make_people(bodies):
    """People with the position that every article of the corpus names."""
    people = known_or_new(Person, joined(words()["first_names"], words()["surnames"]))
    holders = set(Appointment.objects.filter(person__in=people).values_list("person", flat=True))
    for person, position, body in zip(people, cycle(words()["positions"]), cycle(bodies), strict=False):
        person.shown_position = {
            field_in("position", language): text for language, text in zip(LANGUAGES, position, strict=True)
        }
        if person.pk not in holders:
            Appointment.objects.create(
                person=person, organization=body, since=date(2009, 1, 1), **person.shown_position
            )
    return people


# --- Into the database -----------------------------------------------------------------


def make(count, progress):
    """Make that many further articles; progress is called with how many more are done."""
    with transaction.atomic():
        topics, bodies = make_topics(), make_bodies()
        people = make_people(bodies)
    first = max(FIRST_NUMBER, (Article.objects.aggregate(last=Max("number"))["last"] or 0) + 1)
    for start in range(first, first + count, ARTICLES_AT_ONCE):
        numbers = range(start, min(start + ARTICLES_AT_ONCE, first + count))
        store([write(number, people, bodies, topics) for number in numbers])
        progress(len(numbers))
    return first


@transaction.atomic
def store(written):
    """Rows as publishing would leave them, without asking the database about each."""
    articles = Article.objects.bulk_create(
        [Article(number=one.number, kind=one.kind, imported_reads=one.reads) for one in written]
    )
    editions = Edition.objects.bulk_create(
        [edition_of(article, one) for article, one in zip(articles, written, strict=True)]
    )
    pairs = list(zip(editions, written, strict=True))
    EditionPerson.objects.bulk_create(
        EditionPerson(edition=edition, person=person, order=order, **person.shown_position)
        for edition, one in pairs
        for order, person in enumerate(one.people)
    )
    EditionOrganization.objects.bulk_create(
        EditionOrganization(edition=edition, organization=body, is_lead=not order, order=order)
        for edition, one in pairs
        for order, body in enumerate(one.bodies)
    )
    Filed = Edition.topics.through
    Filed.objects.bulk_create(
        Filed(edition_id=edition.pk, topic_id=topic.pk) for edition, one in pairs for topic in one.topics
    )
    PublicContent.bump()


def edition_of(article, one):
    edition = Edition(
        article=article,
        state=Edition.State.PUBLISHED,
        first_published_at=one.at,
        public_from=one.at,
        search_text=fold("\n".join(one.texts[language]["title"] for language in LANGUAGES)),
    )
    for language, texts in one.texts.items():
        is_released = one.released[language]
        setattr(edition, field_in("released", language), is_released)
        setattr(edition, field_in("slug", language), slugify(texts["title"]) if is_released else "")
        for name, text in texts.items():
            setattr(edition, field_in(name, language), text if is_released else "")
    return edition


# --- Into the search index ----------------------------------------------------------------


def index(first, count, progress):
    """Put the new articles into the search index, oldest first; progress is called as in make().

    No rows are being read while it writes: on SQLite nobody else could have written meanwhile.
    """
    new = Edition.objects.filter(article__number__gte=first, article__number__lt=first + count)
    site_index().add_many(documents_in_order(new), progress)


def documents_in_order(editions):
    keys = list(editions.order_by("first_published_at", "article_id").values_list("pk", flat=True))
    for start in range(0, len(keys), EDITIONS_AT_ONCE):
        chunk = keys[start : start + EDITIONS_AT_ONCE]
        found = with_everything_named(Edition.objects.filter(pk__in=chunk)).in_bulk(chunk)
        for pk in chunk:
            yield from documents_of(found[pk])


def number_of_documents(first, count):
    return sum(
        Edition.objects.filter(
            article__number__gte=first,
            article__number__lt=first + count,
            **{field_in("released", language): True},
        ).count()
        for language in LANGUAGES
    )

"""What is worked out from texts is worked out from those that are public at that moment, and from no other.

Each answer is compared with that of the same site without the text: byte by byte, with its ETag.
"""

from datetime import timedelta
from itertools import cycle

import pytest
import time_machine
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news import editing
from news.models import Organization, Person, Topic
from news.models.search import SearchTerm
from news.text.languages import LANGUAGES, value_in
from tests.helpers.articles import make_article, make_edition
from tests.helpers.reader import Reader

INVENTED = {
    "az": ["qəmbərşüvaq", "zımbıltaqların", "Çıqqıranov", "şəppəltək"],
    "en": ["florbnaxing", "quizzletarn", "Vrombleston", "skrunchwick"],
}
# As they stand, inflected, mistyped, cut short, without dots; and words that the other texts hold, too.
# On the pages of each language, and one word of the other.
QUERIES = {
    "az": [
        "Çıqqıranov",
        "qəmbərşüvaqlarımızdan",
        "zimbiltaq",
        "Zımbıltaxların",
        "zımbılyyyyyy",
        "nargizbulak",
        "pambıq taxıl",
        "florbnaxing",
    ],
    "en": ["florbnaxing", "florbnaxign", "quizzlexxxx", "nargizbulak", "cotton wheat", "Çıqqıranov"],
}
PLACES = {Person: "people", Organization: "organizations", Topic: "topics"}
BOT = {"user-agent": "Googlebot/2.1"}  # whose visits are not counted: no number of reads changes
REASON = {"az": "Səhvən dərc olunub", "en": "Published in error"}


@pytest.fixture(scope="class")
def nouns(kept_for_class):
    """Known to the desk, and named by the hidden text alone."""
    return {
        "people": [Person.objects.create(name_az="Çıqqıran Çıqqıranov", name_en="Chygg Vrombleston")],
        "organizations": [Organization.objects.create(name_az="Şəppəltək Evi", name_en="Skrunchwick House")],
        "topics": [Topic.objects.create(name_az="Zımbıltaqlar", name_en="Florbnaxing")],
    }


@pytest.fixture(scope="class")
def others(kept_for_class):
    """The texts of the site. The third would come first for its words if they were less frequent."""
    topic = Topic.objects.create(name_az="Miqrasiya", name_en="Migration")
    make_article(title_az="Nargizbulaq kəndi", title_en="The village of Nargizbulaq", topics=[topic])
    make_article(title_az="Taxıl biçini", title_en="The wheat harvest", topics=[topic])
    make_article(title_az="Pambıq biçini", title_en="The cotton harvest", topics=[topic])
    return topic


@pytest.fixture
def hide(db, others, nouns):
    """hide(**fields): a complete edition of invented words, not public yet."""

    def make(**fields):
        words = {language: " ".join(invented) for language, invented in INVENTED.items()}
        texts = {
            "title_az": f"{INVENTED['az'][0]} {INVENTED['az'][1]}",
            "title_en": f"{INVENTED['en'][0]} {INVENTED['en'][1]}",
            "body_az": f"<p>{words['az']} nargizbulaq pambıq</p>",
            "body_en": f"<p>{words['en']} nargizbulaq cotton</p>",
        }
        return make_edition(**{"topics": [others, *nouns["topics"]], **texts, **nouns_of(nouns), **fields})

    return make


def nouns_of(nouns):
    return {name: nouns[name] for name in ("people", "organizations")}


def lists_of(nouns):
    """Every kind of address whose answer is made of many texts, in one of the languages.

    A list and its feed stand in different languages, and the two forms of feeds take turns.
    """
    today = timezone.localdate()
    paths = ["/sitemap.xml", "/sitemap-pages.xml", f"/sitemap-news-{today.year}.xml"]
    alone = ["", "archive/", "topics/", "people/", "organizations/", "news/?kind=news"]
    paths += [f"/{language}/{place}" for language, place in zip(cycle(LANGUAGES), alone)]
    with_feeds = [
        dict.fromkeys(LANGUAGES, place)
        for place in ("news/", f"archive/{today.year}/", f"archive/{today.year}/{today.month}/")
    ]
    with_feeds += [
        {code: f"{PLACES[type(thing)]}/{value_in(thing, 'slug', code)}/" for code in LANGUAGES}
        for things in nouns.values()
        for thing in things
    ]
    turns = cycle([("az", "en", "rss"), ("en", "az", "json")])
    for place, (of_list, of_feed, form) in zip(with_feeds, turns, strict=False):
        paths += [f"/{of_list}/{place[of_list]}", f"/{of_feed}/{place[of_feed]}feed.{form}"]
    return paths


def searches():
    for language in LANGUAGES:
        for query in QUERIES[language]:
            yield f"/{language}/search/?q={query}"
        yield f"/{language}/search/?q={INVENTED[language][0]}&literal=1"
        for query in INVENTED[language]:
            yield f"/{language}/search/suggestions/?q={query}"


def related_to(number):
    """The pages of a text with the hidden one's topic: only what is related to it could change."""
    return [f"/{language}/news/{number}/" for language in LANGUAGES]


def answers(paths):
    """{path: (status, ETag, body)} for a reader who comes to a server that has kept no page yet."""
    for cache in caches.all():
        cache.clear()
    reader = Reader()
    found = {}
    for path in paths:
        answer = reader.get(path, headers=BOT, follow=True)
        found[path] = answer.status_code, answer.get("ETag"), answer.content
    return found


def differing(one, other):
    """Those paths of the one whose answers are others in the other."""
    return [path for path in one if one[path] != other[path]]


class Clock:
    def __init__(self, moved):
        self.moved, self.start = moved, timezone.now()

    def at(self, minute):
        return self.start + timedelta(minutes=minute)

    def move(self, minute):
        self.moved.move_to(self.at(minute))


@pytest.fixture(scope="class")
def start(others):
    return timezone.now() + timedelta(minutes=1)


@pytest.fixture
def clock(start):
    """It stands still until it is moved."""
    with time_machine.travel(start, tick=False) as moved:
        yield Clock(moved)


@pytest.fixture(scope="class")
def everywhere(others, nouns):
    return [*lists_of(nouns), *searches(), *related_to(others.editions.earliest("pk").article.number)]


@pytest.fixture(scope="class")
def never(everywhere, start):
    """{minute: what a site that never has the text answers in it}"""
    found = {}
    for minute in (0, 59):
        with time_machine.travel(start + timedelta(minutes=minute), tick=False):
            found[minute] = answers(everywhere)
    return found


class TestHiddenText:
    def test_answers_differ_as_soon_as_the_text_is_public(self, everywhere, never, clock, hide):
        """The comparison sees something: otherwise the tests below would hold of anything."""
        assert {status for status, *_ in never[0].values()} == {200}
        editing.publish(hide(), None)
        found = differing(never[0], answers(everywhere))
        for part in ("sitemap", "feed.rss", "feed.json", "/topics/", "/people/", "/archive/", "/search/?q=n"):
            assert any(part in path for path in found), part
        assert "/az/search/?q=pambıq taxıl" in found

    def test_words_of_a_scheduled_text_are_known_from_its_minute_on_and_not_before(
        self, everywhere, never, clock, hide
    ):
        edition = hide()
        editing.publish(edition, None, clock.at(60))
        assert differing(answers(searches()), never[0]) == []
        clock.move(59)
        assert differing(answers(everywhere), never[59]) == []
        assert {status for status, *_ in answers(related_to(edition.article.number)).values()} == {404}
        clock.move(60)
        found = answers(searches())
        assert "<mark>zımbıltaqların</mark>" in found["/az/search/?q=zimbiltaq"][2].decode()
        assert b"<b>florbnaxing</b>" in found["/en/search/?q=florbnaxign"][2]

    @pytest.mark.parametrize("is_public_before", [True, False], ids=["once public", "never public"])
    def test_words_go_with_the_text_that_held_them(
        self, everywhere, never, clock, hide, administrator, is_public_before
    ):
        edition = hide()
        editing.publish(edition, None, clock.at(0 if is_public_before else 60))
        clock.move(1)
        if is_public_before:
            editing.remove(edition, administrator, REASON)
        else:
            editing.unschedule(edition, administrator)
        clock.move(59)
        when_it_changed = ["/sitemap.xml"] if is_public_before else []  # that a text was removed is public
        assert differing(answers(everywhere), never[59]) == when_it_changed
        held = " ".join(SearchTerm.objects.values_list("term", flat=True))
        assert "zimbiltaq" not in held
        assert "florbnax" not in held

    def test_words_go_at_the_minute_in_which_another_edition_replaces_theirs(self, clock, hide, editor):
        """They stay when its schedule is cancelled."""
        first = hide()
        editing.publish(first, None)
        known = answers(searches())
        clock.move(1)
        second = editing.new_edition(first, editor)
        second.title_az, second.body_az, second.is_minor = "Taxıl anbarı", "<p>Taxıl.</p>", True

        def save_rows():
            second.edition_people.all().delete()
            second.topics.clear()

        editing.save_draft(second, save_rows)
        editing.publish(second, None, clock.at(60))
        clock.move(59)
        assert differing(known, answers(searches())) == []
        clock.move(60)
        found = answers(searches())
        assert "zımbıltaq" not in found["/az/search/?q=zımbılyyyyyy"][2].decode()
        assert b"<b>florbnaxing</b>" in found["/en/search/?q=florbnaxign"][2]
        clock.move(59)
        editing.unschedule(second, editor)
        clock.move(60)
        assert differing(known, answers(searches())) == []

    def test_words_of_a_language_go_when_the_text_is_released_in_the_other_alone(
        self, everywhere, never, clock, hide, editor
    ):
        asked = [
            path
            for path in everywhere
            if "/en/search" in path and any(word in path for word in INVENTED["en"])
        ]
        first = hide(people=[], organizations=[], topics=[])
        editing.publish(first, None)
        clock.move(1)
        assert differing(answers(asked), never[59]) != []
        second = editing.new_edition(first, editor)
        second.released_en, second.is_minor = False, True
        editing.save_draft(second)
        editing.publish(second, None)
        clock.move(59)
        assert differing(answers(asked), never[59]) == []
        assert not SearchTerm.objects.filter(term__startswith="eflorbnax").exists()

    def test_index_made_anew_knows_the_same_words_at_the_same_moments(self, everywhere, never, clock, hide):
        editing.publish(hide(), None, clock.at(60))
        clock.move(60)
        known = answers(searches())
        clock.move(0)
        call_command("rebuild_search", verbosity=0)
        assert differing(answers(everywhere), never[0]) == []
        clock.move(60)
        assert differing(known, answers(searches())) == []


def test_moments_that_have_come_are_summed_up_by_the_next_act(hide):
    editing.publish(hide(), None, timezone.now() + timedelta(hours=1))
    scheduled = SearchTerm.objects.filter(counted_from__gt=timezone.now())
    assert scheduled.exists()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        make_article(title_az="Pambıq tarlası")
        counts = dict(SearchTerm.objects.filter(term="apambiq").values_list("spelling", "documents"))
    assert not scheduled.exists()
    assert counts == {"Pambıq": 2, "pambıq": 1}


def test_search_asks_as_little_however_much_is_scheduled(client, hide):
    def queries():
        for cache in caches.all():
            cache.clear()
        with CaptureQueriesContext(connection) as asked:
            client.get("/az/search/?q=zımbıltax")
        return len(asked)

    before = queries()
    for hours in range(1, 4):
        editing.publish(hide(), None, timezone.now() + timedelta(hours=hours))
    assert queries() == before

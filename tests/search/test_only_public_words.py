"""What is worked out from texts is worked out from those that are public at that moment, and from no other.

Each answer is compared with that of the same site without the text: byte by byte, with its ETag.
"""

from datetime import timedelta

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
from tests.helpers.reader import Reader

INVENTED = {
    "az": ["qəmbərşüvaq", "zımbıltaqların", "Çıqqıranov", "şəppəltək"],
    "en": ["florbnaxing", "quizzletarn", "Vrombleston", "skrunchwick"],
}
# As they stand, inflected, mistyped, cut short, without dots; and words that the other texts hold, too.
QUERIES = [
    "Çıqqıranov",
    "florbnaxing",
    "qəmbərşüvaqlarımızdan",
    "zimbiltaq",
    "Zımbıltaxların",
    "zımbılyyyyyy",
    "florbnaxign",
    "quizzlexxxx",
    "nargizbulak",
    "pambıq taxıl",
    "cotton wheat",
]
PLACES = {Person: "people", Organization: "organizations", Topic: "topics"}
BOT = {"user-agent": "Googlebot/2.1"}  # whose visits are not counted: no number of reads changes
REASON = {"az": "Səhvən dərc olunub", "en": "Published in error"}


@pytest.fixture
def nouns(db):
    """Known to the desk, and named by the hidden text alone."""
    return {
        "people": [Person.objects.create(name_az="Çıqqıran Çıqqıranov", name_en="Chygg Vrombleston")],
        "organizations": [Organization.objects.create(name_az="Şəppəltək Evi", name_en="Skrunchwick House")],
        "topics": [Topic.objects.create(name_az="Zımbıltaqlar", name_en="Florbnaxing")],
    }


@pytest.fixture
def others(make_article, topic):
    """The texts of the site. The third would come first for its words if they were less frequent."""
    make_article(title_az="Nargizbulaq kəndi", title_en="The village of Nargizbulaq", topics=[topic])
    make_article(title_az="Taxıl biçini", title_en="The wheat harvest", topics=[topic])
    make_article(title_az="Pambıq biçini", title_en="The cotton harvest", topics=[topic])
    return topic


@pytest.fixture
def hide(make_edition, others, nouns):
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
    """Every address whose answer is made of many texts."""
    today = timezone.localdate()
    paths = ["/sitemap.xml", "/sitemap-pages.xml", f"/sitemap-news-{today.year}.xml"]
    for language in LANGUAGES:
        with_feeds = ["news/", f"archive/{today.year}/", f"archive/{today.year}/{today.month}/"]
        for things in nouns.values():
            with_feeds += [f"{PLACES[type(thing)]}/{value_in(thing, 'slug', language)}/" for thing in things]
        alone = ["", "archive/", "topics/", "people/", "organizations/", "news/?kind=news"]
        feeds = [f"{place}feed.{form}" for place in with_feeds for form in ("rss", "json")]
        paths += [f"/{language}/{place}" for place in (*alone, *with_feeds, *feeds)]
    return paths


def searches():
    for language in LANGUAGES:
        for query in QUERIES:
            yield f"/{language}/search/?q={query}"
        for query in INVENTED[language]:
            yield f"/{language}/search/?q={query}&literal=1"
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
    return [path for path in one if one[path] != other[path]]


@pytest.fixture
def clock():
    """It stands still until it is moved."""
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False) as moved:
        yield Clock(moved)


class Clock:
    def __init__(self, moved):
        self.moved, self.start = moved, timezone.now()

    def at(self, minute):
        return self.start + timedelta(minutes=minute)

    def move(self, minute):
        self.moved.move_to(self.at(minute))


@pytest.fixture
def everywhere(others, nouns):
    return [*lists_of(nouns), *searches(), *related_to(others.editions.earliest("pk").article.number)]


@pytest.fixture
def without(everywhere, clock):
    """without(0, 61): what a site that never has the text answers in these minutes."""

    def ask(*minutes):
        found = {}
        for minute in minutes:
            clock.move(minute)
            found[minute] = answers(everywhere)
        clock.move(0)
        return found

    return ask


def test_answers_differ_as_soon_as_the_text_is_public(everywhere, without, hide):
    """The comparison sees something: otherwise the tests below would hold of anything."""
    never = without(0)[0]
    assert {status for status, *_ in never.values()} == {200}
    editing.publish(hide(), None)
    found = differing(never, answers(everywhere))
    for part in ("sitemap", "feed.rss", "feed.json", "/topics/", "/people/", "/archive/", "/search/?q=n"):
        assert any(part in path for path in found), part
    assert "/az/search/?q=pambıq taxıl" in found


def test_words_of_a_scheduled_text_are_known_from_its_minute_on_and_not_before(
    everywhere, without, clock, hide
):
    never = without(0, 59)
    edition = hide()
    editing.publish(edition, None, clock.at(60))
    for minute in (0, 59):
        clock.move(minute)
        assert differing(never[minute], answers(everywhere)) == []
    assert {status for status, *_ in answers(related_to(edition.article.number)).values()} == {404}
    clock.move(60)
    found = answers(searches())
    assert "<mark>zımbıltaqların</mark>" in found["/az/search/?q=zimbiltaq"][2].decode()
    assert b"<b>florbnaxing</b>" in found["/en/search/?q=florbnaxign"][2]


@pytest.mark.parametrize("is_public_before", [True, False], ids=["once public", "never public"])
def test_words_go_with_the_text_that_held_them(
    everywhere, without, clock, hide, administrator, is_public_before
):
    never = without(2)[2]
    edition = hide()
    editing.publish(edition, None, clock.at(0 if is_public_before else 60))
    clock.move(1)
    if is_public_before:
        editing.remove(edition, administrator, REASON)
    else:
        editing.unschedule(edition, administrator)
    clock.move(2)
    assert differing(never, answers(everywhere)) == []
    held = " ".join(SearchTerm.objects.values_list("term", flat=True))
    assert "zimbiltaq" not in held
    assert "florbnax" not in held


def test_words_go_at_the_minute_in_which_another_edition_replaces_theirs(clock, hide, editor):
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


def test_words_of_a_language_go_when_the_text_is_released_in_the_other_alone(without, clock, hide, editor):
    never = without(2)[2]
    asked = [path for path in never if "/en/search" in path and any(word in path for word in INVENTED["en"])]
    first = hide(people=[], organizations=[], topics=[])
    editing.publish(first, None)
    clock.move(1)
    assert differing({path: never[path] for path in asked}, answers(asked)) != []
    second = editing.new_edition(first, editor)
    second.released_en, second.is_minor = False, True
    editing.save_draft(second)
    editing.publish(second, None)
    clock.move(2)
    assert differing({path: never[path] for path in asked}, answers(asked)) == []
    assert not SearchTerm.objects.filter(term__startswith="eflorbnax").exists()


def test_index_made_anew_knows_the_same_words_at_the_same_moments(everywhere, without, clock, hide):
    never = without(0)[0]
    editing.publish(hide(), None, clock.at(60))
    clock.move(60)
    known = answers(searches())
    clock.move(0)
    call_command("rebuild_search", verbosity=0)
    assert differing(never, answers(everywhere)) == []
    clock.move(60)
    assert differing(known, answers(searches())) == []


def test_moments_that_have_come_are_summed_up_by_the_next_act(hide, make_article):
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

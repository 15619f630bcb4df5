"""Whether all that the site says of some articles agrees: their editions, the log, the index, the pages.

What readers should find is worked out here from the rows alone, and every finished page is compared with the
same page made anew.
"""

import re
from collections import Counter

from django.core.cache import caches
from django.core.wsgi import get_wsgi_application
from django.db.models import Sum
from django.test import RequestFactory
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import AuditEntry, Edition, Tombstone
from news.models.search import BUILD_SIZE, SearchDocument, SearchState, SearchTerm
from news.pagecache import FinishedPages
from news.search.editions import documents_of, indexed_editions, site_index, with_everything_named

BOT = {"user-agent": "Googlebot/2.1"}  # whose visits are not counted: no number of reads changes
MARK = re.compile(r"mark\d+")  # in the title, and so in the address, of each version of a text


class Door:
    """The site as its server calls it: finished pages first."""

    def __init__(self):
        self.pages = FinishedPages(get_wsgi_application())

    def get(self, path):
        """(status, where it leads, ETag, text)"""
        head = []
        environ = RequestFactory().get(path, headers=BOT).environ
        body = b"".join(self.pages(environ, lambda *given: head.extend(given[:2])))
        headers = dict(head[1])
        return int(head[0][:3]), headers.get("Location"), headers.get("ETag"), body.decode()


def marks_in(text):
    return set(MARK.findall(text))


def mark_of(edition):
    return MARK.search(edition.title_az).group()


class Expectation:
    """What the rows say of the articles at this moment, without asking a queryset of the site."""

    def __init__(self, articles):
        self.articles, self.now = articles, timezone.now()
        self.editions = list(Edition.objects.filter(article__in=articles).order_by("article", "sequence"))
        self.marks = {mark_of(edition) for edition in self.editions}

    def live(self, language=None):
        return [
            edition
            for edition in self.editions
            if self._has_come(edition.public_from)
            and not self._has_come(edition.public_until)
            and (language is None or getattr(edition, f"released_{language}"))
        ]

    def listed(self, language):
        return [edition for edition in self.live(language) if not self._has_come(edition.withdrawn_at)]

    def _has_come(self, moment):
        return moment is not None and moment <= self.now

    def answer_of(self, article, language):
        """(status, mark in the heading) of the article's page, or of what stands in its place."""
        seen = [one for one in self.editions if one.article == article and self._has_come(one.public_from)]
        if not seen:
            return 404, None
        if seen[-1] in self.live(language):
            return 200, mark_of(seen[-1])
        if seen[-1].removed_at is None:
            return 404, None
        return (302 if seen[-1].removal_redirect else 410), None


def addresses(articles):
    """Every page that can change with these articles; of each article by an address that is never right."""
    today = timezone.localdate()
    lists = ["", "news/", "news/feed.rss", "news/feed.json", f"archive/{today:%Y/%m}/", "topics/education/"]
    lists += ["topics/", "search/?q=sequence&literal=1"]
    own = [f"news/{article.number}/{place}" for article in articles for place in ("x/", "x/history/")]
    languages = ("en", "az") if today.day % 2 else ("az", "en")
    paths = [f"/{languages[0]}/{place}" for place in (*lists, *own)]
    paths += [f"/{languages[1]}/news/", *(f"/{languages[1]}/news/{one.number}/x/" for one in articles)]
    return [*paths, "/sitemap-pages.xml", f"/sitemap-news-{today.year}.xml"]


def ask(door, paths):
    """{path: answer}; a redirect within the site is followed, and its target is an answer, too."""
    found = {}
    for path in paths:
        found[path] = answer = door.get(path)
        if answer[0] == 301:
            found[answer[1]] = door.get(answer[1])
    return found


def faults_of(door, articles, paths):
    """Sentences; none when all agrees, the pages at these addresses included."""
    expected = Expectation(articles)
    kept = ask(door, paths)
    for cache in caches.all():
        cache.clear()
    fresh = ask(Door(), paths)
    return [
        *(f"{path}: finished {kept[path][:3]}, anew {fresh.get(path, ())[:3]}" for path in kept
          if kept[path] != fresh.get(path)),
        *faults_of_lists(expected, fresh),
        *faults_of_articles(expected, fresh),
        *faults_of_tombstones(expected),
        *faults_of_index(expected),
    ]  # fmt: skip


def faults_of_lists(expected, answers):
    for path, (status, _to, _tag, text) in answers.items():
        language, slash, place = path.removeprefix("/").partition("/")
        found = marks_in(text) & expected.marks
        if path.startswith("/sitemap-news"):
            wanted = {mark_of(edition) for edition in expected.live()} if status == 200 else set()
        elif place.startswith(("news/feed", "archive/", "topics/education/")) or place == "news/":
            wanted = {mark_of(edition) for edition in expected.listed(language)}
        elif slash and not place:
            wanted = found & {mark_of(edition) for edition in expected.listed(language)}
        else:
            continue
        if found != wanted:
            yield f"{path} holds {found}, should hold {wanted}"


def faults_of_articles(expected, answers):
    for article in expected.articles:
        for language in ("az", "en"):
            path = f"/{language}/news/{article.number}/x/"
            if path not in answers:
                continue
            status, to, _tag, text = answers[path]
            if status == 301:
                status, _to, _tag, text = answers[to]
            heading = HTMLParser(text).css_first("h1") if status == 200 else None
            found = status, MARK.search(heading.text()).group() if heading else None
            if found != expected.answer_of(article, language):
                yield f"{path} answers {found}, should answer {expected.answer_of(article, language)}"


def faults_of_tombstones(expected):
    """One where the last edition that is or will be public was removed, and nowhere else."""
    last = {one.article_id: one for one in expected.editions if one.public_from}
    wanted = {article for article, edition in last.items() if edition.removed_at}
    found = set(Tombstone.objects.filter(article__in=expected.articles).values_list("article", flat=True))
    if found != wanted:
        yield f"tombstones of {found}, should be of {wanted}"


def faults_of_index(expected):
    """Documents of ended editions may stay until the next act on their article; no search finds them."""
    editions = with_everything_named(indexed_editions().filter(article__in=expected.articles))
    wanted = {as_stored(document) for edition in editions for document in documents_of(edition)}
    stored = {as_stored(row) for row in in_index().filter(edition_id__in=[e.pk for e in expected.editions])}
    ended = {e.pk for e in expected.editions if e.public_until and e.public_until <= expected.now}
    if wanted - stored:
        yield f"the index lacks {[document[:2] for document in wanted - stored]}"
    if too_much := [document[:2] for document in stored - wanted if document[2] not in ended]:
        yield f"the index holds {too_much}"
    for edition in expected.editions:
        mark, live = mark_of(edition), [one.pk for one in expected.live() if mark_of(one) == mark_of(edition)]
        found = {row.edition_id for row in site_index().search(mark, "az", literal=True).found}
        if found != set(live):
            yield f"the search for {mark} finds {found}, should find {live}"


def as_stored(one):
    return (
        one.reference,
        one.language,
        one.edition_id,
        one.title,
        one.text,
        one.public_from,
        one.public_until,
    )


def in_index():
    lowest = SearchState.objects.get(pk=1).build * BUILD_SIZE
    return SearchDocument.objects.filter(id__gte=lowest, id__lt=lowest + BUILD_SIZE)


def counted_words():
    """{(term, spelling): in how many texts} as the vocabulary counts them now."""
    counts = SearchTerm.objects.filter(
        build=SearchState.objects.get(pk=1).build, counted_from__lte=timezone.now()
    )
    summed = counts.values_list("term", "spelling").annotate(total=Sum("documents"))
    return {row[:2]: row[2] for row in summed if row[2]}


def acts_in_log(articles):
    """How often each act stands there: (article, sequence, act)."""
    entries = AuditEntry.objects.filter(article__in=articles)
    return Counter(entries.values_list("article", "sequence", "action"))

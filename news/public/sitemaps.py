"""sitemap.xml: an index of one section a year and one of standing pages, each address in both languages."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap as sitemap_section
from django.db.models import Max, Q
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from news.addresses import absolute, reverse_in
from news.models import Edition, Organization, Page, Person, Topic
from news.public.views.lists import years_of
from news.public.views.taxonomy import nouns_in
from news.text.languages import LANGUAGES, field_in, fields_in_each, value_in
from news.text.time_spans import start_of, year_span

MOST_IN_A_SECTION = 20_000  # the protocol allows 50,000 addresses; each article has up to two
CHANGES = ("public_from", "public_until", "withdrawn_at")  # when readers of an edition saw something else


def last_of(moments):
    """The last of these moments that has come; None where none has."""
    now = timezone.now()
    return max((moment for moment in moments if moment and moment <= now), default=None)


def last_changes():
    now = timezone.now()
    return {f"last_{name}": Max(name, filter=Q(**{f"{name}__lte": now})) for name in CHANGES}


def last_change(editions):
    """When readers last saw something else of these editions."""
    return last_of(editions.aggregate(**last_changes()).values())


def been_public():
    return Edition.objects.filter(public_from__lte=timezone.now())


class AddressesInEachLanguage(Sitemap):
    """Items are ({language: path}, last change): an address for each language, all as alternates."""

    limit = MOST_IN_A_SECTION

    def get_urls(self, page=1, site=None, protocol=None):
        urls = []
        for paths, changed in self.paginator.page(page).object_list:
            alternates = [{"lang_code": code, "location": absolute(path)} for code, path in paths.items()]
            alternates.append({"lang_code": "x-default", "location": alternates[0]["location"]})
            for path in paths.values():
                urls.append(
                    {
                        "item": path,
                        "location": absolute(path),
                        "lastmod": changed,
                        "changefreq": None,
                        "priority": "",
                        "alternates": alternates,
                    }
                )
        return urls


class ArticlesOfYear(AddressesInEachLanguage):
    def __init__(self, year):
        self.year = year

    def items(self):
        live = self.live()
        columns = ("article__number", *CHANGES, *fields_in_each("released", "slug"))
        return [
            (
                {
                    code: reverse_in(
                        code, "article_detail", row["article__number"], row[field_in("slug", code)]
                    )
                    for code in LANGUAGES
                    if row[field_in("released", code)]
                },
                last_of(row[name] for name in CHANGES),
            )
            for row in live.newest_first().values(*columns)
        ]

    def live(self):
        first, after = year_span(self.year)
        return Edition.objects.live().filter(
            first_published_at__gte=start_of(first), first_published_at__lt=start_of(after)
        )

    def get_latest_lastmod(self):
        return last_change(self.live())


class StandingPages(AddressesInEachLanguage):
    LISTS = (
        "home",
        "article_list",
        "archive",
        "topic_list",
        "person_list",
        "organization_list",
    )
    NOUNS = (
        (Topic, "topic_detail", "topics"),
        (Person, "person_detail", "edition_people__person"),
        (Organization, "organization_detail", "edition_organizations__organization"),
    )

    def items(self):
        newest = last_change(been_public())
        lists = [({code: reverse_in(code, name) for code in LANGUAGES}, newest) for name in self.LISTS]
        pages = [
            (addresses_of("page_detail", page), page.updated_at)
            for page in Page.objects.order_by("order", "pk")
        ]
        return [*lists, *(item for item in [*pages, *self.nouns()] if item[0])]

    def nouns(self):
        for model, view_name, related in self.NOUNS:
            found = {
                code: {thing.pk: thing for thing in nouns_in(model, related, code)} for code in LANGUAGES
            }
            changed = been_public().order_by().values_list(related).annotate(**last_changes())
            last = {pk: last_of(moments) for pk, *moments in changed}
            for pk in sorted({pk for things in found.values() for pk in things}):
                paths = {}
                for code, things in found.items():
                    if pk in things:
                        paths[code] = reverse_in(code, view_name, value_in(things[pk], "slug", code))
                yield paths, last[pk]

    def get_latest_lastmod(self):
        pages = Page.objects.aggregate(last=Max("updated_at"))["last"]
        return last_of([pages, last_change(been_public())])


def addresses_of(view_name, thing):
    return {
        code: reverse_in(code, view_name, value_in(thing, "slug", code))
        for code in LANGUAGES
        if value_in(thing, "slug", code)
    }


def sections():
    found = {f"news-{year}": ArticlesOfYear(year) for year in years_of(Edition.objects.live())}
    return {"pages": StandingPages(), **found}


@require_safe
def index(request):
    return sitemap_index(request, sections(), sitemap_url_name="sitemap_section")


@require_safe
def section(request, section):
    known = sections()
    if section not in known:
        raise Http404
    return sitemap_section(request, {section: known[section]}, section=section)

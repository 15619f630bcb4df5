"""The list of articles, from which the press office works: each with the state of its editions."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from news.models import Article, BrokenLink, Edition
from news.models.account_change import in_baku
from news.text.languages import other_language, value_in

from .article_columns import author_of, badge, editions_that_matter, labelled, latest
from .article_csv import csv_view
from .article_list import ArticleList
from .bulk import MOST_AT_ONCE, acts_for, bulk_view
from .filters import FILTERS, NounFilter
from .follow_up import notes_view
from .link_targets import link_targets_view
from .missing_forms import missing_forms_view
from .saved_filters import forget_view, keep_view
from .search_text import articles_found
from .translations import translations_view

ACTS_PER_PAGE = 50


def number_asked(query):
    """The article number that was typed; None for words and for numbers that no article can have."""
    digits = query.strip().removeprefix("№").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = (
        "choice",
        "shown_number",
        "shown_title",
        "states",
        "languages",
        "public_date",
        "reads",
        "author",
        "last_saved",
    )
    list_display_links = ("shown_title",)
    list_filter = FILTERS
    search_fields = ("number",)
    search_help_text = _("Words of the title or the text in either language, or the number")
    ordering = ("-number",)
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request):
        open_here = Edition.objects.open_to(request.user)
        editions = open_here.with_status().with_rejection().for_lists()
        editions = editions.select_related("author").order_by("-sequence")
        of_article = open_here.filter(article=OuterRef("pk"))
        last_public = of_article.filter(public_from__isnull=False).order_by("-public_from")
        broken = BrokenLink.objects.open_to(request.user).filter(edition__article=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .filter(Exists(of_article))
            .with_reads()
            .annotate(
                has_broken_links=Exists(broken),
                public_at=Subquery(last_public.values("first_published_at")[:1]),
            )
            .prefetch_related(Prefetch("editions", editions))
        )

    def get_changelist(self, request, **kwargs):
        return ArticleList

    def get_search_results(self, request, queryset, search_term):
        found = articles_found(search_term, request.user)
        if found is None:
            return queryset, False
        number = number_asked(search_term)
        return queryset.filter(found if number is None else found | Q(number=number)), False

    def get_list_display(self, request):
        """Whoever may change nothing has nothing to choose articles for."""
        columns = super().get_list_display(request)
        return columns if acts_for(request.user) else columns[1:]

    def changelist_view(self, request, extra_context=None):
        of_person = {
            "acts": acts_for(request.user),
            "most_at_once": MOST_AT_ONCE,
            "saved_filters": request.user.saved_filters.all(),
        }
        return super().changelist_view(request, of_person | (extra_context or {}))

    # --- Columns ------------------------------------------------------------------------

    @admin.display(description=_("choose"))
    def choice(self, article):
        label = gettext("Choose № %(number)s") % {"number": article.number}
        return format_html(
            '<input type="checkbox" name="article" value="{}" aria-label="{}">', article.pk, label
        )

    @admin.display(description=_("number"), ordering="number")
    def shown_number(self, article):
        """Part of an address and not a count, so never grouped by thousands."""
        return str(article.number)

    @admin.display(description=_("title"))
    def shown_title(self, article):
        """The latest edition's title, in the desk's language or marked as the other one."""
        edition = latest(article)
        language = get_language()
        if title := value_in(edition, "title", language):
            return title
        foreign = other_language(language)
        title = value_in(edition, "title", foreign)
        return format_html('<span lang="{}">{}</span>', foreign, title) if title else _("Untitled")

    @admin.display(description=_("state"))
    def states(self, article):
        badges = [badge(edition) for edition in editions_that_matter(article)]
        if article.has_broken_links:
            broken = format_html('<span class="desk-state desk-state-blocked">{}</span>', _("Broken links"))
            badges.append(broken)
        return format_html_join("", "{}", ((each,) for each in badges))

    @admin.display(description=_("languages"))
    def languages(self, article):
        return ", ".join(latest(article).released_languages)

    @admin.display(description=_("public date"), ordering=F("public_at").asc(nulls_first=True))
    def public_date(self, article):
        return labelled(_("Public date"), in_baku(article.public_at) if article.public_at else "–")

    @admin.display(description=_("reads"), ordering="read_count")
    def reads(self, article):
        return labelled(_("Reads"), number_format(article.read_count, force_grouping=True))

    @admin.display(description=_("author"))
    def author(self, article):
        return author_of(latest(article)) or None

    @admin.display(description=_("last saved"))
    def last_saved(self, article):
        return labelled(_("Last saved"), in_baku(latest(article).updated_at))

    @property
    def media(self):
        return super().media + NounFilter.media()

    # --- Pages -----------------------------------------------------------------------------

    def get_urls(self):
        targets = self.admin_site.admin_view(link_targets_view)
        missing = self.admin_site.admin_view(partial(missing_forms_view, self))
        translations = self.admin_site.admin_view(partial(translations_view, self))
        return [
            path("link-targets/", targets, name="news_article_link_targets"),
            path("translations/", translations, name="news_article_translations"),
            path(
                "<int:pk>/notes/",
                self.admin_site.admin_view(partial(notes_view, self)),
                name="news_article_notes",
            ),
            path("missing-forms/", missing, name="news_article_missing_forms"),
            path("csv/", self.admin_site.admin_view(partial(csv_view, self)), name="news_article_csv"),
            *(
                path(address, self.admin_site.admin_view(require_POST(partial(view, self))), name=name)
                for address, view, name in (
                    ("bulk/", bulk_view, "news_article_bulk"),
                    ("filters/keep/", keep_view, "news_article_keep_filter"),
                    ("filters/<int:pk>/forget/", forget_view, "news_article_forget_filter"),
                )
            ),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        return redirect("admin:news_edition_add")

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Redirects to the form of the latest edition: an article has none of its own."""
        article = self.get_object(request, object_id)
        edition = article and latest_open(article, request.user)
        if edition is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect("admin:news_edition_change", edition.pk)

    def has_delete_permission(self, request, obj=None):
        """A draft is discarded, a public article withdrawn or removed; nothing is deleted."""
        return False

    def history_view(self, request, object_id, extra_context=None):
        """Every act on the article: who, when, what, why."""
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        entries = article.audit_entries.open_to(request.user)
        page = Paginator(entries, ACTS_PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("History of article № %(number)s") % {"number": article.number},
            "article": article,
            "edition": latest_open(article, request.user),
            "page": page,
            "opts": self.opts,
        }
        return render(request, "admin/news/article/timeline.html", context)


def latest_open(article, user):
    """The latest edition that this person may see."""
    return article.editions.open_to(user).order_by("-sequence").first()

"""The admin as the press office's desk: its name, its languages, its Content-Security-Policy."""

import re
from functools import update_wrapper

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.i18n import set_language

from news.text.time_spans import EARLIEST, LATEST, OUT_OF_REACH

DESK_ORDER = [
    "Article",
    "Image",
    "Person",
    "Organization",
    "Topic",
    "ReleaseTemplate",
    "Page",
    "Notice",
    "NotableDay",
    "ViewCount",
    "AuditEntry",
]


DAY = re.compile(r"(\d+)-\d+-\d+")
TYPED = ("q", "term")  # words that are searched for


def with_desk_policy(view):
    """The public site's policy, plus the nonce that the editor's import map carries."""

    def inner(request, *args, **kwargs):
        return csp_update(settings.DESK_CONTENT_SECURITY_POLICY)(view)(request, *args, **kwargs)

    return update_wrapper(inner, view)


def refuse_nul(request):
    """400 for a NUL in a query: no database takes one in a text."""
    if any("\0" in value for values in request.GET.lists() for value in [values[0], *values[1]]):
        raise BadRequest("NUL in the query string")


def out_of_reach(name, value):
    """Whether a parameter of a list names a year or a day that cannot be shown in Baku time."""
    if "year" in name.split("__"):
        year = value
    else:
        year = DAY.match(value)[1] if name not in TYPED and DAY.match(value) else None
    return year is not None and year.isdecimal() and not EARLIEST.year <= int(year[:9]) <= LATEST.year


def must_first_set_up(request):
    """Whether this person must set up a second factor before the desk opens; the ways out stay open."""
    from .sign_in import lacks_second_factor

    ways_out = [reverse(f"admin:{name}") for name in ("logout", "password_change", "password_change_done")]
    return request.path not in ways_out and lacks_second_factor(request.user)


class DeskSite(AdminSite):
    site_title = _("Press desk")
    site_header = _("Ombudsman Office")
    index_title = _("Press desk")
    enable_nav_sidebar = False
    empty_value_display = "–"

    def get_urls(self):
        # They need the models, which are loaded after the site.
        from news.desk.health import health_view
        from news.desk.manual import manual_index, manual_page
        from news.desk.own_settings import own_settings
        from news.desk.tour import end_tour

        health = self.admin_view(health_view)
        return [
            path("language/", set_language, name="language"),
            path("health/", health, name="health"),
            path("manual/", self.admin_view(manual_index), name="manual"),
            path("tour/end/", self.admin_view(end_tour), name="end_tour"),
            path("manual/<slug:name>/", self.admin_view(manual_page), name="manual_page"),
            path("own/", self.admin_view(own_settings), name="own_settings"),
            *super().get_urls(),
        ]

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            refuse_nul(request)
            if must_first_set_up(request):
                return redirect("mfa_index")
            if any(out_of_reach(*parameter) for parameter in request.GET.items()):
                messages.error(request, OUT_OF_REACH)
                return redirect(request.path)
            try:
                response = guarded(request, *args, **kwargs)
                return response.render() if hasattr(response, "render") else response
            except OverflowError as error:  # from SQLite, for an id too large for it
                raise BadRequest("A number is too large") from error

        return update_wrapper(with_desk_policy(inner), view)

    def index(self, request, extra_context=None):
        # They need the models, which are loaded after the site.
        from news.desk.dashboard import dashboard
        from news.desk.tour import tour_of

        may_look = request.user.has_perm("news.view_edition")
        shown = dashboard(request.user) if may_look else {}
        shown["tour"] = tour_of(request)
        return super().index(request, {**shown, **(extra_context or {})})

    def login(self, request, extra_context=None):
        refuse_nul(request)
        return with_desk_policy(self._login)(request, extra_context)

    @method_decorator(never_cache)
    def _login(self, request, extra_context=None):
        from django.contrib.admin.forms import AdminAuthenticationForm

        from .sign_in import DeskLogin

        if request.method == "GET" and self.has_permission(request):
            return redirect("admin:index")
        context = {
            **self.each_context(request),
            "title": gettext("Log in"),
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "next": request.POST.get("next") or request.GET.get("next") or reverse("admin:index"),
            **(extra_context or {}),
        }
        request.current_app = self.name
        view = DeskLogin.as_view(
            extra_context=context,
            authentication_form=AdminAuthenticationForm,
            template_name="admin/login.html",
        )
        return view(request)

    def password_change(self, request, extra_context=None):
        from .sign_in import Action, note

        with transaction.atomic():
            response = super().password_change(request, extra_context)
            if response.status_code == 302:
                note(Action.PASSWORD_CHANGE, request, request.user)
        return response

    def get_app_list(self, request, app_label=None):
        """In the order of a working day, not of the alphabet."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "news")


def _place(name):
    return DESK_ORDER.index(name) if name in DESK_ORDER else len(DESK_ORDER)

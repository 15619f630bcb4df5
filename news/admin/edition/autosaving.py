"""No typed text is lost: open forms are stored while people type, and offered again whatever happens."""

import json
import re
from hashlib import sha256
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from news.models import Autosave, DraftToken, Presence

from .kept_text import described, held_in, without_repeats, words_in

TOKEN = re.compile(r"[0-9a-f-]{36}")
NOT_KEPT = ("csrfmiddlewaretoken", "_save", "_preview", "_act", "_look", "_restore", "_template")
MOST_KNOWN = 50
MOST_OFFERED = 20
HELD = _("Words: %(words)s. Compared with what is saved: %(added)s more, %(missing)s fewer.")
# The texts of static/admin_desk/autosave.js.
AUTOSAVE_WORDS = {
    "kept": _("Autosaved at %(time)s"),
    "offline": _("No connection. Your text is kept in this browser (%(time)s) and sent when it is back."),
    "cannotSave": _("There is no connection to the site: nothing can be saved now. Your text is kept here."),
    "signedOut": _("Your session has ended. Nothing is lost: sign in again, then press the button again."),
    "signIn": _("Sign in again in a new tab"),
    "failed": _("The text could not be sent. It is kept in this browser (%(time)s)."),
    "local": _("Text of %(time)s, kept in this browser"),
    "held": HELD,
    "restore": _("Restore"),
    "discard": _("Discard"),
}


def name_of(user):
    return user.get_full_name() or user.get_username()


def clock(moment):
    return f"{timezone.localtime(moment):%H:%M}"


def content_of(data):
    """The form as it was sent, without its buttons."""
    kept = data.copy()
    for name in NOT_KEPT:
        kept.pop(name, None)
    return kept.urlencode()


def digest_of(data):
    """Equal for two forms that say the same; buttons and rows that nobody has added say nothing."""
    said = [
        (name, values)
        for name, values in sorted(data.lists())
        if name not in NOT_KEPT and "__prefix__" not in name
    ]
    return sha256(json.dumps(said).encode()).hexdigest()


def token_in(data):
    token = data.get("draft_token", "")
    return token if TOKEN.fullmatch(token) else ""


class AutosavesDrafts(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("autosave/", view(self.autosave_view), name="news_edition_autosave_new"),
            path("<int:pk>/autosave/", view(self.autosave_view), name="news_edition_autosave"),
            path("autosave/<int:pk>/discard/", view(self.discard_view), name="news_autosave_discard"),
            *super().get_urls(),
        ]

    # --- While somebody types ----------------------------------------------------------------

    def autosave_view(self, request, pk=None):
        """Stores what an open form holds and says who else has it open; GET gives a form a new token.

        It even stores what the form can no longer save: text for an edition that was published meanwhile.
        """
        edition = self._found(request, pk) if pk else None
        if not (self.has_view_permission(request, edition) and request.user.has_perm("news.change_edition")):
            raise PermissionDenied
        answer = {"csrf": get_token(request), "others": [], "changed": ""}
        if request.method == "POST":
            if "leaving" in request.POST:
                Presence.objects.filter(edition=edition, user=request.user).delete()
                return JsonResponse(answer)
            answer |= self.keep_typed(request, edition)
        if edition and edition.is_in_preparation:
            Presence.objects.touch(edition, request.user)
            answer |= {"others": self._others(request, edition), "changed": self._changed(request, edition)}
        response = JsonResponse(answer)
        response["Cache-Control"] = "no-store"
        return response

    def keep_typed(self, request, edition=None):
        """Store what the form of the edition, or of a new article, holds."""
        token = token_in(request.POST)
        if not token or "kind" not in request.POST:
            return {}
        content = content_of(request.POST)
        if edition is None and (spent := DraftToken.objects.spent(request.user).filter(token=token).first()):
            edition = spent.edition
            content = "" if spent.digest == digest_of(request.POST) else content
        kept = Autosave.objects.keep(request.user, token, edition, content)
        return {"at": clock(kept.saved_at)}

    def _others(self, request, edition):
        return [
            gettext("%(name)s is editing this since %(time)s.")
            % {"name": name_of(present.user), "time": clock(present.since)}
            for present in Presence.objects.others(edition, request.user)
        ]

    def _changed(self, request, edition):
        if request.POST.get("read_version", str(edition.version)) == str(edition.version):
            return ""
        return gettext(
            "This edition was saved elsewhere at %(time)s. When you save, you will see both versions."
        ) % {"time": clock(edition.updated_at)}

    # --- Recovery ----------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A text to restore fills the form as if it had just been sent, and saves nothing."""
        if request.method == "POST" and (asked := request.POST.get("_restore", "")).isdecimal():
            kept = Autosave.objects.unsaved().filter(user=request.user, pk=asked[:18]).first()
            if kept is None:
                self.message_user(request, gettext("This text is no longer kept."), messages.ERROR)
                return redirect(request.path)
            data = QueryDict(kept.content, mutable=True)
            data["_restore"] = asked
            request.POST = data
        return super().changeform_view(request, object_id, form_url, extra_context)

    def keep_refused(self, request, edition):
        """Store the text of a form that can't be saved any more, to be offered beside the edition."""
        if "kind" in request.POST:
            Autosave.objects.keep(
                request.user, token_in(request.POST) or str(uuid4()), edition, content_of(request.POST)
            )

    def finish_autosave(self, request, edition):
        """What was sent is stored: nothing of it is left to recover."""
        if token := token_in(request.POST):
            Autosave.objects.finish(request.user, token, edition)

    def discard_view(self, request, pk):
        return require_POST(self._discard)(request, pk)

    def _discard(self, request, pk):
        kept = Autosave.objects.filter(user=request.user, pk=pk).select_related("edition").first()
        if kept is None:
            return redirect("admin:index")
        for same in self.offered(request, kept.edition):
            if held_in(same) == held_in(kept):
                Autosave.objects.finish(request.user, same.token, same.edition)
        self.message_user(request, gettext("The text was discarded."), messages.SUCCESS)
        if kept.edition:
            return redirect("admin:news_article_change", kept.edition.article_id)
        return redirect("admin:news_edition_add")

    def offered(self, request, edition):
        """What this person typed into forms of the article, or of new articles, and did not save."""
        mine = Autosave.objects.filter(user=request.user)
        of_article = {"edition__article": edition.article_id} if edition else {"edition": None}
        mine = mine.unsaved().filter(**of_article).exclude(token=token_in(request.POST) or "-")
        return mine.select_related("edition")[:MOST_OFFERED]

    def recovery(self, request, edition, form=None):
        """The context about unsaved texts, for pages with a form and those in its place."""
        finished = Autosave.objects.filter(user=request.user).finished().order_by("-saved_at")
        spent = DraftToken.objects.spent(request.user).order_by("-pk")
        can_write = edition is None or self.has_change_permission(request, edition)
        beat = reverse(
            "admin:news_edition_autosave" if edition else "admin:news_edition_autosave_new",
            args=[edition.pk] if edition else [],
        )
        return {
            "offered": [described(kept, edition) for kept in without_repeats(self.offered(request, edition))],
            "can_restore": can_write,
            "others_here": self._others(request, edition) if edition and can_write else [],
            "is_restored": "_restore" in request.POST,
            "is_brought_back": bool(form and form.brought_back),
            "draft_token": token_in(request.POST) or str(uuid4()),
            "autosave": {
                "beat": beat,
                "user": request.user.pk,
                "place": f"article-{edition.article_id}" if edition else "new",
                "finished": list(finished.values_list("token", flat=True)[:MOST_KNOWN]),
                "texts": list(words_in({}.get)),
                "spent": {
                    token: reverse("admin:news_edition_change", args=[pk])
                    for token, pk in spent.values_list("token", "edition")[:MOST_KNOWN]
                },
                "unsaved": bool(form and (form.is_bound or form.brought_back)),
                "signIn": reverse("admin:login"),
                "words": {key: str(word) for key, word in AUTOSAVE_WORDS.items()},
            },
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= self.recovery(request, obj if change else None, context["adminform"].form)
        return super().render_change_form(request, context, add, change, form_url, obj)

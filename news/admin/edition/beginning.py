"""A new article is made once, however often its form is sent: by a double click, or after going back."""

from uuid import uuid4

from django.contrib import admin, messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext

from news.models import Autosave, DraftToken

from .autosaving import content_of, digest_of, token_in


class BeginsArticles(admin.ModelAdmin):
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Answer the form of a new article that has made it already with the page of that article."""
        view = super().changeform_view
        is_save = request.method == "POST" and not {"_look", "_restore"} & request.POST.keys()
        token = token_in(request.POST) if is_save and object_id is None else ""
        if not token:
            return view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            claimed = DraftToken.objects.claim(request.user, token)
            if claimed.edition_id:
                return self._made_before(request, claimed)
            response = view(request, object_id, form_url, extra_context)
            # A form with errors has made nothing, and comes again.
            DraftToken.objects.filter(pk=claimed.pk, edition=None).delete()
        return response

    def note_article(self, request, edition):
        """From now on the form that made this edition makes no other."""
        claimed = DraftToken.objects.filter(user=request.user, token=token_in(request.POST), edition=None)
        claimed.update(edition=edition, digest=digest_of(request.POST))

    def _made_before(self, request, spent):
        """What was sent then is saved; anything else that is sent now is kept and offered beside it."""
        Autosave.objects.finish(request.user, spent.token, spent.edition)
        if spent.digest == digest_of(request.POST):
            self.message_user(request, gettext("The draft was saved."), messages.SUCCESS)
        else:
            Autosave.objects.keep(request.user, str(uuid4()), spent.edition, content_of(request.POST))
            self.message_user(
                request,
                gettext("This article was saved before. What you sent now is kept and offered below."),
                messages.WARNING,
            )
        return redirect("admin:news_edition_change", spent.edition_id)

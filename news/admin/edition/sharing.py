"""Share links of an edition: making, listing with their openings, and closing them."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from news.admin.widgets import MomentField
from news.models import AuditEntry, Edition, ShareLink
from news.models.edition_status import IN_PREPARATION
from news.public.formatting import first_capital

USUALLY = timedelta(days=7)
AT_MOST = timedelta(days=60)
OPENINGS_SHOWN = 50
NOT_PUBLIC = (*IN_PREPARATION, Edition.Status.SCHEDULED)


class ShareForm(forms.ModelForm):
    expires_at = MomentField(
        label=_("Valid until"),
        help_text=_("Baku time, within 60 days. Publishing the edition ends every link at once."),
    )

    class Meta:
        model = ShareLink
        fields = ["recipient", "expires_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"expires_at": timezone.now() + USUALLY}, **kwargs)
        self.fields["recipient"].label = first_capital(self.fields["recipient"].label)

    def clean_expires_at(self):
        moment = self.cleaned_data["expires_at"]
        if not timezone.now() < moment <= timezone.now() + AT_MOST:
            raise forms.ValidationError(_("Choose a moment within the next 60 days."))
        return moment


class SharesDrafts(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/share/", view(self.share_view), name="news_edition_share"),
            path("share/<int:pk>/close/", view(self.close_view), name="news_share_close"),
            *super().get_urls(),
        ]

    def may_share(self, request, edition):
        return self.has_view_permission(request, edition) and request.user.has_perm("news.change_edition")

    def share_view(self, request, pk):
        edition = self._found(request, pk)
        if not self.may_share(request, edition):
            raise PermissionDenied
        can_share = edition.status in NOT_PUBLIC
        form = ShareForm(request.POST or None)
        if can_share and request.method == "POST" and form.is_valid():
            self._share(request, edition, form)
            return redirect("admin:news_edition_share", edition.pk)
        links = edition.share_links.select_related("edition", "created_by").prefetch_related("openings")
        context = self._page(request, edition, gettext("Show the draft to somebody"))
        context |= {"form": form, "can_share": can_share, "links": links, "shown": f":{OPENINGS_SHOWN}"}
        return render(request, "admin/news/edition/share.html", context)

    @transaction.atomic
    def _share(self, request, edition, form):
        form.instance.edition, form.instance.created_by = edition, request.user
        link = form.save()
        edition.record(AuditEntry.Action.SHARE, request.user, link.recipient)
        self.message_user(
            request, gettext("The link is made. Copy its address from the list."), messages.SUCCESS
        )

    def close_view(self, request, pk):
        return require_POST(self._close)(request, pk)

    @transaction.atomic
    def _close(self, request, pk):
        open_here = Edition.objects.open_to(request.user)
        link = ShareLink.objects.select_related("edition").filter(pk=pk, edition__in=open_here).first()
        if link is None:
            raise Http404
        if not self.may_share(request, link.edition):
            raise PermissionDenied
        if link.is_open:
            link.revoked_at = timezone.now()
            link.save()
            link.edition.record(AuditEntry.Action.UNSHARE, request.user, link.recipient)
        self.message_user(request, gettext("The link is closed."), messages.SUCCESS)
        return redirect("admin:news_edition_share", link.edition_id)

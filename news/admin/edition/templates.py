"""A new article may begin with a template: its form comes filled in, and nothing is saved by that."""

import re

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext

from news.admin.widgets import is_number
from news.desk.templates import templates_for

from .inlines import OrganizationInline
from .kept_text import words_in

MOST_OFFERED = 40
MOST_AT_A_GLANCE = 6
# What somebody adds beside the texts; the first organization stands there without them.
ADDED = re.compile(
    r"lead_image|[a-z_]+-\d+-(person|image|link|transcript|(title|position)(_\w+)?)"
    r"|edition_organizations-[1-9]\d*-organization"
)


def chosen_template(request):
    """?template=<template>; None without one, and when there is no such template."""
    if not hasattr(request, "chosen_template"):
        asked = request.GET.get("template", "")
        found = templates_for(request.user).filter(pk=asked) if is_number(asked) else None
        request.chosen_template = found.first() if found else None
    return request.chosen_template


class BeginsWithTemplates(admin.ModelAdmin):
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None and "_template" in request.POST:
            return self._begun_anew(request)
        is_asked = object_id is None and request.method == "GET" and request.GET.get("template")
        if is_asked and chosen_template(request) is None:
            sentence = gettext("There is no such template (any more): the form is empty.")
            self.message_user(request, sentence, messages.WARNING)
            return redirect(request.path)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_changeform_initial_data(self, request):
        template = chosen_template(request)
        return template.beginning() if template else {}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        template = chosen_template(request) if request.method == "GET" and obj.pk is None else None
        if template and template.lead_organization_id and isinstance(inline, OrganizationInline):
            kwargs["initial"] = [{"organization": template.lead_organization_id, "is_lead": True}]
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if add:
            context |= {
                "templates": templates_for(request.user)[:MOST_OFFERED],
                "most_at_a_glance": MOST_AT_A_GLANCE,
                "begun_with": chosen_template(request) if request.method == "GET" else None,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _begun_anew(self, request):
        """A new form, which offers what stands in the one from which its template was chosen."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        template = chosen_template(request)
        brought = template.beginning() if template else {}
        if words_in(request.POST.get) != words_in(brought.get) or has_more_than_texts(request.POST):
            self.keep_typed(request)
        else:
            self.finish_autosave(request, None)
        return redirect(f"{request.path}?{urlencode({'template': request.POST['_template']})}")


def has_more_than_texts(data):
    return any(value and ADDED.fullmatch(name) for name, value in data.items())

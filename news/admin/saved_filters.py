"""Each person's own names for questions to the list of articles: kept, chosen again, forgotten."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.models import SavedFilter
from news.models.saved_filter import MOST

from .article_list import ORDER, WORDS
from .filters import PARAMETERS


class FilterForm(forms.ModelForm):
    class Meta:
        model = SavedFilter
        fields = ("name", "query")
        error_messages = {
            "name": {"required": _("Give the filter a name.")},
            "query": {"required": _("Narrow the list down first, then keep the filter.")},
        }

    def clean_query(self):
        """Only what the list understands, so that the address leads nowhere else."""
        sent = QueryDict(self.cleaned_data["query"])
        known = QueryDict(mutable=True)
        known.update({name: sent[name] for name in (WORDS, ORDER, *PARAMETERS) if sent.get(name)})
        if not known:
            raise forms.ValidationError(self.fields["query"].error_messages["required"])
        return known.urlencode()


def address_of(query):
    return f"{reverse('admin:news_article_changelist')}?{query}"


def keep_view(model_admin, request):
    """Under a name that is there already the new question takes the place of the old one."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    form = FilterForm(request.POST)
    mine = request.user.saved_filters
    if not form.is_valid():
        for sentence in (error for errors in form.errors.values() for error in errors):
            model_admin.message_user(request, sentence, messages.ERROR)
        return redirect("admin:news_article_changelist")
    name, query = form.cleaned_data["name"], form.cleaned_data["query"]
    if mine.exclude(name=name).count() >= MOST:
        sentence = gettext("You have %(number)s filters already. Delete one first.") % {"number": MOST}
        model_admin.message_user(request, sentence, messages.ERROR)
    else:
        mine.update_or_create(name=name, defaults={"query": query})
        model_admin.message_user(request, gettext("The filter is saved."), messages.SUCCESS)
    return redirect(address_of(query))


def forget_view(model_admin, request, pk):
    """Nobody's but one's own; one that is gone already is as good as deleted."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    request.user.saved_filters.filter(pk=pk).delete()
    model_admin.message_user(request, gettext("The filter is deleted."), messages.SUCCESS)
    return redirect("admin:news_article_changelist")

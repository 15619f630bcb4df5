"""One act on several articles of the list: a page that asks, then one that says what happened to each."""

from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from news.models import Edition
from news.models.collision import begun_again_after_collision

from .article_columns import latest
from .bulk_acts import ACTS
from .widgets import is_number

MOST_AT_ONCE = 50


class Outcome(NamedTuple):
    article: object
    edition: object
    said: str
    is_done: bool


def acts_for(user):
    """The acts that this person may choose above the list."""
    return [act for act in ACTS.values() if user.has_perm(act.permission)]


def bulk_view(model_admin, request):
    """Nothing is changed before the button of the page that asks was pressed."""
    if not acts_for(request.user):
        raise PermissionDenied
    act = ACTS.get(request.POST.get("act"))
    back = f"{reverse('admin:news_article_changelist')}?{request.POST.get('asked', '')}"
    if act is None:
        model_admin.message_user(request, gettext("Choose what to do first."), messages.WARNING)
        return redirect(back)
    if not request.user.has_perm(act.permission):
        raise PermissionDenied
    keys = [key for key in dict.fromkeys(request.POST.getlist("article")) if is_number(key)]
    if sentence := why_not_these(keys):
        model_admin.message_user(request, sentence, messages.WARNING)
        return redirect(back)
    articles = list(model_admin.get_queryset(request).filter(pk__in=keys))
    form = act.form_class(request.POST if "_confirmed" in request.POST else None)
    outcomes = None
    if form.is_bound and form.is_valid():
        outcomes = [outcome_of(act, article, request.user, form.cleaned_data) for article in articles]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": act.title,
        "opts": model_admin.opts,
        "act": act,
        "form": form,
        "outcomes": outcomes,
        "articles": [
            (article, latest(article), act.why_not(latest(article), request.user)) for article in articles
        ],
        "asked": request.POST.get("asked", ""),
        "back": back,
    }
    return render(request, "admin/news/article/bulk.html", context)


def why_not_these(keys):
    if not keys:
        return gettext("Choose at least one article first. Nothing was changed.")
    if len(keys) > MOST_AT_ONCE:
        sentence = gettext("At most %(number)s articles at once. Nothing was changed.")
        return sentence % {"number": MOST_AT_ONCE}
    return ""


def outcome_of(act, article, user, values):
    """What happened to one article: each is an act by itself, and one that is refused leaves no trace."""

    @begun_again_after_collision
    @transaction.atomic
    def perform():
        edition = Edition.objects.open_to(user).filter(article=article).order_by("-sequence").first()
        if edition is None:
            raise ValidationError(gettext("It is not there any more."))
        if refusal := act.why_not(edition, user):
            raise ValidationError(refusal)
        act.perform(edition, user, **values)

    try:
        perform()
    except ValidationError as error:
        return Outcome(article, latest(article), " ".join(error.messages), is_done=False)
    return Outcome(article, latest(article), act.done, is_done=True)

"""An article's internal notes, and the day on which it should be looked at again."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.models import ArticleNote, Review

from .widgets import DayField

NOTES_A_PAGE = 30


class NoteForm(forms.ModelForm):
    class Meta:
        model = ArticleNote
        fields = ("text",)
        widgets = {"text": forms.Textarea({"rows": 4})}


class ReviewForm(forms.ModelForm):
    class Meta:
        model = Review
        fields = ("due", "reason")
        field_classes = {"due": DayField}

    def clean_due(self):
        if self.cleaned_data["due"] < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose today or a later day."))
        return self.cleaned_data["due"]


def notes_view(model_admin, request, pk):
    """The notes and the two forms, each sent by itself and told apart by the name of its button."""
    article = model_admin.get_object(request, str(pk))
    if article is None:
        raise Http404
    if not model_admin.has_view_permission(request, article):
        raise PermissionDenied
    review = article.reviews.open().first()
    forms_here = {
        "note": NoteForm(request.POST if "_note" in request.POST else None),
        "review_form": ReviewForm(request.POST if "_plan" in request.POST else None, instance=review),
    }
    if request.method == "POST":
        if not request.user.has_perm("news.change_edition"):
            raise PermissionDenied
        if done := act(request, article, review, **forms_here):
            model_admin.message_user(request, done, messages.SUCCESS)
            return redirect("admin:news_article_notes", article.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Notes and review of article № %(number)s") % {"number": article.number},
        "opts": model_admin.opts,
        "article": article,
        "edition": article.editions.open_to(request.user).order_by("-sequence").first(),
        "review": article.reviews.open().first(),
        "page": Paginator(article.notes.all(), NOTES_A_PAGE).get_page(request.GET.get("p")),
        **forms_here,
    }
    return render(request, "admin/news/article/notes.html", context)


@transaction.atomic
def act(request, article, review, note, review_form):
    """A sentence about what was done; None when the form that was sent has mistakes."""
    if "_done" in request.POST and review:
        review.finish(request.user)
        return gettext("The review is noted. Set another day if it should be repeated.")
    if "_plan" in request.POST and review_form.is_valid():
        due, reason = review_form.cleaned_data["due"], review_form.cleaned_data["reason"]
        Review.plan(article, due, reason, request.user)
        return gettext("The day of the review is set. You will be reminded by e-mail.")
    if "_note" in request.POST and note.is_valid():
        ArticleNote.objects.create(article=article, author=request.user, text=note.cleaned_data["text"])
        return gettext("The note is kept.")
    return None

"""What colleagues say about an edition: on a field or a passage of it, answered and resolved."""

import json
import re
from itertools import chain

from django import forms
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from news.desk import telling
from news.models import Comment, Edition, Notification
from news.models.account_change import name_of
from news.models.comment import LONGEST, LONGEST_PASSAGE, MOST
from news.public.formatting import first_capital
from news.text.azerbaijani import fold
from news.text.edition_texts import LABELS, WRITTEN
from news.text.languages import LANGUAGE_NAMES, LANGUAGES, field_in

# A name after @, unless the @ stands in an e-mail address.
MENTION = re.compile(r"(?<![\w@.+-])@([\w.+-]*\w)")
SHOWN_IN_FORM = 5
ABOUT, WHOLE, COMMENT = _("About"), _("The article as a whole"), _("Comment")
KEPT = _("The comment is kept.")
HELP = _("Only the desk reads it. A colleague who is named with @ and the sign-in name gets a letter.")
FIELDS = {
    field_in(name, language): (LABELS[name], LANGUAGE_NAMES[language])
    for language in LANGUAGES
    for name in WRITTEN
}


def name_of_field(field):
    """Such as “Title (English)”; empty for a comment on the whole."""
    if field not in FIELDS:
        return ""
    label, language = FIELDS[field]
    return f"{first_capital(label)} ({language})"


def field_choices():
    return [("", str(WHOLE)), *((name, name_of_field(name)) for name in FIELDS)]


def words_for_script():
    """The texts of static/admin_desk/comments.js."""
    return json.dumps(
        {
            "write": gettext("Write a comment"),
            "about": str(ABOUT),
            "fields": field_choices(),
            "text": str(COMMENT),
            "help": str(HELP),
            "keep": gettext("Keep the comment"),
            "cancel": gettext("Cancel"),
            "failed": gettext("The comment could not be kept. Check the connection and try again."),
            "longest": LONGEST,
            "longestPassage": LONGEST_PASSAGE,
        }
    )


def colleagues(edition):
    """Whoever may see this edition at the desk, in the order of their sign-in names."""
    people = get_user_model().objects
    staff = people.with_perm("news.view_edition").filter(is_staff=True).order_by("username")
    if not Edition.objects.limited().filter(pk=edition.pk).exists():
        return list(staff)
    see_everything = people.with_perm("news.remove_edition")
    return list(staff.filter(Q(pk__in=see_everything) | Q(pk__in=edition.limited_to.all())))


class AnswerForm(forms.ModelForm):
    """`mentioned`, once it is valid, holds the colleagues whom the text names with @."""

    class Meta:
        model = Comment
        fields = ("text",)
        labels = {"text": COMMENT}
        help_texts = {"text": HELP}
        widgets = {"text": forms.Textarea({"rows": 4})}

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition, self.mentioned = edition, []

    def clean_text(self):
        text = self.cleaned_data["text"]
        known = {fold(one.get_username()): one for one in colleagues(self.edition)}
        named = {fold(name): name for name in MENTION.findall(text)}
        if unknown := [f"@{name}" for key, name in named.items() if key not in known]:
            raise forms.ValidationError(
                _("No colleague who may see this article has this name: %(names)s. Choose from: %(known)s."),
                params={
                    "names": ", ".join(unknown),
                    "known": ", ".join(f"@{one.get_username()}" for one in known.values()),
                },
            )
        self.mentioned = [known[key] for key in named]
        return text

    def clean(self):
        if self.edition.comments.count() >= MOST:
            raise forms.ValidationError(
                _("An edition has at most %(number)s comments. Talk to each other instead."),
                params={"number": MOST},
            )
        return super().clean()


class CommentForm(AnswerForm):
    field = forms.ChoiceField(label=ABOUT, choices=field_choices, required=False)

    class Meta(AnswerForm.Meta):
        fields = ("field", "passage", "text")
        labels = AnswerForm.Meta.labels | {"passage": _("The words that it is about")}


class HoldsComments(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/comments/", view(self.comments_view), name="news_edition_comments"),
            path("comment/<int:pk>/answer/", view(self.answer_view), name="news_comment_answer"),
            path("comment/<int:pk>/resolve/", view(self.resolve_view), name="news_comment_resolve"),
            *super().get_urls(),
        ]

    def comments_view(self, request, pk):
        """All comments, and the form for another."""
        edition = self._found(request, pk)
        self._refuse_outsiders(request, edition)
        form = CommentForm(request.POST if request.method == "POST" else None, edition=edition)
        kept = self._keep_comment(request, edition, form) if form.is_valid() else None
        if request.method == "POST" and not request.accepts("text/html"):
            return answer_to_script(request, edition, form)
        if kept:
            self.message_user(request, KEPT, messages.SUCCESS)
            return redirect(address_of(kept))
        return self._comments_page(request, edition, form)

    def answer_view(self, request, pk):
        comment = self._comment(request, pk)
        form = AnswerForm(request.POST or None, edition=comment.edition)
        if request.method == "POST" and form.is_valid():
            self._keep_comment(request, comment.edition, form, answer_to=comment)
            self.message_user(request, gettext("The answer is kept."), messages.SUCCESS)
            return redirect(address_of(comment))
        return self._comments_page(request, comment.edition, form, answered=comment)

    def resolve_view(self, request, pk):
        return require_POST(self._resolve)(request, pk)

    def _resolve(self, request, pk):
        """Resolved, or open again: as the button said, however often it is pressed."""
        comment = self._comment(request, pk)
        is_open = request.POST.get("to") == "open"
        now, by = (None, None) if is_open else (timezone.now(), request.user)
        Comment.objects.filter(pk=comment.pk, resolved_at__isnull=not is_open).update(
            resolved_at=now, resolved_by=by
        )
        said = gettext("The comment is open again.") if is_open else gettext("The comment is resolved.")
        self.message_user(request, said, messages.SUCCESS)
        return redirect(address_of(comment))

    def _refuse_outsiders(self, request, edition):
        if not (self.has_view_permission(request, edition) and request.user.has_perm("news.change_edition")):
            raise PermissionDenied

    def _comment(self, request, pk):
        """The one that answers no other, of an edition that this person may see."""
        open_here = Edition.objects.open_to(request.user)
        comments = Comment.objects.filter(answer_to=None, edition__in=open_here)
        comment = comments.select_related("edition__article", "author").filter(pk=pk).first()
        if comment is None:
            raise Http404
        self._refuse_outsiders(request, comment.edition)
        return comment

    @transaction.atomic
    def _keep_comment(self, request, edition, form, answer_to=None):
        """Once, however often the form is sent."""
        edition.lock_article()
        comment = form.instance
        comment.edition, comment.answer_to, comment.author = edition, answer_to, request.user
        comment.author_name = name_of(request.user)
        if sent_before := comment.same_as_just_written():
            return sent_before
        comment.save()
        comment.mentioned.set(form.mentioned)
        tell_of(comment, form.mentioned)
        return comment

    def _comments_page(self, request, edition, form, answered=None):
        context = self._page(request, edition, gettext("Comments"))
        context |= {
            "form": form,
            "answered": answered,
            "threads": named_threads(edition.comments.threads()),
            "colleagues": colleagues(edition),
        }
        return render(request, "admin/news/edition/comments.html", context)


def answer_to_script(request, edition, form):
    """The list beside the form as it is now, or what is wrong, in sentences."""
    if not form.is_valid():
        return JsonResponse({"errors": [*chain.from_iterable(form.errors.values())]}, status=400)
    listed = render_to_string("admin/news/edition/_comments.html", comments_context(edition), request)
    return JsonResponse({"comments": listed, "said": str(KEPT)})


def tell_of(comment, mentioned):
    """Whoever is named by letter; whoever wrote the article or takes part in the thread by another."""
    thread = comment.answer_to or comment
    part = {answer.author for answer in thread.answers.select_related("author")} | {thread.author}
    others = part | set(telling.authors_of(comment.edition))
    others -= {None, comment.author, *mentioned}
    note = f"> {comment.passage}\n{comment.text}" if comment.passage else comment.text
    named = [person for person in mentioned if person != comment.author]
    telling.tell(Notification.Kind.MENTIONED, named, comment.edition, comment.author, note)
    others = sorted(others, key=lambda person: person.pk)
    telling.tell(Notification.Kind.COMMENTED, others, comment.edition, comment.author, note)


def address_of(comment):
    address = reverse("admin:news_edition_comments", args=[comment.edition_id])
    return f"{address}#comment-{comment.answer_to_id or comment.pk}"


def named_threads(threads):
    """[(comment, the name of its field)]"""
    return [(comment, name_of_field(comment.field)) for comment in threads]


def comments_context(edition):
    """What the form shows of them: the first that are open, and how many there are."""
    unresolved = edition.comments.unresolved()
    return {
        "edition": edition,
        "open_comments": named_threads(unresolved.order_by("pk")[:SHOWN_IN_FORM]),
        "number_of_open_comments": unresolved.count(),
    }

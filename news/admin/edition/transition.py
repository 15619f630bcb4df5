"""What every transition behind the desk's buttons has in common."""

from news.models import Edition
from news.text.languages import LANGUAGE_NAMES

from .workflow_forms import TransitionForm

Status = Edition.Status


class Transition:
    name = ""
    permission = "news.change_edition"
    statuses = ()
    label = ""  # the button on the form
    title = ""  # the page's heading
    confirm = ""  # the button that performs it
    done = ""
    form_class = TransitionForm
    needs_ready = False
    needs_second_person = False
    is_grave = False

    def permits(self, user, edition):
        return user.has_perm(self.permission)

    def is_possible(self, edition):
        return edition.status in self.statuses

    def refusal(self, user, edition):
        """A sentence for somebody who has the permission but may not do it here; None when they may."""
        return edition.needs_another_than(user) if self.needs_second_person else None

    def consequences(self, edition):
        """Sentences that say what will happen, before it happens."""
        return []

    def perform(self, edition, user, form):
        """Perform it; returns the edition to show next, or None when it is gone."""
        raise NotImplementedError


def languages_of(edition):
    return ", ".join(str(LANGUAGE_NAMES[language]) for language in edition.released_languages)

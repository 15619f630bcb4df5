"""Acts on an edition: each is one transaction and one entry in the article's history.

Only news/editing.py calls them; it judges the edition before an act and updates what readers see after it.
"""

import re

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from news.text.languages import LANGUAGES, field_in

from .account_change import why_one_pair_of_eyes
from .article import Article
from .audit import AuditEntry
from .audit_changes import as_stored, named
from .edition_status import IN_PREPARATION, status_of
from .next_edition import draft_after
from .parity import Parity
from .tombstone import Tombstone

Action = AuditEntry.Action
SUBMITTED_IT = _("You submitted this edition: somebody else has to publish it.")
WROTE_IT = _("You wrote this edition: submit it, and somebody else publishes it.")
PUBLISHED_IT_ALONE = _("Somebody else has to approve what you published alone.")


class Workflow:
    """The transitions of Edition; nothing else changes a state.

    A refused act raises ValidationError with a sentence for the person, and leaves no trace.
    """

    def lock_article(self):
        """To the end of the transaction; always before its editions, so that nobody waits in a ring.

        Without the key: a row that only names the article, such as a note or a read, waits for nobody.
        """
        Article.objects.select_for_update(no_key=True).get(pk=self.article_id)

    def lock(self):
        """Lock the article and read this edition afresh."""
        self.lock_article()
        self.refresh_from_db()

    def _begin(self, *states):
        self.lock()
        if states and self.state not in states:
            raise ValidationError(
                _("This cannot be done now: the edition is in the state “%(state)s”."),
                params={"state": self.get_state_display()},
            )

    def _write(self, **values):
        type(self).objects.filter(pk=self.pk).update(
            version=F("version") + 1, updated_at=timezone.now(), **values
        )
        self.refresh_from_db()

    def record(self, action, by, note="", changes=()):
        return AuditEntry.objects.create(
            article=self.article,
            edition=self,
            sequence=self.sequence,
            action=action,
            actor=by,
            note=note,
            changes=as_stored(changes),
        )

    def _refuse_problems(self, by, findings):
        """Without a publisher (an import) it has been public elsewhere: only essential rules bind it then."""
        binding = [
            finding for finding in findings if finding.blocks and (by is not None or finding.is_essential)
        ]
        if binding:
            raise ValidationError([str(finding.sentence) for finding in binding])

    def needs_another_than(self, person):
        """Why this person cannot be the one to publish it; None when they can.

        The first pair of eyes is whoever submitted the edition or, when nobody did, whoever wrote it. Whoever
        made or changed an account counts as one pair with it for some days: see account_change.py.
        """
        if person is None:
            return None
        is_submitted = self.state == self.State.SUBMITTED or self.submitted_by is not None
        first = self.submitted_by if is_submitted else self.author
        if first == person:
            return SUBMITTED_IT if is_submitted else WROTE_IT
        return why_one_pair_of_eyes(person, first) if first else None

    def needs_another_to_approve_than(self, person):
        """Why this person cannot approve what was published in an emergency; None when they can."""
        alone = [one for one in (self.forced_by, self.submitted_by) if one]
        if person in alone:
            return PUBLISHED_IT_ALONE
        return next(filter(None, (why_one_pair_of_eyes(person, one) for one in alone)), None)

    @transaction.atomic
    def submit(self, by, *, findings):
        self._begin(self.State.DRAFT)
        self._refuse_problems(by, findings)
        self._write(state=self.State.SUBMITTED, submitted_by=by)
        self.record(Action.SUBMIT, by)

    @transaction.atomic
    def reject(self, by, note):
        if not note.strip():
            raise ValidationError(_("Say in a note what the author should change."))
        self._begin(self.State.SUBMITTED)
        self._write(state=self.State.DRAFT, submitted_by=None)
        self.record(Action.REJECT, by, note)

    @transaction.atomic
    def publish(self, by, at=None, force_reason="", *, findings):
        """Make it public from that moment (now), and end the edition before it at the same moment.

        A moment in the past is for imported articles, which were public before.
        With force_reason it needs no second person now, and stays marked until one has approved it.
        """
        self._begin(*IN_PREPARATION)
        if self.article.is_removed:
            raise ValidationError(
                _("The article was removed from the site. It comes back by “Publish again” only.")
            )
        force_reason = force_reason.strip()
        if not force_reason and (refusal := self.needs_another_than(by)):
            raise ValidationError(refusal)
        self._refuse_problems(by, findings)
        forced = {"force_reason": force_reason, "forced_by": by} if force_reason else {}
        when = self._make_public(by, at, **forced)
        if force_reason:
            self.record(Action.FORCE, by, "\n".join(filter(None, (when, force_reason))))
        else:
            self.record(Action.SCHEDULE if when else Action.PUBLISH, by, when)

    @transaction.atomic
    def publish_again(self, by, reason, at=None, *, findings):
        """Publish, from that moment (now), an article that was removed. It takes two people, always."""
        self._begin(*IN_PREPARATION)
        if not self.article.is_removed:
            raise ValidationError(_("This article was not removed: publish it in the ordinary way."))
        if not reason.strip():
            raise ValidationError(_("Say why the article is published again."))
        if refusal := self.needs_another_than(by):
            raise ValidationError(refusal)
        self._refuse_problems(by, findings)
        Tombstone.objects.filter(article_id=self.article_id).delete()
        when = self._make_public(by, at)
        self.record(Action.PUBLISH_AGAIN, by, "\n".join(filter(None, (when, reason.strip()))))

    def _make_public(self, by, at, **values):
        """From that moment (now) on; returns the moment in words when it is still to come, else ""."""
        now = timezone.now()
        at = at or now
        shown = self.first_published_at or at
        if shown > at:
            raise ValidationError(
                _("The date shown to readers cannot be later than the moment of publishing.")
            )
        self.first_published_at = shown
        self._end_the_edition_before(at)
        self._freeze_positions()
        self._settle_languages(by)
        self.earlier_drafts.all().delete()
        self._write(state=self.State.PUBLISHED, public_from=at, first_published_at=shown, **values)
        return date_format(timezone.localtime(at), "d.m.Y H:i") if at > now else ""

    @transaction.atomic
    def confirm_translation(self, by):
        """The translation now says what the source says, whatever has changed in the source."""
        self._begin()
        parity = Parity.of(self)
        if parity.state == Parity.State.MISSING:
            raise ValidationError(_("There is no translation to confirm yet."))
        parity.confirm(by)
        self.record(Action.CONFIRM, by)

    def _settle_languages(self, by):
        """The first release in both languages confirms the translation and fulfils the promise of one."""
        if len(self.released_languages) < len(LANGUAGES):
            return
        parity = Parity.of(self)
        if parity.state == Parity.State.DRAFT:
            parity.confirm(by)
        Article.objects.filter(pk=self.article_id).update(promised_on=None)

    @transaction.atomic
    def approve(self, by):
        """A second person confirms, afterwards, what was published in an emergency."""
        self._begin(self.State.PUBLISHED)
        if not self.is_forced:
            raise ValidationError(_("This edition needs no approval."))
        if refusal := self.needs_another_to_approve_than(by):
            raise ValidationError(refusal)
        self._write(approved_by=by, approved_at=timezone.now())
        self.record(Action.APPROVE, by)

    def _end_the_edition_before(self, at):
        others = (
            type(self)
            .objects.filter(article_id=self.article_id, state=self.State.PUBLISHED)
            .exclude(pk=self.pk)
        )
        if others.filter(public_from__gt=timezone.now()).exists():
            raise ValidationError(
                _("Another edition of this article is scheduled already. Cancel its schedule first.")
            )
        if others.filter(Q(public_from__gte=at) | Q(public_until__gt=at)).exists():
            raise ValidationError(_("Readers have seen another edition at that moment. Choose a later one."))
        others.filter(public_until__isnull=True).update(public_until=at)

    def _freeze_positions(self):
        """Store the position that each person holds on the edition's day, whatever changes later."""
        for place in self.edition_people.select_related("person").prefetch_related("person__appointments"):
            place.fill_in_position(self.day)
            place.save()

    @transaction.atomic
    def reschedule(self, by, at, *, findings):
        """Another moment for what is scheduled; the edition before it stays public until then.

        When something becomes public is part of what the second person decides.
        """
        self._begin(self.State.PUBLISHED)
        now, before = timezone.now(), self.public_from
        if before <= now:
            raise ValidationError(_("Readers can see this edition already; it cannot be moved."))
        if at <= now:
            raise ValidationError(_("This moment has passed. Choose a later one."))
        if refusal := self.needs_another_than(by):
            raise ValidationError(refusal)
        self._refuse_problems(by, findings)
        shown = at if self.first_published_at == before else self.first_published_at
        if shown > at:
            raise ValidationError(
                _("The date shown to readers cannot be later than the moment of publishing.")
            )
        self._move_schedule(before, at, shown)
        when = [date_format(timezone.localtime(moment), "d.m.Y H:i") for moment in (before, at)]
        self.record(Action.SCHEDULE, by, when[1], [("public_from", *when)])

    def _move_schedule(self, before, at, shown):
        """The intervals never overlap in between: the one before ends early first, and late afterwards."""
        editions = type(self).objects.filter(article_id=self.article_id)
        editions.filter(public_until=before).update(public_until=min(before, at))
        self._write(public_from=at, first_published_at=shown)
        editions.filter(public_until=min(before, at)).update(public_until=at)

    @transaction.atomic
    def unschedule(self, by):
        """Back to draft; the edition before it stays public without an end, or removed."""
        self._begin(self.State.PUBLISHED)
        if self.public_from <= timezone.now():
            raise ValidationError(
                _("Readers can see this edition already; its schedule cannot be cancelled.")
            )
        self._end_schedule()
        last = type(self).objects.last_seen_of(self.article.number)
        if last is not None and last.status == self.Status.REMOVED:
            last._put_up_tombstone_again()
        self.record(Action.UNSCHEDULE, by)

    def _end_schedule(self):
        began = self.public_from
        restored = self.first_published_at if self.sequence > 1 or self.first_published_at != began else None
        self._write(
            state=self.State.DRAFT,
            public_from=None,
            public_until=None,
            first_published_at=restored,
            submitted_by=None,
            forced_by=None,
            force_reason="",
            approved_by=None,
            approved_at=None,
        )
        before = type(self).objects.filter(article_id=self.article_id, public_until=began)
        before.update(public_until=None)

    def _put_up_tombstone_again(self):
        """The article was to be published again, and is not: it stays removed, by whoever removed it."""
        removals = AuditEntry.objects.filter(edition=self, action=Action.REMOVE).order_by("number")
        actors = removals.values_list("actor", flat=True)
        Tombstone.put_up(self, get_user_model().objects.filter(pk=actors.last()).first())

    @transaction.atomic
    def new_edition(self, by):
        """A draft with the same content, to correct or continue the article."""
        self._begin(self.State.PUBLISHED)
        latest = self.article.latest_edition
        if latest.pk != self.pk:
            raise ValidationError(
                _("There is a later edition of this article already. Continue with that one.")
            )
        if self.public_from > timezone.now():
            raise ValidationError(_("This edition is scheduled. Cancel its schedule to change it."))
        draft = draft_after(self, by)
        draft.record(Action.NEW_EDITION, by)
        return draft

    @transaction.atomic
    def discard(self, by):
        """Delete the draft; an article that never had another edition goes with it."""
        self._begin(*IN_PREPARATION)
        article = self.article
        is_limited = article.editions.limited().filter(pk=self.pk).exists()
        self.record(Action.DISCARD_LIMITED if is_limited else Action.DISCARD, by, str(self))
        self.delete()
        if not article.editions.exists():
            article.delete()

    @transaction.atomic
    def hand_over(self, to, by):
        """From now on it is another person's draft; whoever submitted it stays the first pair of eyes."""
        self._begin(*IN_PREPARATION)
        before = self.author
        if type(self).objects.limited().filter(pk=self.pk).exists():
            self.limited_to.add(to)
        self._write(author=to)
        self.record(Action.CHANGE, by, changes=[("author", named(before), named(to))])

    @transaction.atomic
    def withdraw(self, by, reason, at=None):
        """Keep the page and put a banner with the reason ({language: sentence}) on it, from that moment.

        Nothing that was scheduled takes the banner away: those editions, which it returns, are drafts again.
        """
        self._begin(self.State.PUBLISHED)
        now = timezone.now()
        if status_of(self, now) != self.Status.LIVE:
            raise ValidationError(_("Only an article that readers can see now can be withdrawn."))
        self._refuse_missing(reason)
        back_in_preparation = self._end_all_schedules(now, by, _("The article was withdrawn."))
        reasons = {field_in("withdrawal_reason", language): text for language, text in reason.items()}
        self._write(withdrawn_at=at or now, **reasons)
        self.record(Action.WITHDRAW, by, "\n".join(filter(None, reason.values())))
        return back_in_preparation

    def scheduled_after(self, at=None):
        """The article's editions that become public by themselves after that moment (now)."""
        later = type(self).objects.filter(article_id=self.article_id, public_from__gt=at or timezone.now())
        return later.order_by("sequence")

    def _end_all_schedules(self, now, by, note):
        editions = list(self.scheduled_after(now))
        for edition in editions:
            edition._end_schedule()
            edition.record(Action.UNSCHEDULE, by, note)
        self.refresh_from_db()
        return editions

    def _refuse_missing(self, reason):
        if not all(reason.get(language, "").strip() for language in self.released_languages):
            raise ValidationError(_("Give the reason in each language in which the article is released."))

    @transaction.atomic
    def remove(self, by, reason=None, redirect_to=""):
        """Take it off the site: its address answers 410 with the reason, or redirects.

        Nothing that was scheduled brings it back: those editions, which it returns, are drafts again.
        """
        self._begin(self.State.PUBLISHED)
        reason = reason or {}
        now = timezone.now()
        if status_of(self, now) not in (self.Status.LIVE, self.Status.WITHDRAWN):
            raise ValidationError(_("Only an article that readers can see now can be removed."))
        if redirect_to and not redirect_to.startswith(tuple(f"/{language}/" for language in LANGUAGES)):
            raise ValidationError(_("The redirect must be an address of this site, such as /en/news/12/."))
        if re.match(rf"/\w+/(view/)?news/{self.article.number}(?!\d)", redirect_to):
            raise ValidationError(_("The redirect leads to the article itself. Choose another page."))
        if not redirect_to:
            self._refuse_missing(reason)
        back_in_preparation = self._end_all_schedules(now, by, _("The article was removed from the site."))
        reasons = {field_in("removal_reason", language): text for language, text in reason.items()}
        self._write(public_until=now, removed_at=now, removal_redirect=redirect_to, **reasons)
        Tombstone.put_up(self, by)
        self.record(Action.REMOVE, by, redirect_to or "\n".join(filter(None, reason.values())))
        return back_in_preparation

import json

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from news.addresses import reverse_in
from news.text.azerbaijani import fold, slugify
from news.text.edition_texts import LABELS, REQUIRED, TEXTS
from news.text.languages import LANGUAGES, field_in, value_in

from .article import Article
from .clean_texts import clean_texts
from .edition_queryset import EditionQuerySet
from .edition_status import IN_PREPARATION, State, Status, status_of
from .edition_workflow import Workflow

LONGEST_FOLDED_TITLE = 300


class EditionChanged(ValidationError):
    """Somebody else saved the edition since it was read."""


def complete_in_every_released_language():
    """A public edition has a title, an address and a text in each language it is released in."""
    conditions = Q()
    released = Q()
    for language in LANGUAGES:
        is_released = Q(**{field_in("released", language): True})
        complete = Q()
        for name in sorted(REQUIRED, reverse=True):  # in the order of the migration
            column = field_in(name, language)
            complete &= Q(**{f"{column}__isnull": False}) & ~Q(**{column: ""})
        conditions &= ~is_released | complete
        released |= is_released
    return ~Q(state="published") | (released & conditions)


def folded_title(title):
    """By which equal titles are found, however they are spelled."""
    return fold(title)[:LONGEST_FOLDED_TITLE]


class Edition(Workflow, models.Model):
    """One version of what an article says, in both languages. Never changed once it has been public."""

    State, Status = State, Status

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions", verbose_name=_("article"))
    sequence = models.PositiveIntegerField(_("edition"), default=1, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)

    title = models.CharField(
        LABELS["title"], max_length=300, blank=True, help_text=_("Best under 65 characters.")
    )
    slug = models.SlugField(
        LABELS["slug"],
        max_length=100,
        blank=True,
        help_text=_("Made from the title when left empty."),
        db_index=False,
    )
    summary = models.TextField(
        LABELS["summary"],
        blank=True,
        help_text=_("One or two sentences, shown in lists and to search engines. Best under 160 characters."),
    )
    body = models.TextField(LABELS["body"], blank=True)
    easy_text = models.TextField(
        LABELS["easy_text"],
        blank=True,
        null=True,
        help_text=_("The same in short sentences and everyday words. It gets a page of its own."),
    )
    released = models.BooleanField(
        LABELS["released"],
        default=True,
        help_text=_("Readers of this language see the article once it is public."),
    )

    first_published_at = models.DateTimeField(
        _("date shown to readers"),
        null=True,
        blank=True,
        help_text=_("Baku time. The moment of publishing when left empty."),
    )
    public_from = models.DateTimeField(
        _("public from"),
        null=True,
        editable=False,
        help_text=_("Readers see this edition from this moment (Baku time)."),
    )
    public_until = models.DateTimeField(_("public until"), null=True, editable=False)

    change_note = models.TextField(
        LABELS["change_note"],
        blank=True,
        help_text=_("What was corrected or added, for readers. Not needed for the first edition."),
    )
    is_minor = models.BooleanField(
        _("minor change"),
        default=False,
        help_text=_("A spelling or layout fix that readers need not be told about."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawal_reason = models.TextField(LABELS["withdrawal_reason"], blank=True, editable=False)
    removed_at = models.DateTimeField(_("removed at"), null=True, editable=False)
    removal_reason = models.TextField(LABELS["removal_reason"], null=True, blank=True, editable=False)
    removal_redirect = models.CharField(_("redirect to"), max_length=500, default="", editable=False)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="editions",
        verbose_name=_("author"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    forced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published without a second person by"),
    )
    force_reason = models.TextField(_("why without a second person"), default="", editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved afterwards by"),
    )
    approved_at = models.DateTimeField(_("approved afterwards at"), null=True, editable=False)

    findings = models.TextField(default="[]", editable=False)
    is_blocked = models.BooleanField(default=False, editable=False)
    judged_at = models.DateTimeField(null=True, editable=False)

    limited_to = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("limited to"),
        help_text=_(
            "Until it is public, only these people and the administrators see this edition at the desk. "
            "You yourself stay on the list. Nobody chosen: all of the desk."
        ),
    )
    lead_image = models.ForeignKey(
        "Image", models.PROTECT, null=True, blank=True, related_name="leads", verbose_name=_("lead image")
    )
    topics = models.ManyToManyField("Topic", blank=True, related_name="editions", verbose_name=_("topics"))
    people = models.ManyToManyField(
        "Person", through="EditionPerson", related_name="editions", verbose_name=_("people")
    )
    organizations = models.ManyToManyField(
        "Organization",
        through="EditionOrganization",
        related_name="editions",
        verbose_name=_("organizations"),
    )

    version = models.PositiveIntegerField(default=0, editable=False)
    search_text = models.TextField(editable=False, default="")
    folded_title_az = models.CharField(max_length=LONGEST_FOLDED_TITLE, editable=False, default="")
    folded_title_en = models.CharField(max_length=LONGEST_FOLDED_TITLE, editable=False, default="")
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved"), auto_now=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        permissions = [
            ("submit_edition", "Can submit an edition"),
            ("publish_edition", "Can publish, schedule, reject and withdraw an edition"),
            ("remove_edition", "Can remove an article from the site"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "sequence"], name="edition_sequence_unique"),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(state__in=IN_PREPARATION),
                name="one_edition_in_preparation",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=Q(public_from__isnull=False, public_until__isnull=True),
                name="one_open_ended_edition",
            ),
            models.CheckConstraint(
                condition=Q(public_until__isnull=True) | Q(public_until__gt=F("public_from")),
                name="interval_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(public_from__isnull=False, first_published_at__isnull=False, state="published")
                | (Q(public_from__isnull=True, public_until__isnull=True) & ~Q(state="published")),
                name="published_means_public_from",
            ),
            models.CheckConstraint(
                condition=complete_in_every_released_language(), name="public_edition_is_complete"
            ),
        ]
        indexes = [
            models.Index(
                F("first_published_at").desc(),
                F("article_id").desc(),
                condition=Q(public_from__isnull=False),
                name="edition_newest_first",
            ),
            models.Index(
                fields=["public_from"], condition=Q(public_from__isnull=False), name="edition_public_from"
            ),
            models.Index(
                fields=["public_until"], condition=Q(public_until__isnull=False), name="edition_public_until"
            ),
            models.Index(
                fields=["withdrawn_at"], condition=Q(withdrawn_at__isnull=False), name="edition_withdrawn"
            ),
            *(
                models.Index(fields=[name], name=f"edition_{name}")
                for name in ("folded_title_az", "folded_title_en")
            ),
        ]

    def __str__(self):
        return self.title or self.title_az or self.title_en or str(_("Untitled"))

    def get_absolute_url(self):
        return self.url_in(get_language() or settings.LANGUAGE_CODE)

    def url_in(self, language):
        """Raises NoReverseMatch while a draft has no slug in the language."""
        if slug := value_in(self, "slug", language):
            return reverse_in(language, "article_detail", self.article.number, slug)
        raise NoReverseMatch(f"Edition {self.pk} has no address in {language!r}.")

    # --- What it is ---------------------------------------------------------------

    @property
    def status(self):
        """The state as the clock sees it now."""
        return status_of(self, timezone.now())

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None and self.withdrawn_at <= timezone.now()

    @property
    def is_in_preparation(self):
        return self.state in IN_PREPARATION

    @property
    def released_languages(self):
        return [language for language in LANGUAGES if value_in(self, "released", language)]

    @property
    def day(self):
        """Its day in Baku, on which the positions that it shows were held."""
        return timezone.localdate(self.first_published_at or self.public_from or timezone.now())

    @property
    def is_forced(self):
        """Published by one person alone: marked in red until a second one has approved it."""
        return bool(self.force_reason) and self.approved_at is None

    @property
    def article_kind_slug(self):
        """The slug when the title has no letter or digit for one."""
        return self.article.kind.replace("_", "-") if self.article_id else "news"

    # --- Saving ----------------------------------------------------------------------

    def clean(self):
        """Normalise words, sanitise texts and fill in the slug from the title."""
        clean_texts(self, *TEXTS)
        for language in LANGUAGES:
            slug = slugify(value_in(self, "slug", language) or value_in(self, "title", language))
            if not slug and value_in(self, "title", language):
                slug = self.article_kind_slug
            setattr(self, field_in("slug", language), slug)
            title = folded_title(value_in(self, "title", language))
            setattr(self, field_in("folded_title", language), title)
        self.search_text = fold("\n".join(value_in(self, "title", language) for language in LANGUAGES))

    def save(self, *args, **kwargs):
        """Save the draft. Raises ValidationError when it is frozen, EditionChanged when it is stale."""
        self.clean()
        with transaction.atomic():
            if self.pk:
                self.refuse_if_frozen()
                self._take_next_version()
            super().save(*args, **kwargs)

    def keep_findings(self, findings):
        """Store the gate's findings, as long as the edition is in preparation: afterwards it is a record."""
        if not self.is_in_preparation:
            return
        self.findings = json.dumps([finding.as_json() for finding in findings], ensure_ascii=False)
        self.is_blocked = any(finding.blocks for finding in findings)
        self.judged_at = timezone.now()
        Edition.objects.filter(pk=self.pk).exclude(state=self.State.PUBLISHED).update(
            findings=self.findings, is_blocked=self.is_blocked, judged_at=self.judged_at
        )

    def _take_next_version(self):
        mine = Edition.objects.filter(pk=self.pk, version=self.version)
        if not mine.update(version=F("version") + 1):
            raise EditionChanged(_("Somebody else has saved this edition in the meantime."))
        self.version += 1

    def refuse_if_frozen(self):
        """Raise ValidationError when the stored edition is published: it is a record now."""
        if self.pk and Edition.objects.filter(pk=self.pk, state=self.State.PUBLISHED).exists():
            raise ValidationError(
                _("This edition is published and cannot be changed. Begin a new edition to correct it.")
            )

    def delete(self, *args, **kwargs):
        self.refuse_if_frozen()
        return super().delete(*args, **kwargs)

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from news.text.azerbaijani import sort_key
from news.text.edition_texts import LABELS, TEMPLATED
from news.text.languages import LANGUAGES, field_in, fields_in_each, value_in

from .article_kind import Kind
from .clean_texts import clean_texts
from .naming import named_in_some_language, normalise_texts, strip_texts


class ReleaseTemplateQuerySet(models.QuerySet):
    def by_name(self):
        """In the order of the alphabet of the language that is being spoken."""
        return self.order_by(field_in("sort_key", get_language()), "pk")


class ReleaseTemplate(models.Model):
    """What releases of one sort begin with: a visit, a statement, a condolence. Only the desk sees it.

    An article that began with it keeps nothing of it but the words: neither changes with the other.
    """

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    title = models.CharField(
        LABELS["title"],
        max_length=300,
        blank=True,
        help_text=_(
            "What differs each time stands in double round brackets, such as ((name)), here and in the other "
            "texts. An article in which one was left cannot be published."
        ),
    )
    summary = models.TextField(LABELS["summary"], blank=True)
    body = models.TextField(LABELS["body"], blank=True)
    topics = models.ManyToManyField("Topic", blank=True, related_name="+", verbose_name=_("topics"))
    lead_organization = models.ForeignKey(
        "Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead organization"),
        help_text=_("The Office when left empty."),
    )
    is_faulty = models.BooleanField(editable=False, default=False)
    sort_key = models.CharField(max_length=200, editable=False, default="")

    objects = ReleaseTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template")
        verbose_name_plural = _("templates")
        constraints = [named_in_some_language("name", "release_template")]

    def __str__(self):
        return self.name or self.name_az or self.name_en or ""

    def save(self, *args, **kwargs):
        normalise_texts(self, "name")
        strip_texts(self, "name")
        clean_texts(self, *TEMPLATED)
        for language in LANGUAGES:
            key = sort_key(value_in(self, "name", language), language)
            setattr(self, field_in("sort_key", language), key[:200])
        super().save(*args, **kwargs)

    def beginning(self):
        """{field of an edition's form: what it begins with}"""
        texts = {column: getattr(self, column) or "" for column in fields_in_each(*TEMPLATED)}
        return texts | {"kind": self.kind, "topics": [topic.pk for topic in self.topics.all()]}

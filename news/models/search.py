"""The tables of the search index; engines.py adds what each engine needs."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import Q

BUILD_SIZE = 1 << 32
SLICE_SIZE = 2048
ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


class SearchState(models.Model):
    """The build of the index that answers queries, the one that is being made, and the last numbers used."""

    build = models.PositiveSmallIntegerField(default=1)
    next_build = models.PositiveSmallIntegerField(null=True)
    last_number = models.PositiveIntegerField(default=0)
    last_number_of_next_build = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "search state"

    def __str__(self):
        return f"build {self.build}"


class SearchDocument(models.Model):
    """One text in one language, as the search sees it.

    The id is the build and a number that grows with the date, so that an engine can find the newest matches
    first without reading the others. No constraint ties it to the edition: the index is derived, may be made
    anew at any time, and holds texts that are no editions when it is scored.

    `public_from` and `public_until` are those moments of the edition at which the counts of its words change;
    empty when nothing changes.
    """

    id = models.BigAutoField(primary_key=True)
    language = models.CharField(max_length=2)
    reference = models.CharField(max_length=64, db_index=True)
    edition = models.ForeignKey(
        "news.Edition", models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    published_at = models.DateTimeField(null=True)
    public_from = models.DateTimeField(null=True)
    public_until = models.DateTimeField(null=True)
    title = models.TextField()
    text = models.TextField()
    title_terms = models.TextField()
    terms = models.TextField()

    class Meta:
        verbose_name = "search document"

    def __str__(self):
        return self.title

    @property
    def build(self):
        return self.id // BUILD_SIZE


class SearchTerm(models.Model):
    """A term of one build in one spelling: how it sounds, and in how many public texts it is spelled so.

    A text counts from its moment to its last: the texts that are public at a moment are the sum of the rows
    whose `counted_from` has come. Those of moments long past are one row, whose `counted_from` is ALWAYS.

    `term` and `mirror` begin with the letter of the language (a or e); `mirror` is the term's first letter
    and the rest read backwards, for looking up words by their ending.
    """

    build = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=48)
    mirror = models.CharField(max_length=48)
    skeleton = models.CharField(max_length=48)
    spelling = models.CharField(max_length=64)
    counted_from = models.DateTimeField(default=ALWAYS)
    documents = models.IntegerField()
    capitalised = models.IntegerField()

    class Meta:
        verbose_name = "search term"
        constraints = [
            models.UniqueConstraint(
                fields=["build", "term", "spelling", "counted_from"], name="search_term_unique"
            )
        ]
        indexes = [
            models.Index(fields=["build", "mirror"], name="search_term_mirror"),
            models.Index(fields=["build", "skeleton"], name="search_term_skeleton"),
            models.Index(
                fields=["counted_from"], condition=Q(counted_from__gt=ALWAYS), name="search_term_moment"
            ),
        ]

    def __str__(self):
        return self.spelling

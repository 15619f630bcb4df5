"""The tables of the search index; engines.py adds what each engine needs."""

from django.db import models

BUILD_SIZE = 1 << 32
SLICE_SIZE = 2048


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
    """

    id = models.BigAutoField(primary_key=True)
    language = models.CharField(max_length=2)
    reference = models.CharField(max_length=64, db_index=True)
    edition = models.ForeignKey(
        "news.Edition", models.CASCADE, null=True, related_name="+", db_constraint=False
    )
    published_at = models.DateTimeField(null=True)
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
    """A term of one build: how frequent it is, how it sounds, how people spell it.

    `term` and `mirror` begin with the letter of the language (a or e); `mirror` is the term's first letter
    and the rest read backwards, for looking up words by their ending.
    """

    build = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=48)
    mirror = models.CharField(max_length=48)
    skeleton = models.CharField(max_length=48)
    spelling = models.CharField(max_length=64)
    documents = models.IntegerField()
    capitalised = models.IntegerField()

    class Meta:
        verbose_name = "search term"
        constraints = [models.UniqueConstraint(fields=["build", "term"], name="search_term_unique")]
        indexes = [
            models.Index(fields=["build", "mirror"], name="search_term_mirror"),
            models.Index(fields=["build", "skeleton"], name="search_term_skeleton"),
        ]

    def __str__(self):
        return self.spelling

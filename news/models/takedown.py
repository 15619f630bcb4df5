from django.db import Error, models, transaction

from news.kept_pages import kept_pages
from news.kept_pages.kept_pages import EVERYTHING

from .public_content import PublicContent, wait_for_other_machines

LOOKS = 10  # how often every machine has looked before an act that takes something away is acknowledged


class Takedown(models.Model):
    """Something is public no more since this generation: no machine may show it, not even during an outage.

    mark: what stands in the address or the text of each page that shows it; empty when every page may.
    """

    generation = models.PositiveBigIntegerField(db_index=True)
    mark = models.CharField(max_length=100, blank=True)

    def __str__(self):
        return f"{self.generation}: {self.mark or '*'}"

    @classmethod
    def record(cls, mark=EVERYTHING):
        """In the transaction of the act, after that has raised the generation."""
        cls.objects.create(generation=PublicContent.current(), mark=mark)
        transaction.on_commit(take_down)  # who acts is not told that it was done where this fails

    @classmethod
    def marks_between(cls, checked, generation):
        """Everything, where no beginning is known or a database was replaced by an older one."""
        if checked is None or checked > generation:
            return {EVERYTHING}
        since = cls.objects.filter(generation__gt=checked, generation__lte=generation)
        return set(since.values_list("mark", flat=True))


def take_down():
    """When this returns no machine has the pages any more. When it fails, this one shows none of its pages
    until it has looked again.
    """
    kept = kept_pages()
    if not kept.is_on:
        return
    try:
        check_kept_pages()
        wait_for_other_machines(LOOKS)
        PublicContent.current()  # if the database has gone meanwhile, the other machines could not look
    except (Error, OSError):
        with kept.locked("checking"):
            kept.hide()
        raise


def check_kept_pages(before=lambda: None):
    """Take out of this machine's kept pages what was removed since the last time; `before` that, if need be.

    `before` must end the epoch where that has not happened yet.
    """
    kept = kept_pages()
    with kept.locked("checking"):
        checked, generation = kept.checked, PublicContent.current()
        if checked == generation and kept.shown.is_symlink():
            return
        marks = Takedown.marks_between(checked, generation)
        if marks:
            before()
        kept.take_out(marks, generation)

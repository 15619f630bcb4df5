import time

from django.conf import settings
from django.db import models, transaction
from django.db.models import F

from news.shared_memory import shared_memory

LOOK_EVERY = 0.1  # seconds; how often each machine asks for the generation


class PublicContent(models.Model):
    """One row: the generation of everything that readers can see.

    Each act that changes a public page raises it inside its own transaction, so whatever is
    cached under an older generation is simply never asked for again.
    """

    generation = models.PositiveBigIntegerField(default=1)

    def __str__(self):
        return str(self.generation)

    @classmethod
    def current(cls, using=None):
        """The generation in the database that is read now, or in `using`."""
        row = cls.objects.using(using).filter(pk=1).values_list("generation", flat=True)
        return next(iter(row), 0)

    @classmethod
    def bump(cls):
        if not cls.objects.filter(pk=1).update(generation=F("generation") + 1):
            cls.objects.get_or_create(pk=1)
        transaction.on_commit(end_finished_pages, robust=True)


def end_finished_pages():
    """Every worker of this machine sees it at once. Other machines look every LOOK_EVERY seconds: the person
    who published gets an answer when all of them know.
    """
    shared_memory().end_finished_pages()
    wait_for_other_machines(looks=1)


def wait_for_other_machines(looks):
    if settings.SHARED_CACHE:
        time.sleep(looks * LOOK_EVERY)

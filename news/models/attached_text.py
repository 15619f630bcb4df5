from django.db import models
from django.utils.translation import gettext_lazy as _


class AttachedText(models.Model):
    """What was read in an attached file: its words, or why there are none. Editions share it with the file.

    A file without a row has not been read yet.
    """

    class Outcome(models.TextChoices):
        READ = "read", _("Read: the search finds its words")
        NO_WORDS = "no_words", _("There are no words in it: its pages are pictures")
        UNREADABLE = "unreadable", _("It cannot be read: it is damaged, or locked with a password")
        TOO_MUCH = "too_much", _("It cannot be read: it is too large when unpacked, or takes too long")
        NOT_OPENED = "not_opened", _("The search does not look into files of this kind")

    file = models.CharField(max_length=100, unique=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField(blank=True)

    def __str__(self):
        return self.file

import secrets
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from news.documents.background import background
from news.images.files import new_files
from news.text.azerbaijani import slugify

from .attached_text import AttachedText
from .naming import normalise_texts

EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip"]
MOST_BYTES = 50 * 1024 * 1024
TEXT_BY_NATURE = {"xlsx", "pptx", "odt", "ods", "odp"}  # these cannot be mere pictures of pages
SIGNATURES = {"pdf": b"%PDF-"} | dict.fromkeys(["docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"], b"PK")


def attachment_content(file):
    """Validates that the file is what its name says (by its first bytes) and not too large."""
    extension = PurePosixPath(file.name).suffix[1:].casefold()
    if file.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 50 MB."))
    file.seek(0)
    head = file.read(1024)
    file.seek(0)
    if not head.startswith(SIGNATURES.get(extension, b"")) or (extension in ("csv", "txt") and b"\0" in head):
        raise ValidationError(
            _("The content of the file does not match its extension .%(ext)s."), params={"ext": extension}
        )


def unguessable_name(name):
    """A name by which nobody can find the file of an edition that is not public yet by guessing."""
    path = PurePosixPath(name)
    return f"{slugify(path.stem)[:60] or 'file'}-{secrets.token_urlsafe(12)}{path.suffix.casefold()}"


class AttachmentQuerySet(models.QuerySet):
    def not_read_yet(self):
        return self.exclude(Exists(AttachedText.objects.filter(file=OuterRef("file"))))


class Attachment(models.Model):
    edition = models.ForeignKey(
        "Edition", models.CASCADE, related_name="attachments", verbose_name=_("edition")
    )
    file = models.FileField(
        _("file"),
        upload_to="attachments/%Y/%m/",
        validators=[FileExtensionValidator(EXTENSIONS), attachment_content],
    )
    title = models.CharField(_("title"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), editable=False, default=0)
    has_alternative = models.BooleanField(
        _("content is here as text"),
        default=False,
        help_text=_("What the file says stands in the article or in another file that can be read aloud."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.title or self.file.name

    def save(self, *args, **kwargs):
        self.edition.refuse_if_frozen()
        normalise_texts(self, "title")
        self.size = self.file.size
        is_new = not self.file._committed
        with transaction.atomic(), new_files(self.file.storage) as names:
            if is_new:
                self.file.save(unguessable_name(self.file.name), self.file.file, save=False)
                names.append(self.file.name)
                transaction.on_commit(background.start, robust=True)
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self.edition.refuse_if_frozen()
        return super().delete(*args, **kwargs)

    @property
    def extension(self):
        return PurePosixPath(self.file.name).suffix[1:]

    @property
    def reading(self):
        """What came of reading the file; None while nobody has read it."""
        return AttachedText.objects.defer("text").filter(file=self.file.name).first()

    @property
    def is_readable(self):
        """Whether it can be searched and read aloud; None while that is not known."""
        if self.extension.casefold() in TEXT_BY_NATURE:
            return True
        reading = self.reading
        return None if reading is None else reading.outcome == AttachedText.Outcome.READ

import hashlib
import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from PIL import Image as Picture
from PIL import ImageOps

from news.azerbaijani import fold
from news.languages import LANGUAGES, field_in, value_in

from .naming import normalise_texts
from .public_content import PublicContent

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
DESCRIPTIONS = ("alt", "caption", "credit")
MOST_PIXELS = 50_000_000
MOST_BYTES = 20 * 1024 * 1024


def described_in_every_language():
    """Alternative text in each language, or marked decorative (WCAG 2.2, 1.1.1)."""
    described = Q()
    for language in LANGUAGES:
        column = field_in("alt", language)
        described &= Q(**{f"{column}__isnull": False}) & ~Q(**{column: ""})
    return Q(is_decorative=True) | described


def read_picture(file):
    """The decoded picture; ValidationError in a sentence for what is none, or too large."""
    if file.size > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than 20 MB. Make the picture smaller and upload it again.")
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Picture.DecompressionBombWarning)
            file.seek(0)
            picture = Picture.open(file, formats=list(FORMATS))
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(
                    _("The picture has more than 50 million pixels. Make it smaller and upload it again.")
                )
            picture.load()
    except ValidationError:
        raise
    except Exception as error:  # whatever a broken file makes the decoders raise
        raise ValidationError(
            _("This is not a JPEG, PNG or WebP picture, or the file is damaged.")
        ) from error
    return picture


def cleaned(picture):
    """Upright, without camera data (which may hold a place), in its own format: (bytes, extension)."""
    kind = picture.format
    upright = ImageOps.exif_transpose(picture)
    buffer = BytesIO()
    options = {"quality": 88} if kind in ("JPEG", "WEBP") else {"optimize": True}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    upright.info = {}
    upright.save(buffer, kind, **options)
    return buffer.getvalue(), FORMATS[kind]


class Image(models.Model):
    file = models.ImageField(_("file"), upload_to="images/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width"), editable=False, default=0)
    height = models.PositiveIntegerField(_("height"), editable=False, default=0)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It says nothing that the text does not; no alternative text."),
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who made the picture."))
    content_hash = models.CharField(max_length=64, editable=False, default="", db_index=True)
    folded = models.TextField(editable=False, default="")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=described_in_every_language(),
                name="image_described_or_decorative",
                violation_error_message=_("Describe the picture in each language, or mark it as decorative."),
            )
        ]

    def __str__(self):
        return self.alt or self.alt_az or self.caption or self.file.name

    def clean(self):
        if self.file and not self.file._committed:
            read_picture(self.file.file)
        if self.is_decorative:
            return
        missing = {
            field_in("alt", language): _("Describe the picture, or mark it as decorative.")
            for language in LANGUAGES
            if not value_in(self, "alt", language).strip()
        }
        if missing:
            raise ValidationError(missing)

    def save(self, *args, **kwargs):
        normalise_texts(self, *DESCRIPTIONS)
        texts = [value_in(self, name, language) for name in DESCRIPTIONS for language in LANGUAGES]
        self.folded = fold("\n".join(texts))
        if self.file and not self.file._committed:
            self._take_in()
        super().save(*args, **kwargs)
        PublicContent.bump()

    def delete(self, *args, **kwargs):
        PublicContent.bump()
        return super().delete(*args, **kwargs)

    def _take_in(self):
        """Store the picture under the hash of its content, whatever the upload was called."""
        content, extension = cleaned(read_picture(self.file.file))
        self.content_hash = hashlib.sha256(content).hexdigest()
        self.file = ContentFile(content, name=f"{self.content_hash[:20]}.{extension}")

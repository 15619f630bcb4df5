"""An edition in sign language, as audio or as a film; frozen together with it."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, URLValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from news.images.files import new_files
from news.text.azerbaijani import normalise

from .attachment import MOST_BYTES, unguessable_name
from .edition_rows import FrozenWithItsEdition

VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
AUDIO_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg"}
TYPES = VIDEO_TYPES | AUDIO_TYPES
# {extension: (offset, any of these bytes)}: how such a file begins.
SIGNATURES = {
    "mp4": (4, (b"ftyp",)),
    "m4a": (4, (b"ftyp",)),
    "webm": (0, (b"\x1a\x45\xdf\xa3",)),
    "ogg": (0, (b"OggS",)),
    "mp3": (0, (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
}
MOST_BYTES_OF_CAPTIONS = 1024 * 1024


def extension_of(file):
    return PurePosixPath(file.name or "").suffix[1:].casefold()


def recorded_content(file):
    """Validates that the file is what its name says (by its first bytes) and not too large."""
    if file.size > MOST_BYTES:
        raise ValidationError(_("The file is larger than 50 MB."))
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    offset, beginnings = SIGNATURES.get(extension_of(file), (0, ()))
    if not head[offset:].startswith(beginnings):
        raise ValidationError(
            _("The content of the file does not match its extension .%(ext)s."),
            params={"ext": extension_of(file)},
        )


def captions_content(file):
    if file.size > MOST_BYTES_OF_CAPTIONS:
        raise ValidationError(_("The file of captions is larger than 1 MB."))
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text.startswith("WEBVTT") or "-->" not in text:
        raise ValidationError(_("Captions are a WebVTT file in UTF-8: its first line is WEBVTT."))


class Recording(FrozenWithItsEdition):
    class Kind(models.TextChoices):
        SIGN_LANGUAGE = "sign_language", _("Sign-language video")
        AUDIO = "audio", _("Audio")
        VIDEO = "video", _("Video")

    edition = models.ForeignKey(
        "Edition", models.CASCADE, related_name="recordings", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Its kind is named when left empty.")
    )
    file = models.FileField(
        _("file"),
        upload_to="recordings/%Y/%m/",
        blank=True,
        validators=[FileExtensionValidator(list(TYPES)), recorded_content],
        help_text=_("MP4 or WebM, for audio MP3, M4A or OGG; at most 50 MB."),
    )
    link = models.CharField(
        _("or link"),
        max_length=500,
        blank=True,
        validators=[URLValidator(["https"])],
        help_text=_("Where the video is on another site. Nothing is asked of that site until a reader goes."),
    )
    captions = models.FileField(
        _("captions"),
        upload_to="recordings/%Y/%m/",
        blank=True,
        validators=[FileExtensionValidator(["vtt"]), captions_content],
        help_text=_("A WebVTT file (.vtt)."),
    )
    transcript = models.TextField(
        _("transcript"),
        blank=True,
        help_text=_("All that is said and shown. Leave empty when that is the text of the article."),
    )
    size = models.PositiveBigIntegerField(_("size"), editable=False, default=0)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(link="")) | (~Q(file="") & Q(link="")),
                name="recording_is_file_or_link",
                violation_error_message=_("Upload a file or give a link: one of the two."),
            ),
            models.UniqueConstraint(
                fields=["edition", "kind", "language", "title"],
                name="recordings_differ",
                violation_error_message=_(
                    "There is one of that kind in that language already. Give each a title of its own."
                ),
            ),
        ]

    def __str__(self):
        return self.title or self.get_kind_display()

    def clean(self):
        wrong = {}
        types = AUDIO_TYPES if self.kind == self.Kind.AUDIO else VIDEO_TYPES
        if self.file and extension_of(self.file) in TYPES and extension_of(self.file) not in types:
            wrong["file"] = _("For this kind, upload one of these: %(types)s.") % {
                "types": ", ".join(types).upper()
            }
        if self.file and self.kind != self.Kind.AUDIO and not self.captions:
            wrong["captions"] = _("Add captions: without them a video says nothing to deaf readers.")
        if self.kind == self.Kind.VIDEO and not self.transcript.strip():
            wrong["transcript"] = _("Write down what is said and shown in the video.")
        if wrong:
            raise ValidationError(wrong)

    def save(self, *args, **kwargs):
        self.title, self.transcript = normalise(self.title).strip(), normalise(self.transcript).strip()
        self.size = self.file.size if self.file else 0
        with transaction.atomic(), new_files(self.file.storage) as names:
            for file in (self.file, self.captions):
                if file and not file._committed:
                    file.save(unguessable_name(file.name), file.file, save=False)
                    names.append(file.name)
            super().save(*args, **kwargs)

    @property
    def is_audio(self):
        return self.kind == self.Kind.AUDIO

    @property
    def content_type(self):
        return TYPES.get(extension_of(self.file), "application/octet-stream")

    @property
    def extension(self):
        return extension_of(self.file)

    @property
    def anchor(self):
        return f"recording-{self.pk}"

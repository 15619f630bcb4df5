import hashlib
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news.images import encoding, renditions, uses
from news.images.background import background
from news.images.cutting import cut_out
from news.images.decoding import FORMATS, read_picture
from news.images.files import delete_after_commit, new_files
from news.text.azerbaijani import fold
from news.text.languages import LANGUAGES, field_in, fields_in_each, value_in

from .naming import normalise_texts
from .public_content import PublicContent
from .public_noun import PublicNoun, PublicNounQuerySet
from .takedown import Takedown

DESCRIPTIONS = ("alt", "caption", "credit")
CENTRE = 50
SHOWN_USES = 50
THUMBNAIL = 320  # twice what a tile of the desk's grids is wide, or nearly
SHARED_WIDTH = 1200  # the width that social networks ask for


class Shown(NamedTuple):
    """One file of a picture, as a page refers to it."""

    url: str
    width: int
    height: int


def described_in_every_language():
    """Alternative text in each language, or marked decorative (WCAG 2.2, 1.1.1)."""
    described = Q()
    for language in LANGUAGES:
        column = field_in("alt", language)
        described &= Q(**{f"{column}__isnull": False}) & ~Q(**{column: ""})
    return Q(is_decorative=True) | described


class ImageQuerySet(PublicNounQuerySet):
    def pending(self):
        """Pictures without renditions, or with those of an older recipe."""
        return self.exclude(recipe=renditions.RECIPE)

    def same_as(self, picture, file):
        """Those with the same content: the same pixels were uploaded, or this is the library's own file."""
        file.seek(0)
        stored = hashlib.file_digest(file, "sha256").hexdigest()
        return self.filter(Q(fingerprint=picture.fingerprint) | Q(content_hash=stored))

    def delete(self):
        """One by one, because each has files and may be used in a text."""
        for image in self:
            image.delete()

    delete.queryset_only = True

    def unused(self):
        """Shown by no edition, no person and no page."""
        return uses.unused(self)

    def without_credit(self):
        """In one of the languages, at least."""
        lacking = Q()
        for column in fields_in_each("credit"):
            lacking |= Q(**{column: ""}) | Q(**{f"{column}__isnull": True})
        return self.filter(lacking)


class Image(PublicNoun):
    class Licence(models.TextChoices):
        OWN = "own", _("The Office’s own picture")
        PERMISSION = "permission", _("Used with permission")
        CC_BY = "cc-by-4.0", _("CC BY 4.0")
        CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0")
        PUBLIC_DOMAIN = "public-domain", _("Public domain")

    # A plain file field: an image field would open the file whenever a row is read or assigned.
    file = models.FileField(_("file"), upload_to="images/")
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
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    focus_x = models.PositiveSmallIntegerField(
        _("focal point: percent from the left"),
        default=CENTRE,
        validators=[MaxValueValidator(100)],
        help_text=_("What must stay in sight where the picture is cut: 0 is the left edge, 100 the right."),
    )
    focus_y = models.PositiveSmallIntegerField(
        _("focal point: percent from the top"),
        default=CENTRE,
        validators=[MaxValueValidator(100)],
        help_text=_("0 is the upper edge, 100 the lower."),
    )
    content_hash = models.CharField(max_length=64, editable=False, default="", db_index=True)
    fingerprint = models.CharField(max_length=64, editable=False, default="", db_index=True)
    renditions = models.JSONField(editable=False, default=dict)
    recipe = models.PositiveSmallIntegerField(editable=False, default=0, db_index=True)
    search_text = models.TextField(editable=False, default="")
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=described_in_every_language(),
                name="image_described_or_decorative",
                violation_error_message=_("Describe the picture in each language, or mark it as decorative."),
            ),
            models.CheckConstraint(
                condition=Q(focus_x__lte=100, focus_y__lte=100), name="focal_point_inside_image"
            ),
        ]

    def __str__(self):
        words = self.alt or self.alt_az or self.caption
        return words or gettext("Decorative picture no. %(number)s") % {"number": self.pk}

    # --- Taking in ----------------------------------------------------------------------

    def clean(self):
        if self._is_new_file:
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

    @property
    def _is_new_file(self):
        return bool(self.file) and not self.file._committed

    def save(self, *args, **kwargs):
        """Save the row and, the first time, the picture; a save that fails leaves no file."""
        normalise_texts(self, *DESCRIPTIONS)
        texts = [value_in(self, name, language) for name in DESCRIPTIONS for language in LANGUAGES]
        self.search_text = fold("\n".join(texts))
        with transaction.atomic(), new_files(self.file.storage) as names:
            if self._is_new_file:
                self._take_in(names)
            super().save(*args, **kwargs)

    def _take_in(self, names):
        if self.pk:
            raise ValidationError(_("Another file takes the place of this one by an act of its own."))
        self._store_file(names)

    def _store_file(self, names):
        """Store the picture under the hash of its content, whatever the name of the upload."""
        picture, storage = read_picture(self.file.file), self.file.storage
        content = encoding.encode_original(picture)
        self.width, self.height, self.fingerprint = *picture.size, picture.fingerprint
        self.content_hash = hashlib.sha256(content).hexdigest()
        self.file.save(f"{self.content_hash[:20]}.{FORMATS[picture.kind]}", ContentFile(content), save=False)
        names.append(self.file.name)
        self.renditions, first = renditions.make_first(storage, self.file.name, picture)
        names.append(first)
        transaction.on_commit(background.start, robust=True)

    def replace_file(self, file):
        """Another file for the same picture, unless a record or a text shows the present one.

        The generation's row is locked first, so that no edition becomes public meanwhile. Readers may have
        seen the old file with a person; it may be one that must go, so no machine shows it any more.
        """
        with transaction.atomic(), new_files(self.file.storage) as names:
            PublicContent.bump()
            stored = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            if uses.uses_of_the_file(stored, most=1):
                raise ValidationError(_("A public edition or a text shows this file: it must stay."))
            self.file, self.recipe = file, 0
            self.focus_x = self.focus_y = CENTRE
            self._store_file(names)
            self.save()
            Takedown.record()
            delete_after_commit(
                self.file.storage, [stored.file.name, *renditions.paths_of(stored.renditions)]
            )

    def part(self, box):
        """A new picture, not saved yet: that part of this one, with its words.

        This one stays as it is, with whatever shows it.
        """
        copied = ("is_decorative", "licence", *fields_in_each(*DESCRIPTIONS))
        return Image(file=cut_out(self.file, box), **{name: getattr(self, name) for name in copied})

    def delete(self, *args, **kwargs):
        """Refused while the picture is used anywhere; its files are deleted with it."""
        if shown_in := uses.uses_of(self, SHOWN_USES):
            raise ProtectedError(_("The picture is in use."), set(shown_in))
        with transaction.atomic():
            delete_after_commit(self.file.storage, [self.file.name, *renditions.paths_of(self.renditions)])
            return super().delete(*args, **kwargs)

    # --- Showing: from the row alone, without a query or access to the disk ----------------

    @property
    def sources(self):
        """[{"type", "srcset"}] for <source>, the lightest format first; empty until the files are made."""
        kinds = [kind for kind in ("avif", "webp") if self.renditions.get(kind)]
        return [{"type": renditions.TYPES[kind], "srcset": self._srcset(kind)} for kind in kinds]

    @property
    def srcset(self):
        """The srcset of the JPEGs; empty until there is more than one."""
        return self._srcset("jpg") if len(self.renditions.get("jpg", ())) > 1 else ""

    def _srcset(self, kind):
        return renditions.srcset(self.file.storage, self.renditions, kind)

    def jpeg_for(self, width):
        """The lightest JPEG for that width; the original while there is no other file."""
        found = renditions.lightest(self.renditions, width)
        if found is None:
            return Shown(self.file.url, self.width, self.height)
        path, found_width = found
        height = encoding.height_at(found_width, self.width, self.height)
        return Shown(self.file.storage.url(path), found_width, height)

    @property
    def thumbnail(self):
        """The file for the desk's grids."""
        return self.jpeg_for(THUMBNAIL)

    @property
    def url(self):
        """The address for browsers that support none of the sources."""
        return self.jpeg_for(renditions.FIRST_WIDTH).url

    @property
    def for_sharing(self):
        """The file for link previews and search engines."""
        return self.jpeg_for(SHARED_WIDTH)

    @property
    def largest(self):
        """The file for a reader who opens the picture to see more of it."""
        return self.jpeg_for(renditions.WIDTHS[-1])

    @property
    def alt_text(self):
        return "" if self.is_decorative else self.alt or ""

    @property
    def focus(self):
        """Classes of site.css that keep the focal point visible: the CSP allows no inline styles."""
        if (self.focus_x, self.focus_y) == (CENTRE, CENTRE):
            return ""
        return f"focus-x-{round(self.focus_x, -1)} focus-y-{round(self.focus_y, -1)}"

    @property
    def licence_shown(self):
        """The licence to be named: free ones demand it; the Office's own pictures and permissions don't."""
        free = (self.Licence.CC_BY, self.Licence.CC_BY_SA, self.Licence.PUBLIC_DOMAIN)
        return self.get_licence_display() if self.licence in free else ""

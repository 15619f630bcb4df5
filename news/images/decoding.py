"""What an upload holds, or a sentence that says why it is not taken."""

import hashlib
from contextlib import suppress
from io import BytesIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .pillow import ImageCms, ImageOps, Picture

FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
ACCEPTED_TYPES = "image/jpeg,image/png,image/webp"
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 16_000  # what WebP can hold
STRIP = 256  # rows
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
LONGEST_LIST_OF_BRANDS = 256  # bytes

TOO_HEAVY = _("The file is larger than 20 MB. Make the picture smaller and upload it again.")
TOO_MANY_PIXELS = _("The picture has more than 50 million pixels. Make it smaller and upload it again.")
TOO_LONG = _("The picture is longer than 16,000 pixels on one side. Cut it and upload it again.")
ANIMATED = _("This picture moves. Only still pictures are taken: save one frame of it and upload that.")
HEIC = _(
    "This is a HEIC picture, as iPhones take it; browsers cannot show it. Save it as JPEG and upload that. "
    "To take JPEG from now on, choose on the iPhone: Settings, Camera, Formats, Most Compatible."
)
NO_PICTURE = _("This is not a JPEG, PNG or WebP picture, or the file is damaged.")


def read_picture(file):
    """The picture, upright and in sRGB; ValidationError, in a sentence, for a file that is none or too large.

    It is kept on the file object, because the form's validation and the save after it both need it. Besides
    the pixels it carries .kind, the format of the upload, and .fingerprint, equal for equal content.
    """
    if not hasattr(file, "picture_read"):
        file.picture_read = _read(file)
    return file.picture_read


def _read(file):
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_HEAVY)
    try:
        file.seek(0)
        picture = Picture.open(file, formats=list(FORMATS))
        refuse_unsuitable(picture)
        picture.load()
        return normalise(picture)
    except ValidationError:
        raise
    except Picture.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except Exception as error:  # whatever a broken file makes the decoders raise
        raise ValidationError(HEIC if is_heic(file) else NO_PICTURE) from error


def is_heic(file):
    """Whether the first box of the file (ISO 14496-12) names a brand of HEIC among those that it fits."""
    file.seek(0)
    size, kind = int.from_bytes(file.read(4)), file.read(4)
    if kind != b"ftyp":
        return False
    brands = file.read(min(max(size - 8, 0), LONGEST_LIST_OF_BRANDS))
    return any(brands[start : start + 4] in HEIC_BRANDS for start in range(0, len(brands), 4))


def refuse_unsuitable(picture):
    """Judged by the header of the file, before a single pixel is decoded."""
    if picture.width * picture.height > MOST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS)
    if max(picture.size) > LONGEST_SIDE:
        raise ValidationError(TOO_LONG)
    # A telephone's JPEG may hold a second, smaller picture (MPO); that is no animation.
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise ValidationError(ANIMATED)


def normalise(picture):
    """Upright, in sRGB, and nothing but pixels: no camera data, which may hold a place, and no profile."""
    kind = "JPEG" if picture.format == "MPO" else picture.format
    clean = in_srgb(turn_upright(picture))
    clean.info = {}
    clean.kind = kind
    clean.fingerprint = fingerprint(clean)
    return clean


def turn_upright(picture):
    with suppress(Exception):  # camera data that cannot be read does not tell which side is up
        ImageOps.exif_transpose(picture, in_place=True)
    return picture


def in_srgb(picture):
    """Browsers show a picture without a profile as sRGB; one with another profile is converted."""
    profile = picture.info.get("icc_profile")
    alpha = picture.convert("RGBA").getchannel("A") if picture.has_transparency_data else None
    colours = eight_bit(picture)
    colours = convert_by_profile(colours, profile) if profile else as_rgb(colours)
    if alpha and alpha.getextrema() != (255, 255):
        colours.putalpha(alpha)
    return colours


def eight_bit(picture):
    if picture.mode.startswith("I"):  # 16 bits of grey, which Pillow would clip to white
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    return picture if picture.mode in ("RGB", "CMYK", "L") else picture.convert("RGB")


def convert_by_profile(colours, profile):
    with suppress(ImageCms.PyCMSError, OSError):  # a profile that is damaged, or made for another colour mode
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" not in ImageCms.getProfileDescription(source):
            target = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(colours, source, target, outputMode="RGB")
    return as_rgb(colours)


def as_rgb(colours):
    """Without the copy that converting to the same mode makes: a picture may take 150 MB."""
    return colours if colours.mode == "RGB" else colours.convert("RGB")


def fingerprint(picture):
    """Of the pixels alone: one photograph with and without its camera data is one photograph."""
    digest = hashlib.sha256(f"{picture.mode} {picture.size}".encode())
    for top in range(0, picture.height, STRIP):
        bottom = min(top + STRIP, picture.height)
        digest.update(picture.crop((0, top, picture.width, bottom)).tobytes())
    return digest.hexdigest()

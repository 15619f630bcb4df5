"""The sizes and formats of a picture that pages offer to browsers, made outside requests.

The picture's row says which ones exist, so that a page need not look at the disk. A picture whose row does
not name the present RECIPE is pending; making its files again does no harm.
"""

from pathlib import PurePosixPath

from django.db import transaction

from .encoding import KINDS, encode, resize
from .files import delete_after_commit, store_whole
from .pillow import Picture

RECIPE = 1  # to be raised with every change of the widths or the encoding: all pictures are then made anew
WIDTHS = (160, 320, 480, 720, 960, 1440, 1920)
FIRST_WIDTH = 960  # the one JPEG that is made in the request itself
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}


def widths_for(width):
    """Every width below the picture's own, and its own when that is no larger than the layout's largest."""
    return [*(each for each in WIDTHS if each < width), *([width] if width <= WIDTHS[-1] else [])]


def folder_for(name):
    return f"renditions/{RECIPE}/{PurePosixPath(name).stem}"


def path_of(folder, width, extension):
    return f"{folder}/{width}.{extension}"


def make_first(storage, name, picture):
    """(renditions, path) of the JPEG that stands in until the others are made."""
    folder, width = folder_for(name), min(FIRST_WIDTH, picture.width)
    path = path_of(folder, width, "jpg")
    store_whole(storage, path, encode(resize(picture, width), "jpg"))
    return {"folder": folder, "jpg": [width]}, path


def make_all(image):
    """Every file of the picture, then its row: pages never use half of the work."""
    storage, folder = image.file.storage, folder_for(image.file.name)
    with image.file.open("rb") as file, Picture.open(file) as picture:
        picture.load()
        widths = widths_for(picture.width)
        for width in reversed(widths):
            _make_width(storage, folder, resize(picture, width), width)
    return _note(image, {"folder": folder} | dict.fromkeys(KINDS, widths))


def _make_width(storage, folder, picture, width):
    for extension in KINDS:
        path = path_of(folder, width, extension)
        if not storage.exists(path):  # a killed run leaves only complete files
            store_whole(storage, path, encode(picture, extension))


def _note(image, made):
    """Store what was made in the row; False when the picture has gone or has another file: then these go."""
    storage, older = image.file.storage, image.renditions
    with transaction.atomic():
        still_there = type(image).objects.filter(pk=image.pk, file=image.file.name)
        if noted := still_there.update(renditions=made, recipe=RECIPE):
            delete_after_commit(storage, set(paths_of(older)) - set(paths_of(made)))
    if not noted:
        delete_after_commit(storage, paths_of(made))
    return bool(noted)


def paths_of(renditions):
    folder = renditions.get("folder")
    return [path_of(folder, width, kind) for kind in KINDS for width in renditions.get(kind, ())]


def srcset(storage, renditions, extension):
    widths = renditions.get(extension)
    if not widths:
        return ""
    folder = storage.url(f"{renditions['folder']}/")
    return ", ".join(f"{folder}{width}.{extension} {width}w" for width in widths)


def lightest(renditions, least_width):
    """(path, width) of the narrowest JPEG that is wide enough, or of the widest; None when there is none."""
    widths = renditions.get("jpg")
    if not widths:
        return None
    width = next((each for each in widths if each >= least_width), widths[-1])
    return path_of(renditions["folder"], width, "jpg"), width

"""Pillow, loaded when the first picture is opened: most processes never open one."""

from importlib import import_module

from django.utils.functional import SimpleLazyObject

Picture = SimpleLazyObject(lambda: import_module("PIL.Image"))
ImageCms = SimpleLazyObject(lambda: import_module("PIL.ImageCms"))
ImageOps = SimpleLazyObject(lambda: import_module("PIL.ImageOps"))

"""A moment as the desk shows it: to the minute, with its time zone."""

from django.utils import timezone
from django.utils.translation import gettext


def baku_moment(moment):
    return gettext("%(moment)s (Baku)") % {"moment": f"{timezone.localtime(moment):%d.%m.%Y %H:%M}"}

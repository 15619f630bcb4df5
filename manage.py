#!/usr/bin/env python
import atexit
import gc
import os
import sys

if __name__ == "__main__":
    # Almost all that a start makes stays: to look for garbage in it, as often as usual and once more at the
    # end, would take longer than to load it.
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombudsman_site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

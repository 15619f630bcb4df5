from django.contrib import admin

from news import editing


class NamedInEditions(admin.ModelAdmin):
    """For people, organizations and topics, whose names stand in editions and lead to them.

    The last of the bases: what the others do round saving is done round the door.
    """

    def save_model(self, request, obj, form, change):
        editing.save_noun(obj)

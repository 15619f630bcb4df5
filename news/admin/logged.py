"""Adding, changing and deleting at the desk, each an entry of the log of acts."""

from django.contrib import admin
from django.db import transaction

from news.models import AuditEntry
from news.models.audit_changes import PATH, differences, state_of

Action = AuditEntry.Action


class LoggedAdmin(admin.ModelAdmin):
    """The entry says what changed, in the rows of inlines too. A save that changes nothing is no act."""

    def save_model(self, request, obj, form, change):
        form.state_before = self.stored_state(request, obj) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        changes = differences(form.state_before, self.stored_state(request, form.instance))
        if changes or not change:
            action = Action.CHANGE if change else Action.ADD
            AuditEntry.objects.record(action, request.user, form.instance, changes)

    def delete_model(self, request, obj):
        with transaction.atomic():
            self.log_deleted(request, obj)
            super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for obj in queryset:
                self.log_deleted(request, obj)
            super().delete_queryset(request, queryset)

    def log_deleted(self, request, obj):
        """Before it is gone, while it still has its key and its rows."""
        changes = differences(self.stored_state(request, obj), {})
        AuditEntry.objects.record(Action.DELETE, request.user, obj, changes)

    def stored_state(self, request, obj):
        """Of the object and the rows of its inlines, as they are in the database now."""
        state = state_of(type(obj)._base_manager.get(pk=obj.pk))
        for formset, _inline in self.get_formsets_with_inlines(request, obj):
            for row in formset.model._base_manager.filter(**{formset.fk.name: obj}).order_by("pk"):
                of_row = state_of(row)
                of_row.pop(formset.fk.name)
                label = row._meta.label_lower
                state |= {PATH.join((label, str(row.pk), name)): value for name, value in of_row.items()}
        return state

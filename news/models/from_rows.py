from django.db import models
from django.db.models.base import ModelState


class FromRows(models.Model):
    """Rows become instances without the constructor.

    It would send two signals that nobody here listens to and set each column by itself; a page has dozens of
    rows. What was not asked for is asked for when it is needed, as Django does it.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        instance = cls.__new__(cls)
        instance._state = state = ModelState()
        state.adding, state.db = False, db
        instance.__dict__.update(zip(field_names, values, strict=True))
        return instance

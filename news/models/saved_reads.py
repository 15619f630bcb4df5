from django.db import models


class SavedReads(models.Model):
    """Up to where the reads of one server's buffer are saved: raised in the transaction of the counts."""

    buffer = models.CharField(max_length=32, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    saved_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.buffer} {self.position}"

from django.conf import settings
from django.db import models
from django.utils import timezone


class EndedTour(models.Model):
    """This person has left the tour of the desk, which a first sign-in begins with."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="ended_tour")
    ended_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.user}: {self.ended_at:%d.%m.%Y %H:%M}"

"""The content of forms that are open at the desk, and who has them open."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT_FOR = timedelta(days=60)
GONE_AFTER = timedelta(seconds=90)  # browsers let a hidden page send something at least once a minute


class AutosaveQuerySet(models.QuerySet):
    def keep(self, user, token, edition, content):
        """Store what was typed into one open form, in place of its earlier content."""
        self.filter(user=user, saved_at__lt=timezone.now() - KEPT_FOR).delete()
        values = {"edition": edition, "content": content, "saved_at": timezone.now()}
        return self.update_or_create(user=user, token=token, defaults=values)[0]

    def finish(self, user, token, edition):
        """Note that the form was saved: there is nothing left to recover."""
        return self.keep(user, token, edition, "")

    def unsaved(self):
        return self.exclude(content="").order_by("-saved_at")

    def finished(self):
        return self.filter(content="")


class Autosave(models.Model):
    """The fields of one open form as its browser last sent them; never the edition itself."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="autosaves")
    token = models.CharField(max_length=36)
    edition = models.ForeignKey("Edition", models.CASCADE, null=True, related_name="autosaves")
    content = models.TextField(blank=True)  # URL-encoded, as a form is sent
    saved_at = models.DateTimeField()

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="one_autosave_of_a_form")]

    def __str__(self):
        return f"{self.saved_at:%d.%m.%Y %H:%M}"


class DraftTokenQuerySet(models.QuerySet):
    def claim(self, user, token):
        """The row of that form until the transaction ends: the same form, sent meanwhile, waits here."""
        return self.select_for_update().get_or_create(user=user, token=token)[0]

    def spent(self, user):
        """The forms of this person that have made an article."""
        return self.filter(user=user, edition__isnull=False)


class DraftToken(models.Model):
    """The form in which an article was begun: however often it is sent, it makes that one article."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="draft_tokens")
    token = models.CharField(max_length=36)
    edition = models.OneToOneField("Edition", models.CASCADE, null=True, related_name="draft_token")
    digest = models.CharField(max_length=64, blank=True)  # of what was sent when it made the article

    objects = DraftTokenQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token"], name="one_article_of_a_form")]

    def __str__(self):
        return self.token


class PresenceQuerySet(models.QuerySet):
    def touch(self, edition, user):
        now = timezone.now()
        row, _created = self.get_or_create(
            edition=edition, user=user, defaults={"since": now, "seen_at": now}
        )
        if row.seen_at < now - GONE_AFTER:
            row.since = now
        row.seen_at = now
        row.save()

    def others(self, edition, user):
        """The people who also have the edition's form open now."""
        now = self.filter(edition=edition, seen_at__gt=timezone.now() - GONE_AFTER).exclude(user=user)
        return now.select_related("user").order_by("since")


class Presence(models.Model):
    """Somebody has the form of an edition open."""

    edition = models.ForeignKey("Edition", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="present_once_at_an_edition")]

    def __str__(self):
        return str(self.user)

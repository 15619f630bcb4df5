"""A removed article stays removed: the database refuses a public or scheduled edition beside a tombstone.

This is the SQL of the day on which it was written; news/models/guards.py says what holds today.

Until now an edition that was scheduled when its article was removed brought the article back. Where that
happened, the removal counts, as the last act of a person: what is still to come is a draft again, and what has
come ends with this migration.
"""

from django.db import migrations, models
from django.db.models import F
from django.utils import timezone

DROP = [
    "DROP TRIGGER IF EXISTS news_edition_no_tombstone ON news_edition",
    "DROP TRIGGER IF EXISTS news_tombstone_no_edition ON news_tombstone",
    "DROP FUNCTION IF EXISTS news_no_public_edition_beside_a_tombstone()",
]
CREATE = [
    """CREATE FUNCTION news_no_public_edition_beside_a_tombstone() RETURNS trigger
       LANGUAGE plpgsql AS $$ BEGIN
       PERFORM FROM news_article WHERE id = NEW.article_id FOR NO KEY UPDATE;
       IF EXISTS (
           SELECT FROM news_edition AS edition JOIN news_tombstone AS tombstone USING (article_id)
           WHERE edition.article_id = NEW.article_id AND edition.public_from IS NOT NULL
             AND (edition.public_until IS NULL OR edition.public_until > tombstone.removed_at)
       ) THEN
           RAISE EXCEPTION 'no_public_edition_beside_a_tombstone' USING ERRCODE = 'check_violation';
       END IF;
       RETURN NULL; END $$""",
    """CREATE TRIGGER news_edition_no_tombstone
       AFTER INSERT OR UPDATE OF public_from, public_until, article_id ON news_edition
       FOR EACH ROW WHEN (NEW.public_from IS NOT NULL)
       EXECUTE FUNCTION news_no_public_edition_beside_a_tombstone()""",
    """CREATE TRIGGER news_tombstone_no_edition
       AFTER INSERT OR UPDATE OF removed_at, article_id ON news_tombstone
       FOR EACH ROW EXECUTE FUNCTION news_no_public_edition_beside_a_tombstone()""",
]


def keep_removed(apps, schema_editor):
    Edition, Tombstone = apps.get_model("news", "Edition"), apps.get_model("news", "Tombstone")
    now, is_mended = timezone.now(), False
    for tombstone in Tombstone.objects.select_related("article"):
        public = Edition.objects.filter(article=tombstone.article_id, public_from__isnull=False)
        if public.exclude(public_until__lte=tombstone.removed_at).exists():
            is_mended = True
            end_what_is_public(public, tombstone, now)
            print(f"  № {tombstone.article.number} was removed and came back by itself: it is removed again.")
        tell_the_last_edition(public.filter(public_from__lte=now).order_by("public_from").last(), tombstone)
    if is_mended:
        apps.get_model("news", "PublicContent").objects.update(generation=F("generation") + 1)


def end_what_is_public(public, tombstone, now):
    public.filter(public_from__gt=now).update(
        state="draft", public_from=None, public_until=None, submitted_by=None,
        forced_by=None, force_reason="", approved_by=None, approved_at=None,
    )
    public.exclude(public_until__lte=now).update(public_until=now, removed_at=now)
    tombstone.removed_at = now
    tombstone.save()


def tell_the_last_edition(edition, tombstone):
    """Its reason and its redirect are what readers of the article's address are told."""
    if edition is None:
        return
    type(edition).objects.filter(pk=edition.pk).update(
        removed_at=edition.removed_at or tombstone.removed_at,
        removal_redirect=tombstone.redirect_to,
        removal_reason_az=edition.removal_reason_az or tombstone.reason_az,
        removal_reason_en=edition.removal_reason_en or tombstone.reason_en,
    )


def create_rules(apps, schema_editor):
    """On SQLite news/models/guards.py does it, after the migration: triggers that name each other's tables
    would stand in the way of a later one.
    """
    if schema_editor.connection.vendor == "postgresql":
        for statement in [*DROP, *CREATE]:
            schema_editor.execute(statement)


def drop_rules(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in DROP:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('news', '0007_takedown'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='removal_redirect',
            field=models.CharField(default='', editable=False, max_length=500, verbose_name='redirect to'),
        ),
        migrations.AlterField(
            model_name='auditentry',
            name='action',
            field=models.CharField(choices=[('create', 'created the article'), ('save', 'saved the draft'), ('submit', 'submitted'), ('reject', 'rejected'), ('publish', 'published'), ('force', 'published without a second person'), ('approve', 'approved what had been published without a second person'), ('confirm', 'confirmed the translation'), ('schedule', 'scheduled'), ('unschedule', 'cancelled the schedule'), ('new_edition', 'began a new edition'), ('discard', 'discarded the draft'), ('discard_limited', 'discarded the limited draft'), ('withdraw', 'withdrew'), ('remove', 'removed'), ('publish_again', 'published again after the removal'), ('import', 'imported'), ('share', 'made a link to the draft'), ('note', 'wrote an internal note'), ('plan_review', 'set a day for a review'), ('review', 'reviewed the article'), ('unshare', 'closed a link to the draft'), ('sign_in', 'signed in'), ('sign_in_refused', 'was refused at the sign-in'), ('sign_out', 'signed out'), ('credentials', 'changed the ways of signing in')], max_length=20, verbose_name='act'),
        ),
        migrations.RunPython(keep_removed, migrations.RunPython.noop),
        migrations.RunPython(create_rules, drop_rules),
    ]

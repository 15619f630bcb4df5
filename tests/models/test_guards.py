"""What the database itself refuses, it refuses after every change of its tables as well."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from news import editing
from news.models import Article, AuditEntry, Edition, Tombstone, guards

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editions(make_article):
    """Two editions of one article, each public on days of its own."""
    day, now = timedelta(days=1), timezone.now()
    first = make_article(at=now - 9 * day)
    second = editing.new_edition(first, None)
    second.change_note_az = second.change_note_en = "x"
    editing.save_draft(second)
    editing.publish(second, None, now - 5 * day)
    return first, second


def begin_before_the_other_ends(editions):
    first, second = editions
    Edition.objects.filter(pk=second.pk).update(public_from=first.public_from + timedelta(days=1))


def add_beside_the_other(editions):
    first, _second = editions
    first = Edition.objects.get(pk=first.pk)
    first.pk, first.sequence = None, 99
    first.public_from += timedelta(days=1)
    Edition.objects.bulk_create([first])


def bury_what_is_public(editions):
    _first, second = editions
    tombstone(second, timezone.now())


def bury_what_becomes_public(editions):
    _first, second = editions
    Edition.objects.filter(pk=second.pk).update(public_from=timezone.now() + timedelta(days=1))
    tombstone(second, timezone.now())


def bury_what_was_removed_later(editions):
    Edition.objects.filter(pk=editions[1].pk).update(public_until=timezone.now())
    tombstone(editions[1], timezone.now() - timedelta(days=1))


def revive_what_was_removed(editions):
    now = timezone.now()
    Edition.objects.filter(pk=editions[1].pk).update(public_until=now)
    tombstone(editions[1], now)
    Edition.objects.filter(pk=editions[1].pk).update(public_until=None)


def schedule_beside_a_tombstone(editions):
    now = timezone.now()
    Edition.objects.filter(pk=editions[1].pk).update(public_until=now)
    tombstone(editions[1], now)
    later = Edition.objects.get(pk=editions[1].pk)
    later.pk, later.sequence = None, 99
    later.public_from, later.public_until = now + timedelta(days=1), None
    Edition.objects.bulk_create([later])


def move_a_tombstone(editions):
    elsewhere = Tombstone.objects.create(article=Article.objects.create(), removed_at=timezone.now())
    elsewhere.article = editions[0].article
    elsewhere.save()


def tombstone(edition, removed_at):
    Tombstone.objects.create(article_id=edition.article_id, removed_at=removed_at)


def change_the_log(editions):
    connection.cursor().execute("UPDATE news_auditentry SET note = 'x'")


def cut_the_log_short(editions):
    connection.cursor().execute("DELETE FROM news_auditentry")


OFFENCES = {
    "news_edition": [
        begin_before_the_other_ends,
        add_beside_the_other,
        revive_what_was_removed,
        schedule_beside_a_tombstone,
    ],
    "news_tombstone": [
        bury_what_is_public,
        bury_what_becomes_public,
        bury_what_was_removed_later,
        move_a_tombstone,
    ],
    "news_auditentry": [change_the_log, cut_the_log_short],
}
REFUSAL = r"no_two_editions_live_at_once|no_public_edition_beside_a_tombstone|only ever added to"
COLUMNS = {Edition: "title_az", Tombstone: "redirect_to", AuditEntry: "action"}


@pytest.fixture
def alter():
    """alter(model): make a column wider and add another, as a migration does; undone after the test."""
    changed = []

    def alter(model):
        plain = model._meta.get_field(COLUMNS[model])
        wider, added = plain.clone(), models.IntegerField(db_default=7)
        wider.max_length += 1
        for field, name in ((wider, plain.name), (added, "added")):
            field.model = model
            field.set_attributes_from_name(name)
        changed.append((model, plain, wider, added))
        guards.step_aside_before_migrate(connection.alias)
        with connection.schema_editor() as editor:
            editor.alter_field(model, plain, wider)
            editor.add_field(model, added)

    def undo(model, plain, wider, added):
        guards.step_aside_before_migrate(connection.alias)
        with connection.schema_editor() as editor:
            editor.remove_field(model, added)
            editor.alter_field(model, wider, plain)

    alter.undo = lambda: [undo(*changed.pop()) for _change in list(changed)]
    yield alter
    alter.undo()
    call_command("migrate", verbosity=0)


def assert_refused(editions):
    for table in guards.GUARDED_TABLES:
        for offence in OFFENCES[table]:
            with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
                offence(editions)


def test_database_refuses_what_no_act_does(editions):
    assert_refused(editions)


@pytest.mark.parametrize("model", COLUMNS)
def test_guards_are_in_force_after_a_column_was_altered_added_and_removed(editions, alter, model):
    alter(model)
    call_command("migrate", verbosity=0)
    assert_refused(editions)
    alter.undo()
    call_command("migrate", verbosity=0)
    assert_refused(editions)


def test_each_migrate_puts_back_a_guard_that_is_missing_or_another(editions):
    guards.remove(connection)
    begin_before_the_other_ends(editions)
    change_the_log(editions)
    Edition.objects.filter(pk=editions[1].pk).update(public_from=editions[1].public_from)
    call_command("migrate", verbosity=0)
    assert_refused(editions)


def test_plan_of_a_migrate_changes_nothing(editions):
    guards.remove(connection)
    call_command("migrate", plan=True, verbosity=0)
    change_the_log(editions)
    guards.install(connection)

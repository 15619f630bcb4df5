"""One person is never both pairs of eyes by way of another account that they made or changed."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from news import editing
from news.desk import accounts
from news.models import AccountChange, Edition
from tests.helpers.desk_forms import act_page, desk_of, do, form_of, text_of
from tests.helpers.users import make_user

DAYS = timedelta(days=7)
Kind = AccountChange.Kind
User = get_user_model()
pytestmark = pytest.mark.usefixtures("in_english")


@pytest.fixture
def second_administrator(db):
    return make_user("second", "administrator")


def made_by(person, name="puppet", role="editor"):
    account = User(first_name=name, last_name="X", email=f"{name}@example.org")
    accounts.create(account, role, person)
    return account


def changed_by(person, account, **changes):
    account = User.objects.get(pk=account.pk)
    role = changes.pop("role", accounts.role_of(account))
    for name, value in changes.items():
        setattr(account, name, value)
    accounts.change(account, role, person)


@pytest.fixture
def submitted(make_edition):
    def submitted(by):
        edition = make_edition(author=by)
        editing.submit(edition, by)
        return edition

    return submitted


def is_refused(edition, by):
    """Whether this person may not publish it; nothing that was tried remains."""
    with transaction.atomic():
        try:
            editing.publish(edition, by)
        except ValidationError:
            return True
        transaction.set_rollback(True)
    edition.refresh_from_db()
    return False


def later(days=7, minutes=1):
    return time_machine.travel(timezone.now() + timedelta(days=days, minutes=minutes))


# --- What ties two accounts -----------------------------------------------------------------------


def test_account_made_by_x_does_not_publish_editions_of_x_for_seven_days(administrator, submitted):
    puppet, edition = made_by(administrator), submitted(administrator)
    assert is_refused(edition, puppet)
    with later(minutes=-1):
        assert is_refused(edition, puppet)
    with later():
        assert not is_refused(edition, puppet)


@pytest.mark.parametrize("change", ["role", "email", "second factor", "password", "reactivation"])
def test_account_changed_by_x_does_not_publish_editions_of_x(administrator, editor, submitted, change):
    edition = submitted(administrator)
    assert not is_refused(edition, editor)
    if change == "role":
        changed_by(administrator, editor, role="administrator")
    elif change == "email":
        changed_by(administrator, editor, email="mine@example.org")
    elif change == "second factor":
        editor.authenticator_set.create(type="totp", data={})
        accounts.take_away_second_factor(editor, administrator)
    elif change == "password":
        accounts.renew_invitation(editor, administrator, by_hand=True)
    else:
        User.objects.filter(pk=editor.pk).update(is_active=False)
        changed_by(administrator, editor, is_active=True)
    assert is_refused(edition, User.objects.get(pk=editor.pk))


def test_name_and_letter_to_the_accounts_own_address_tie_nobody(administrator, editor, submitted):
    changed_by(administrator, editor, first_name="Another", last_name="Name")
    accounts.renew_invitation(editor, administrator, by_hand=False)
    assert not is_refused(submitted(administrator), editor)


def test_x_does_not_publish_what_the_account_of_x_submitted(administrator, submitted):
    assert is_refused(submitted(made_by(administrator)), administrator)


def test_what_is_only_written_and_not_submitted_counts_alike(administrator, make_edition):
    assert is_refused(make_edition(author=administrator), made_by(administrator))


def test_two_accounts_of_x_are_no_two_pairs_of_eyes(administrator, submitted):
    assert is_refused(submitted(made_by(administrator, "one")), made_by(administrator, "two"))


def test_account_made_by_an_account_of_x_is_an_account_of_x(administrator, submitted):
    first = made_by(administrator, "first", "administrator")
    assert is_refused(submitted(administrator), made_by(first, "second"))


def test_chain_is_as_strong_as_its_link_that_ends_first(administrator, submitted):
    edition = submitted(administrator)
    first = made_by(administrator, "first", "administrator")
    with later(days=6):
        puppet = made_by(first, "second")
        assert is_refused(edition, puppet)
    with later(days=7):
        assert not is_refused(edition, puppet)


def test_others_look_at_each_others_editions_as_before(
    administrator, editor, second_administrator, submitted
):
    puppet = made_by(administrator)
    assert not is_refused(submitted(editor), puppet)
    assert not is_refused(submitted(puppet), second_administrator)
    assert not is_refused(submitted(administrator), editor)


def test_own_change_of_ones_own_account_ties_nobody(administrator, editor, submitted):
    changed_by(administrator, administrator, email="new@example.org")
    assert not AccountChange.objects.exists()
    assert not is_refused(submitted(administrator), editor)


def test_whoever_looks_after_the_server_ties_accounts_to_themselves_only(submitted):
    """A site begins with one superuser, who makes all accounts."""
    superuser = User.objects.create_superuser("server", password="a-long-password")
    one, two = made_by(superuser, "one"), made_by(superuser, "two")
    assert not is_refused(submitted(one), two)
    assert is_refused(submitted(superuser), two)
    assert is_refused(submitted(one), superuser)


# --- Other ways to the readers --------------------------------------------------------------------


def test_account_of_x_neither_schedules_nor_publishes_again(administrator, make_article):
    puppet, edition = made_by(administrator), make_article()
    editing.remove(edition, administrator, {"az": "Səhv", "en": "Wrong"})
    draft = editing.new_edition(edition, administrator)
    draft.is_minor = True
    editing.save_draft(draft)
    editing.submit(draft, administrator)
    with pytest.raises(ValidationError, match="one pair of eyes"):
        editing.publish_again(draft, puppet, "It was right.")


def test_account_of_x_does_not_schedule_editions_of_x(administrator, submitted):
    puppet, edition = made_by(administrator), submitted(administrator)
    with pytest.raises(ValidationError, match="one pair of eyes"):
        editing.publish(edition, puppet, timezone.now() + timedelta(hours=1))


def test_account_of_x_does_not_approve_what_x_published_alone(administrator, submitted, editor):
    puppet, edition = made_by(administrator), submitted(administrator)
    editing.publish(edition, administrator, force_reason="Urgent")
    with pytest.raises(ValidationError, match="one pair of eyes"):
        editing.approve(edition, puppet)
    editing.approve(edition, editor)


def test_in_an_emergency_it_is_published_and_stays_marked(administrator, submitted):
    puppet, edition = made_by(administrator), submitted(administrator)
    editing.publish(edition, puppet, force_reason="Urgent")
    assert edition.is_forced
    for alone in (puppet, administrator):
        with pytest.raises(ValidationError):
            editing.approve(edition, alone)


def test_desk_says_why_and_until_when(administrator, submitted):
    puppet, edition = made_by(administrator), submitted(administrator)
    until = timezone.localtime(AccountChange.objects.get().binds_until)
    edits = desk_of(puppet)
    page = edits.get(form_of(edition))
    assert "count as one pair of eyes until" in text_of(page)
    assert f"{until:%d.%m.%Y %H:%M}" in text_of(page)
    assert b'value="publish"' not in page.content
    assert "one pair of eyes" in text_of(edits.get(act_page(edition, "publish"), follow=True))
    do(edits, edition, "publish")
    edition.refresh_from_db()
    assert edition.state == Edition.State.SUBMITTED


# --- Confirming -----------------------------------------------------------------------------------


def test_second_administrator_confirms_and_the_account_is_a_pair_of_eyes(
    administrator, second_administrator, submitted
):
    puppet, edition = made_by(administrator), submitted(administrator)
    vouches = desk_of(second_administrator)
    assert "puppet" in text_of(vouches.get("/admin/"))
    page = f"/admin/auth/user/{puppet.pk}/act/confirm/"
    assert "made the account" in text_of(vouches.get(page))
    assert "The account is confirmed" in text_of(vouches.post(page, follow=True))
    assert not is_refused(edition, puppet)
    change = AccountChange.objects.get()
    assert (change.confirmed_by, change.kind) == (second_administrator, Kind.CREATED)
    assert "puppet" not in text_of(vouches.get("/admin/"))


def test_change_after_the_confirmation_waits_anew(administrator, second_administrator, submitted):
    puppet, edition = made_by(administrator), submitted(administrator)
    accounts.confirm(puppet, second_administrator)
    changed_by(administrator, puppet, email="mine@example.org")
    assert is_refused(edition, puppet)


@pytest.mark.parametrize(
    "who", ["x", "the account", "another account of x", "one who holds x", "a superuser of x"]
)
def test_nobody_confirms_who_is_x_or_may_be_x(administrator, second_administrator, submitted, who):
    edition = submitted(administrator)
    puppet = made_by(administrator, "puppet", "administrator")
    if who == "x":
        confirms = administrator
    elif who == "the account":
        confirms = puppet
    elif who == "another account of x":
        confirms = made_by(puppet, "other", "administrator")
    elif who == "one who holds x":
        confirms = second_administrator
        changed_by(second_administrator, administrator, email="moved@example.org")
    else:
        confirms = User.objects.create_superuser("server", password="a-long-password")
        changed_by(confirms, administrator, email="moved@example.org")
    with pytest.raises(ValidationError):
        accounts.confirm(puppet, confirms)
    said = text_of(desk_of(confirms).post(f"/admin/auth/user/{puppet.pk}/act/confirm/", follow=True))
    assert "The account is confirmed" not in said
    assert is_refused(edition, puppet)


def test_nothing_is_confirmed_where_nothing_waits(administrator, editor):
    with pytest.raises(ValidationError, match="Nothing about this account waits"):
        accounts.confirm(editor, administrator)


def test_one_administrators_change_is_confirmed_by_another_who_changed_it_as_well(
    administrator, second_administrator, submitted
):
    puppet, edition = made_by(administrator), submitted(administrator)
    changed_by(second_administrator, puppet, email="again@example.org")
    accounts.confirm(puppet, second_administrator)
    assert not is_refused(edition, puppet)
    assert is_refused(submitted(second_administrator), puppet)


def test_page_of_the_account_says_who_cannot_confirm_it(administrator):
    puppet = made_by(administrator)
    page = text_of(desk_of(administrator).get(f"/admin/auth/user/{puppet.pk}/change/"))
    assert "another administrator confirms it" in page
    assert "Confirm the account…" not in page


def test_editors_are_not_told_which_accounts_wait(administrator, edits):
    made_by(administrator)
    assert "Accounts to be confirmed" not in text_of(edits.get("/admin/"))
    assert "Accounts to be confirmed" in text_of(desk_of(administrator).get("/admin/"))


@pytest.mark.parametrize("wrong", ["own change", "confirmed by its maker", "confirmed by itself"])
def test_database_itself_refuses_what_cannot_be(administrator, editor, wrong):
    values = {
        "own change": {"by": editor},
        "confirmed by its maker": {"by": administrator, "confirmed_by": administrator},
        "confirmed by itself": {"by": administrator, "confirmed_by": editor},
    }[wrong]
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountChange.objects.create(account=editor, kind=Kind.ROLE, **values)


def test_whoever_submitted_an_edition_stays_its_first_pair_of_eyes_when_it_waits_for_its_hour(
    submitted, writer, editor
):
    """Not its author, who is another person here."""
    edition, hour = submitted(writer), timedelta(hours=1)
    Edition.objects.filter(pk=edition.pk).update(author=editor)
    edition.refresh_from_db()
    editing.publish(edition, None, timezone.now() + hour)
    with pytest.raises(ValidationError, match="You submitted this edition"):
        editing.reschedule(edition, writer, timezone.now() + 2 * hour)
    edition.refresh_from_db()
    editing.reschedule(edition, editor, timezone.now() + 2 * hour)
    assert edition.public_from > timezone.now() + hour

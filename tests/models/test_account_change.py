"""Two accounts count as one pair of eyes as long as a change binds them, and the sentence says until when."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import translation

from news.models import AccountChange
from news.models.account_change import name_of, tied_to, why_one_pair_of_eyes
from tests.helpers.users import make_user

NOW = datetime(2026, 11, 5, 10, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
Kind = AccountChange.Kind


@pytest.fixture(autouse=True)
def at_that_moment():
    with translation.override("en"), time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def people(db):
    return [make_user(name, "administrator") for name in ("ada", "boris", "clara", "dora")]


def change(account, by, ago=HOUR, **values):
    return AccountChange.objects.create(account=account, by=by, kind=Kind.ROLE, at=NOW - ago, **values)


def are_one(*two):
    """The same whichever of the two is asked about."""
    answers = {why_one_pair_of_eyes(*pair) is not None for pair in (two, two[::-1])}
    (answer,) = answers
    for one, other in (two, two[::-1]):
        assert one.pk not in tied_to(one)
        assert (other.pk in tied_to(one)) is answer
    return answer


# --- What is kept ----------------------------------------------------------------------------------


def test_change_of_anothers_account_is_kept_with_its_kind_and_moment(people):
    ada, boris, *_ = people
    AccountChange.objects.track(boris, ada, Kind.EMAIL)
    kept = AccountChange.objects.get()
    assert (kept.account, kept.by, kept.kind, kept.at) == (boris, ada, Kind.EMAIL, NOW)
    assert str(kept) == "ada changed the e-mail address: boris"


def test_nothing_is_kept_of_ones_own_account_or_of_the_server(people):
    ada, *_ = people
    AccountChange.objects.track(ada, ada, Kind.EMAIL)
    AccountChange.objects.track(ada, None, Kind.EMAIL)
    assert not AccountChange.objects.exists()


def test_change_binds_for_seven_days_and_until_it_is_confirmed(people, django_assert_num_queries):
    ada, boris, clara, _ = people
    newer = change(boris, ada)
    older = change(ada, boris, 7 * DAY - SECOND)
    change(boris, ada, 7 * DAY)
    change(boris, ada, confirmed_by=clara, confirmed_at=NOW)
    with django_assert_num_queries(1):
        assert [(one, one.account, one.by) for one in AccountChange.objects.binding()] == [
            (older, ada, boris),
            (newer, boris, ada),
        ]
    assert newer.binds_until == NOW - HOUR + 7 * DAY


# --- Who is one with whom --------------------------------------------------------------------------


def test_people_without_a_change_between_them_are_two(people):
    ada, boris, clara, dora = people
    change(dora, clara)
    assert not are_one(ada, boris)
    assert not are_one(ada, dora)


def test_whoever_changed_an_account_is_one_with_it_at_any_distance(people):
    ada, boris, clara, dora = people
    change(boris, ada)
    change(clara, boris)
    assert are_one(ada, boris)
    assert are_one(ada, clara)
    assert not are_one(ada, dora)


def test_two_accounts_of_a_third_are_one(people):
    ada, boris, clara, dora = people
    change(boris, ada)
    change(clara, ada)
    assert are_one(boris, clara)
    assert not are_one(boris, dora)


def test_two_who_both_changed_a_third_account_stay_two(people):
    ada, boris, clara, _ = people
    change(clara, ada)
    change(clara, boris)
    assert not are_one(ada, boris)
    assert are_one(ada, clara)
    assert are_one(boris, clara)


def test_two_who_changed_each_other_are_one(people):
    ada, boris, *_ = people
    change(boris, ada)
    change(ada, boris)
    assert are_one(ada, boris)


def test_superuser_is_one_with_each_account_and_makes_none_of_them_one(people):
    ada, boris, *_ = people
    server = get_user_model().objects.create_superuser("server", password="a-long-password")
    change(ada, server)
    change(boris, server)
    assert are_one(server, ada)
    assert not are_one(ada, boris)


# --- The sentence ----------------------------------------------------------------------------------

REST = " It takes somebody else now, or a second administrator who confirms that account."


def test_sentence_names_the_change_that_binds_and_the_moment_of_its_end_in_baku(people):
    ada, boris, *_ = people
    ada.first_name, ada.last_name = "Ada", "Quliyeva"
    ada.save()
    change(boris, ada, DAY)
    assert why_one_pair_of_eyes(ada, boris) == (
        "“Ada Quliyeva” and “boris” count as one pair of eyes until 11.11.2026 14:00: "
        "on 04.11.2026 14:00 “Ada Quliyeva” made or changed the account “boris”." + REST
    )


def test_sentence_about_two_accounts_of_a_third_names_the_third(people):
    ada, boris, clara, _ = people
    change(boris, ada, 2 * DAY)
    change(clara, ada, DAY)
    assert why_one_pair_of_eyes(clara, boris) == (
        "“clara” and “boris” count as one pair of eyes until 10.11.2026 14:00: "
        "on 04.11.2026 14:00 “ada” made or changed the account “clara”." + REST
    )


def test_two_changes_bind_until_the_later_one_ends(people):
    ada, boris, *_ = people
    change(boris, ada, 3 * DAY)
    change(boris, ada, DAY)
    assert "until 11.11.2026 14:00" in why_one_pair_of_eyes(ada, boris)


def test_chain_binds_until_its_first_link_ends(people):
    ada, boris, clara, _ = people
    change(clara, boris, DAY)
    change(boris, ada, 3 * DAY)
    assert "until 09.11.2026 14:00" in why_one_pair_of_eyes(ada, clara)


def test_name_is_the_persons_or_else_the_accounts():
    User = get_user_model()
    assert name_of(User(username="ada", first_name="Ada", last_name="Quliyeva")) == "Ada Quliyeva"
    assert name_of(User(username="ada")) == "ada"


# --- Who confirms ----------------------------------------------------------------------------------


def test_change_is_confirmed_by_neither_side_nor_by_who_is_one_with_its_maker(people):
    ada, boris, clara, dora = people
    made = change(boris, ada)
    change(clara, ada)
    assert made.why_not_confirmed_by(boris) == "Somebody else confirms your account."
    assert made.why_not_confirmed_by(ada) == (
        "You made this change yourself: another administrator confirms it."
    )
    assert "“clara” and “ada” count as one pair of eyes" in made.why_not_confirmed_by(clara)
    assert made.why_not_confirmed_by(dora) is None

"""What a role may do stands in the code; an account has one role and nothing beside it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from news.desk.roles import ensure_roles, give_role, permissions_of_role, role_of
from tests.helpers.users import make_user

pytestmark = pytest.mark.django_db
User = get_user_model()


def codenames(role):
    return set(Permission.objects.filter(group__name=role).values_list("codename", flat=True))


@pytest.mark.parametrize(
    ("codename", "roles"),
    [
        ("submit_edition", {"writer", "editor", "administrator"}),
        ("publish_edition", {"editor", "administrator"}),
        ("remove_edition", {"administrator"}),
        ("delete_user", set()),
        ("delete_auditentry", set()),
    ],
)
def test_role_may_do_what_the_roles_below_it_may_and_its_own(codename, roles):
    assert set(Group.objects.filter(permissions__codename=codename).values_list("name", flat=True)) == roles


def test_each_migration_puts_back_what_a_role_may_do():
    before = codenames("writer")
    writers = Group.objects.get(name="writer")
    writers.permissions.set(Permission.objects.filter(codename__in=["remove_edition", "view_edition"]))
    Group.objects.get(name="editor").delete()
    ensure_roles()
    assert codenames("writer") == before
    assert codenames("editor") > before
    assert Group.objects.count() == 3


def test_permissions_of_a_role_are_its_own_alone():
    assert permissions_of_role("editor") == set(
        Group.objects.get(name="editor").permissions.values_list("pk", flat=True)
    )
    assert permissions_of_role("writer") < permissions_of_role("editor")


def test_role_of_an_account_is_its_highest_and_empty_without_one():
    account = make_user("ada", "writer")
    assert role_of(account) == "writer"
    account.groups.add(Group.objects.get(name="editor"))
    assert role_of(account) == "editor"
    account.groups.set([Group.objects.create(name="readers")])
    assert role_of(account) == ""
    assert role_of(User(username="not saved yet")) == ""


def test_role_that_is_given_replaces_the_one_before_and_each_permission_beside_it():
    account, other = make_user("ada", "administrator"), make_user("boris", "editor")
    account.user_permissions.add(Permission.objects.get(codename="delete_user"))
    give_role(account, "writer")
    assert list(account.groups.values_list("name", flat=True)) == ["writer"]
    assert not account.user_permissions.exists()
    give_role(account, "")
    assert not account.groups.exists()
    assert role_of(other) == "editor"

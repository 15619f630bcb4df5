"""Nobody gives away more power than they have, and only its person learns the password of an account."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from news.desk import accounts
from news.desk.roles import ROLES, role_of
from news.desk.sessions import sessions_of
from news.models import AccountChange, AuditEntry
from tests.helpers.desk_forms import desk_of, sent_from, text_of
from tests.helpers.users import make_user

USERS = "/admin/auth/user/"
ADD = f"{USERS}add/"
NEW = {"first_name": "Leyla", "last_name": "Əliyeva", "email": "leyla.eliyeva@example.org", "role": "editor"}
PASSWORD = {"new_password1": "another-long-one-7", "new_password2": "another-long-one-7"}
POWERS = {
    "is_superuser": "on",
    "is_staff": "on",
    "groups": ["1", "2", "3"],
    "user_permissions": ["1", "2", "3", "4"],
    "password": "x",
}
User = get_user_model()


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("server", "server@example.org", "a-long-password")


@pytest.fixture
def invite(administers, django_capture_on_commit_callbacks):
    """Fill in the form of a new account; returns the account."""

    def invite(client=administers, **changes):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(ADD, NEW | changes)
        return User.objects.filter(email=(NEW | changes)["email"]).first()

    return invite


def page_of(account):
    return f"{USERS}{account.pk}/change/"


def act_of(account, name):
    return f"{USERS}{account.pk}/act/{name}/"


def save(client, account, **changes):
    return client.post(page_of(account), sent_from(client.get(page_of(account)), "#user_form", **changes))


def powers_of(account):
    account = User.objects.get(pk=account.pk)
    return account.is_superuser, account.is_staff, account.is_active, account.get_all_permissions()


def acts_about(account):
    return list(
        AuditEntry.objects.filter(about_model="auth.user", about_pk=account.pk)
        .order_by("number")
        .values_list("action", "actor_name")
    )


def link_in(letter):
    return next(word for word in letter.body.split() if "/admin/account/invitation/" in word)


def choose_password(link, **changes):
    browser = Client(headers={"accept-language": "en"})
    page = browser.get(link, follow=True)
    return browser.post(page.redirect_chain[-1][0], PASSWORD | changes) if page.redirect_chain else page


# --- Powers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("whom", ["oneself", "another"])
def test_administrator_makes_nobody_a_superuser_by_a_crafted_form(administers, administrator, editor, whom):
    account = administrator if whom == "oneself" else editor
    before = powers_of(account)
    assert save(administers, account, first_name="Changed", **POWERS).status_code == 302
    account.refresh_from_db()
    assert account.first_name == "Changed"
    assert powers_of(account) == before
    assert account.check_password("a-long-password")


def test_new_account_has_its_role_and_nothing_else_by_a_crafted_form(invite):
    account = invite(**POWERS)
    assert not account.is_superuser
    assert not account.user_permissions.exists()
    assert [group.name for group in account.groups.all()] == ["editor"]
    assert not account.has_usable_password()


@pytest.mark.parametrize("role", ["superuser", "group-of-somebody", "3"])
def test_role_that_does_not_exist_is_refused(administers, editor, role):
    Group.objects.create(name="group-of-somebody")
    assert save(administers, editor, role=role).status_code == 200
    assert role_of(User.objects.get(pk=editor.pk)) == "editor"


def test_nobody_gives_a_permission_that_they_lack(invite, editor, writer):
    """Somebody with the permission to manage accounts, and an editor's otherwise."""
    editor.user_permissions.set(
        Permission.objects.filter(codename__in=["view_user", "add_user", "change_user"])
    )
    manages = desk_of(editor)
    assert invite(manages, role="administrator") is None
    assert invite(manages, role="editor", email="new@example.org") is not None
    save(manages, writer, role="administrator")
    assert role_of(User.objects.get(pk=writer.pk)) == "writer"
    with pytest.raises(PermissionDenied):
        accounts.change(User.objects.get(pk=writer.pk), "administrator", editor)
    with pytest.raises(PermissionDenied):
        accounts.create(User(email="x@example.org"), "administrator", editor)


def test_new_role_takes_away_what_was_given_beside_the_role(administers, editor):
    editor.user_permissions.add(Permission.objects.get(codename="delete_page"))
    save(administers, editor, role="writer")
    assert not User.objects.get(pk=editor.pk).has_perm("news.delete_page")


@pytest.fixture(params=["superuser", "more permissions", "more, but inactive"])
def stronger(request, superuser):
    if request.param == "superuser":
        return superuser
    account = make_user("strong", "administrator")
    account.user_permissions.add(Permission.objects.get(codename="delete_session"))
    account.is_active = request.param == "more permissions"
    account.save()
    return account


def test_administrator_changes_nothing_about_an_account_that_may_do_more(administers, stronger):
    totp.TOTP.activate(stronger, "JBSWY3DPEHPK3PXP")
    before = list(User.objects.filter(pk=stronger.pk).values())
    assert administers.get(page_of(stronger)).status_code == 200
    crafted = {**NEW, "role": "writer", "email": "mine@example.org", "password": "x"}
    assert administers.post(page_of(stronger), crafted).status_code == 403
    for act in ("invite", "second-factor", "sessions", "confirm"):
        assert administers.get(act_of(stronger, act)).status_code == 403
        assert administers.post(act_of(stronger, act)).status_code == 403
    assert administers.post(f"{USERS}{stronger.pk}/delete/", {"post": "yes"}).status_code == 403
    assert list(User.objects.filter(pk=stronger.pk).values()) == before
    assert Authenticator.objects.filter(user=stronger).exists()


@pytest.mark.parametrize(
    "act", [accounts.take_away_second_factor, accounts.sign_out_everywhere, accounts.confirm]
)
def test_door_itself_refuses_whoever_may_do_less(administrator, superuser, act):
    with pytest.raises(PermissionDenied):
        act(superuser, administrator)


def test_account_is_deleted_by_a_superuser_alone_and_never_past_the_log(superuser, administrator, editor):
    with pytest.raises(PermissionDenied):
        accounts.delete(editor, administrator)
    with pytest.raises(PermissionDenied):
        accounts.delete(superuser, superuser)
    bulk = {"action": "delete_selected", "_selected_action": [editor.pk], "post": "yes"}
    desk_of(superuser).post(USERS, bulk)
    assert User.objects.filter(pk=editor.pk).exists()


def test_accounts_are_never_deleted_by_administrators(administers, editor):
    assert administers.post(f"{USERS}{editor.pk}/delete/", {"post": "yes"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [editor.pk], "post": "yes"}
    administers.post(USERS, bulk)
    assert User.objects.filter(pk=editor.pk).exists()


def test_no_other_page_of_the_desk_changes_who_may_what():
    managed = {model._meta.label_lower for model in admin.site._registry}
    assert "auth.user" in managed
    assert not managed & {"auth.group", "auth.permission", "account.emailaddress", "mfa.authenticator"}


def test_form_shows_no_permission_no_hash_and_no_superuser_field(administers, editor):
    page = administers.get(page_of(editor)).content.decode()
    for name in ("password", "is_superuser", "is_staff", "user_permissions", "groups"):
        assert f'name="{name}"' not in page
    assert editor.password not in page
    assert "md5" not in page
    for said in ("Last sign-in", "Second factor", "Open sessions", 'name="role"', 'name="is_active"'):
        assert said in page


def test_one_does_not_change_ones_own_role_or_deactivate_oneself(administers, administrator):
    crafted = {**NEW, "first_name": "Own", "role": "writer"}
    administers.post(page_of(administrator), crafted)
    account = User.objects.get(pk=administrator.pk)
    assert (account.first_name, account.is_active, role_of(account)) == ("Own", True, "administrator")


def test_superuser_from_the_server_manages_everybody_and_stays_one(superuser, administrator):
    serves = desk_of(superuser)
    save(serves, administrator, role="editor")
    assert role_of(User.objects.get(pk=administrator.pk)) == "editor"
    save(serves, superuser, first_name="Kamran")
    superuser.refresh_from_db()
    assert (superuser.first_name, superuser.is_superuser) == ("Kamran", True)
    assert serves.post(f"{USERS}{administrator.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=administrator.pk).exists()
    assert acts_about(administrator)[-1] == ("account_delete", "Kamran")


def test_roles_are_what_the_code_says_after_each_migration(db):
    group = Group.objects.get(name="writer")
    group.permissions.add(Permission.objects.get(codename="change_user"))
    call_command("migrate", verbosity=0)
    codenames = set(group.permissions.values_list("codename", flat=True))
    assert "change_user" not in codenames
    assert "submit_edition" in codenames
    assert set(ROLES) == set(Group.objects.values_list("name", flat=True))


# --- Invitations ----------------------------------------------------------------------------------


def test_invited_person_chooses_the_password_and_signs_in(invite):
    account = invite(role="writer")
    assert account.username == "leyla.eliyeva"
    (letter,) = mail.outbox
    assert letter.to == ["leyla.eliyeva@example.org"]
    for said in ("hesab", "has made an account for you", "leyla.eliyeva", "admin"):
        assert said in letter.body
    answer = choose_password(link_in(letter))
    assert answer.status_code == 302
    browser = Client()
    signed_in = {"username": "leyla.eliyeva", "password": PASSWORD["new_password1"], "next": "/admin/"}
    assert browser.post("/admin/login/", signed_in)["Location"] == "/admin/"
    assert ("password_change", "Leyla Əliyeva") in acts_about(account)


def test_weak_password_is_refused_with_the_reason(invite):
    invite()
    answer = choose_password(link_in(mail.outbox[0]), new_password1="12345678", new_password2="12345678")
    assert "too common" in text_of(answer)


def refused(link):
    return "used already, or its time is over" in text_of(choose_password(link))


def test_link_of_an_invitation_works_once(invite):
    invite()
    link = link_in(mail.outbox[0])
    choose_password(link)
    assert refused(link)


def test_link_of_an_invitation_ends_after_three_days(invite):
    invite()
    link, now = link_in(mail.outbox[0]), timezone.now()
    with time_machine.travel(now + timedelta(days=3, minutes=1)):
        assert refused(link)
    with time_machine.travel(now + timedelta(days=2, hours=23)):
        assert choose_password(link).status_code == 302


def test_link_ends_with_the_next_invitation_another_address_or_a_deactivation(invite, administers):
    account = invite()
    administers.post(act_of(account, "invite"))
    first, second = map(link_in, mail.outbox)
    assert refused(first)
    save(administers, account, email="other@example.org")
    assert refused(second)
    administers.post(act_of(account, "invite"))
    third = link_in(mail.outbox[-1])
    assert mail.outbox[-1].to == ["other@example.org"]
    User.objects.filter(pk=account.pk).update(is_active=False)
    assert refused(third)


@pytest.mark.parametrize("token", ["x", "MQ:x:y", "set-password"])
def test_made_up_link_opens_nothing(db, editor, token):
    answer = Client(headers={"accept-language": "en"}).get(f"/admin/account/invitation/MQ/{token}/")
    assert "invite you again" in text_of(answer)


def test_link_of_one_account_does_not_open_another(invite):
    invite()
    invite(email="second@example.org")
    (uid, token), (other_uid, _token) = (
        link_in(letter).rstrip("/").split("/")[-2:] for letter in mail.outbox
    )
    assert uid != other_uid
    assert refused(f"/admin/account/invitation/{other_uid}/{token}/")


def test_each_address_is_one_persons(invite, administers, editor):
    page = administers.post(ADD, NEW | {"email": "REDAKTOR@example.org"})
    assert "Another account has this address" in text_of(page)


def test_sign_in_names_are_free_and_plain(db):
    assert accounts.free_sign_in_name("Leyla.Əliyeva+desk@example.org") == "leyla.eliyevadesk"
    User.objects.create_user("Leyla")
    User.objects.create_user("leyla2")
    assert accounts.free_sign_in_name("leyla@example.org") == "leyla3"
    assert accounts.free_sign_in_name("+++@example.org") == "user"


@pytest.mark.django_db(transaction=True)
def test_desk_says_whether_the_letter_went_out(administers, monkeypatch):
    said = text_of(administers.post(ADD, NEW, follow=True))
    assert "A letter with a link was sent to leyla.eliyeva@example.org" in said

    def refuse(*args, **kwargs):
        raise ConnectionRefusedError("The mail server is gone")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    said = text_of(administers.post(ADD, NEW | {"email": "second@example.org"}, follow=True))
    assert "to second@example.org could not be sent" in said


@pytest.mark.django_db(transaction=True)
def test_where_letters_go_nowhere_the_desk_says_so_and_makes_a_link(settings, administers, administrator):
    settings.SENDS_LETTERS = False
    assert "This site sends no letters" in text_of(administers.get(ADD))
    assert "nobody was told" in text_of(administers.post(ADD, NEW, follow=True))
    assert not mail.outbox
    account = User.objects.get(email=NEW["email"])
    assert "nobody is told" in text_of(administers.get(act_of(account, "invite")))
    page = administers.post(act_of(account, "invite"))
    assert "no-store" in page["Cache-Control"]
    link = next(part for part in page.content.decode().split('"') if "/admin/account/invitation/" in part)
    assert choose_password(link).status_code == 302
    assert AccountChange.objects.filter(account=account, kind="password", by=administrator).exists()


def test_somebody_with_a_password_gets_a_link_to_a_new_one_and_the_old_one_works_meanwhile(
    administers, writer
):
    assert "Send a link to a new password" in text_of(administers.get(page_of(writer)))
    administers.post(act_of(writer, "invite"))
    writer.refresh_from_db()
    assert writer.check_password("a-long-password")
    assert "choose a new password" in mail.outbox[0].body
    choose_password(link_in(mail.outbox[0]))
    writer.refresh_from_db()
    assert writer.check_password(PASSWORD["new_password1"])


def test_person_is_told_what_was_changed_at_the_address_of_before_too(
    administers, editor, django_capture_on_commit_callbacks
):
    totp.TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    with django_capture_on_commit_callbacks(execute=True):
        save(administers, editor, email="mine@example.org", role="administrator")
        administers.post(act_of(editor, "second-factor"))
    told = {(letter.to[0], letter.body.split(":")[0].strip()) for letter in mail.outbox}
    assert told == {
        ("mine@example.org", "admin e-poçt ünvanını dəyişdi"),
        ("redaktor@example.org", "admin e-poçt ünvanını dəyişdi"),
        ("mine@example.org", "admin rolu dəyişdi"),
        ("mine@example.org", "admin girişin ikinci mərhələsini sildi"),
    }
    assert "admin took away the second factor" in mail.outbox[-1].body


def test_person_is_told_nothing_about_a_new_spelling_of_the_name(
    administers, editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        save(administers, editor, first_name="Lalə", last_name="Əliyeva")
    assert not mail.outbox


# --- Second factor and sessions -------------------------------------------------------------------


def test_lost_second_factor_is_taken_away_with_all_sessions(administers, editor):
    totp.TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    phone = desk_of(editor)
    page = text_of(administers.get(act_of(editor, "second-factor")))
    assert "lost phone" in page
    administers.post(act_of(editor, "second-factor"))
    assert not Authenticator.objects.filter(user=editor).exists()
    assert phone.get("/admin/").status_code == 302
    assert acts_about(editor)[-1][0] == "factor_remove"


def test_ones_own_second_factor_is_not_taken_away_here(administers, administrator):
    totp.TOTP.activate(administrator, "JBSWY3DPEHPK3PXP")
    said = text_of(administers.post(act_of(administrator, "second-factor"), follow=True))
    assert "Sign-in and devices" in said
    assert Authenticator.objects.filter(user=administrator).exists()


def test_sessions_are_counted_and_ended(administers, writer):
    here, there = desk_of(writer), desk_of(writer)
    assert len(sessions_of(writer)) == 2
    said = text_of(administers.post(act_of(writer, "sessions"), follow=True))
    assert "2 sessions have ended" in said
    assert {client.get("/admin/").status_code for client in (here, there)} == {302}
    assert administers.get("/admin/").status_code == 200


def test_one_signs_oneself_out_everywhere_but_here(administers, administrator):
    elsewhere = desk_of(administrator)
    administers.post(act_of(administrator, "sessions"))
    assert administers.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_deactivated_account_is_signed_out(administers, writer):
    writes = desk_of(writer)
    data = sent_from(administers.get(page_of(writer)), "#user_form")
    del data["is_active"]
    administers.post(page_of(writer), data)
    assert not sessions_of(writer)
    assert writes.get("/admin/").status_code == 302


# --- In the log -----------------------------------------------------------------------------------


def test_every_act_on_an_account_is_in_the_log_with_who_and_what(invite, administers, administrator):
    account = invite(role="writer")
    save(administers, account, role="editor", first_name="Lalə", email="lale@example.org")
    data = sent_from(administers.get(page_of(account)), "#user_form")
    without = {name: value for name, value in data.items() if name != "is_active"}
    administers.post(page_of(account), without)
    administers.post(page_of(account), data | {"is_active": "on"})
    administers.post(act_of(account, "invite"))
    totp.TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    administers.post(act_of(account, "second-factor"))
    administers.post(act_of(account, "sessions"))
    desk_of(make_user("second", "administrator")).post(act_of(account, "confirm"))
    assert acts_about(account) == [
        ("account_create", "admin"),
        ("account_change", "admin"),
        ("role_change", "admin"),
        ("account_close", "admin"),
        ("account_reopen", "admin"),
        ("invite", "admin"),
        ("factor_remove", "admin"),
        ("sessions_end", "admin"),
        ("account_confirm", "second"),
    ]
    entries = AuditEntry.objects.filter(about_pk=account.pk, about_model="auth.user").order_by("number")
    changed = {name: (old, new) for entry in entries for name, old, new in entry.changes}
    assert changed["role"] == ("writer", "editor")
    assert changed["first_name"] == ("Leyla", "Lalə")
    assert changed["email"] == ("leyla.eliyeva@example.org", "lale@example.org")
    call_command("verify_audit")


def test_own_new_password_is_in_the_log(writes, writer):
    changed = {"old_password": "a-long-password", **PASSWORD}
    wrong = writes.post("/admin/password_change/", changed | {"old_password": "wrong"})
    assert wrong.status_code == 200
    assert acts_about(writer) == []
    writes.post("/admin/password_change/", changed)
    assert acts_about(writer) == [("password_change", "yazar")]


def test_forgotten_password_that_was_chosen_anew_is_in_the_log(writer):
    browser = Client(headers={"accept-language": "en"})
    browser.post("/admin/account/password/", {"email": writer.email})
    link = next(word for word in mail.outbox[0].body.split() if "/admin/account/password/" in word)
    page = browser.get(link, follow=True)
    browser.post(page.redirect_chain[-1][0], PASSWORD)
    assert acts_about(writer) == [("password_change", "yazar")]


# --- The list -------------------------------------------------------------------------------------


def test_list_is_searched_by_name_in_any_spelling_and_filtered_by_role(invite, administers, writer):
    invite()
    assert "leyla.eliyeva" in text_of(administers.get(USERS, {"q": "eliyeva leyla"}))
    assert "leyla.eliyeva" in text_of(administers.get(USERS, {"role": "editor"}))
    assert "leyla.eliyeva@" not in text_of(administers.get(USERS, {"role": "writer"}))
    assert "leyla.eliyeva" in text_of(administers.get(USERS, {"waits": "yes"}))
    assert "yazar@" not in text_of(administers.get(USERS, {"waits": "yes"}))

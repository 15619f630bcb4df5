"""Who may do what at the desk: every address × every role × GET and POST, held against one table.

The addresses come from the site's own resolver, so one that is new fails here until somebody has decided
who may have it.
"""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from news.admin.account.acts import ACTS as ACCOUNT_ACTS
from news.admin.edition.workflow import TRANSITIONS
from news.models import (
    AuditEntry,
    Autosave,
    Image,
    Notice,
    Organization,
    Page,
    Person,
    ShareLink,
    Topic,
    ViewCount,
)
from tests.helpers.articles import make_edition
from tests.helpers.pictures import drawn, upload
from tests.helpers.users import make_user

pytestmark = pytest.mark.once

# Each may do what those before it may. A visitor has an account that is not the desk's; staff has no role.
LADDER = ["anonymous", "visitor", "staff", "writer", "editor", "administrator"]
EVERYBODY, VISITOR, STAFF, WRITER, EDITOR, ADMINISTRATOR = LADDER
NOBODY = "nobody"

# (the least role that may open it, the least role that may send to it): the addresses
TABLE = {
    (EVERYBODY, EVERYBODY): """
        language login logout
        account_pages account_login account_logout account_inactive mfa_authenticate mfa_login_webauthn
        password_reset password_reset_done password_reset_confirm password_reset_complete invitation
    """,
    # One's own second factor; an account needs no desk to have one.
    (VISITOR, VISITOR): """
        account_reauthenticate mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp
        mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes
        mfa_list_webauthn mfa_add_webauthn mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn
    """,
    # Nothing but what the public sees, one's own password, and ways on to addresses that ask for a role.
    (STAFF, STAFF): """
        index app_list password_change password_change_done jsi18n view_on_site
        news_article_addresses news_article_add news_article_change
        news_edition_changelist news_edition_history news_autosave_discard
    """,
    (STAFF, WRITER): "news_share_close",
    (WRITER, STAFF): "autocomplete",  # sending to it is refused as a method, to everybody
    (WRITER, WRITER): """
        news_article_changelist news_article_history news_article_missing_forms
        news_article_translations news_article_notes
        news_auditentry_changelist news_auditentry_history
        news_edition_add news_edition_change news_edition_look news_edition_preview news_edition_compare
        news_edition_autosave news_edition_autosave_new news_edition_share news_edition_confirm
        news_edition_act:submit news_edition_act:new-edition
        news_image_changelist news_image_history news_image_add news_image_change news_image_library
        news_notice_changelist news_notice_history
        news_organization_changelist news_organization_history news_organization_add news_organization_change
        news_page_changelist news_page_history
        news_person_changelist news_person_history news_person_add news_person_change
        news_topic_changelist news_topic_history news_topic_add
        news_viewcount_changelist news_viewcount_history news_viewcount_statistics
    """,
    (WRITER, EDITOR): "news_notice_change news_page_change news_topic_change",
    (WRITER, NOBODY): "news_auditentry_change news_viewcount_change",
    (EDITOR, EDITOR): """
        news_edition_act:publish news_edition_act:schedule news_edition_act:force-publish
        news_edition_act:reject news_edition_act:approve news_edition_act:unschedule
        news_edition_act:withdraw news_edition_act:publish-again news_edition_act:discard
        news_image_delete news_notice_add news_organization_delete news_page_add news_person_delete
        news_topic_delete
    """,
    (ADMINISTRATOR, ADMINISTRATOR): """
        health news_edition_act:remove news_notice_delete news_page_delete
        auth_user_changelist auth_user_history auth_user_add auth_user_change
        auth_user_act:invite auth_user_act:second-factor auth_user_act:sessions auth_user_act:confirm
    """,
    (NOBODY, NOBODY): """
        auth_user_delete news_article_delete news_edition_delete
        news_auditentry_add news_auditentry_delete news_viewcount_add news_viewcount_delete
    """,
}
FORM = "post=yes"
TO_SIGN_IN = ("/admin/login/?next=", "/admin/account/login/?next=")


def patterns_of_the_desk(patterns=None, within="", space=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = within + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from patterns_of_the_desk(pattern.url_patterns, address, inner)
        elif address.startswith("admin/") and pattern.name:
            yield address, space, pattern.name


@pytest.fixture(scope="class")
def addresses(kept_for_class):
    """{name in the table: an address of that kind, about something that exists}"""
    administrator = make_user("admin", "administrator")
    person = Person.objects.create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")
    office = Organization.objects.create(name_az="Aparat", name_en="Office")
    topic = Topic.objects.create(name_az="Miqrasiya", name_en="Migration")
    edition = make_edition(people=[person], topics=[topic], organizations=[office])
    other = get_user_model().objects.create_user("other", password="a-long-password", is_staff=True)
    expires = timezone.now() + timedelta(days=1)
    link = ShareLink.objects.create(edition=edition, recipient="A journalist", expires_at=expires)
    objects = {
        "auth_user": other,
        "news_article": edition.article,
        "news_auditentry": AuditEntry.objects.first() or edition.record(AuditEntry.Action.SHARE, other),
        "news_edition": edition,
        "news_image": Image.objects.create(file=upload(drawn()), is_decorative=True),
        "news_notice": Notice.objects.create(text_az="Xəbər", text_en="Notice"),
        "news_organization": office,
        "news_page": Page.objects.create(title_az="Haqqımızda", title_en="About us"),
        "news_person": person,
        "news_topic": Topic.objects.create(name_az="Boş", name_en="Empty"),
        "news_viewcount": ViewCount.objects.create(
            article=edition.article, language="az", day=timezone.localdate(), reads=1
        ),
    }
    kept = Autosave.objects.keep(administrator, "a" * 32, edition, "title_az=x")
    special = {
        "view_on_site": [ContentType.objects.get_for_model(edition.article).pk, edition.article_id],
        "news_share_close": [link.pk],
        "news_autosave_discard": [kept.pk],
        "news_edition_preview": [edition.pk, "az"],
        "app_list": ["news"],
        "password_reset_confirm": ["MQ", "a-token"],
        "invitation": ["MQ", "a-token"],
    }
    acts = {"news_edition_act": (edition, TRANSITIONS), "auth_user_act": (other, ACCOUNT_ACTS)}
    found = {}
    for pattern, space, name in patterns_of_the_desk():
        if name in acts:
            about, names = acts[name]
            found |= {f"{name}:{act}": reverse(f"admin:{name}", args=[about.pk, act]) for act in names}
            continue
        arguments = special.get(name)
        if arguments is None:
            about = next((thing for model, thing in objects.items() if name.startswith(f"{model}_")), None)
            arguments = [about.pk if about else 1] if "<" in pattern else []
        found[name] = reverse(f"{space}{name}", args=arguments)
    found["autocomplete"] += "?app_label=news&model_name=edition&field_name=topics"
    return found


def signed_in_as(role):
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        user = get_user_model().objects.create_user(f"a-{role}", password="x", is_staff=role != "visitor")
        if role in LADDER[3:]:
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
    return client


def is_let_in(answer):
    """Neither forbidden nor sent to sign in."""
    return answer.status_code != 403 and not answer.headers.get("Location", "").startswith(TO_SIGN_IN)


def let_in_as(role, addresses, method):
    """The names of those addresses that answer somebody in that role; nothing that they do remains."""
    client = signed_in_as(role)
    cookies = client.cookies.copy()
    let_in = set()
    for name, address in addresses.items():
        client.cookies = cookies.copy()  # signing out is one of the addresses
        with transaction.atomic():
            answer = client.generic(method, address, FORM, "application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        assert answer.status_code < 500, (name, answer.status_code)
        if is_let_in(answer):
            let_in.add(name)
    return let_in


@pytest.mark.usefixtures("db")
class TestTable:
    def test_table_lists_every_address_once(self, addresses):
        listed = " ".join(TABLE.values()).split()
        assert sorted(listed) == sorted(addresses)

    @pytest.mark.parametrize("role", LADDER)
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_role_reaches_what_the_table_says_and_nothing_else(self, addresses, method, role):
        below = LADDER[: LADDER.index(role) + 1]
        expected = {
            name
            for least, names in TABLE.items()
            for name in names.split()
            if least[method == "POST"] in below
        }
        assert let_in_as(role, addresses, method) == expected

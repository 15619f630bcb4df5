"""Who may do what at the desk: every address × every role × GET and POST, held against one table.

The addresses come from the site's own resolver, so one that is new fails here until somebody has decided
who may have it.
"""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from tests.helpers.desk_addresses import addresses_of_the_desk

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
        manual manual_page end_tour
        index app_list password_change password_change_done own_settings jsi18n view_on_site
        news_article_link_targets news_article_add news_article_change
        news_edition_changelist news_edition_history news_autosave_discard
    """,
    (STAFF, WRITER): """
        news_comment_resolve news_share_close
        news_article_bulk news_article_keep_filter news_article_forget_filter
    """,
    (WRITER, STAFF): "autocomplete",  # sending to it is refused as a method, to everybody
    (WRITER, WRITER): """
        news_article_changelist news_article_history news_article_missing_forms
        news_article_translations news_article_notes news_article_csv calendar
        news_auditentry_changelist news_auditentry_history
        news_edition_add news_edition_change news_edition_look news_edition_preview news_edition_compare
        news_edition_autosave news_edition_autosave_new news_edition_drafts news_edition_share
        news_edition_confirm news_edition_comments news_comment_answer
        news_edition_act:submit news_edition_act:new-edition news_edition_act:duplicate
        news_image_changelist news_image_history news_image_add news_image_change news_image_library
        news_image_upload news_image_replace news_image_crop
        news_notice_changelist news_notice_history news_notableday_changelist news_notableday_history
        news_organization_changelist news_organization_history news_organization_add news_organization_change
        news_page_changelist news_page_history
        news_person_changelist news_person_history news_person_add news_person_change
        news_releasetemplate_changelist news_releasetemplate_history
        news_topic_changelist news_topic_history news_topic_add
        news_viewcount_changelist news_viewcount_history news_viewcount_statistics
    """,
    (WRITER, EDITOR): """
        news_notableday_change news_notice_change news_page_change news_releasetemplate_change
        news_topic_change
    """,
    (WRITER, NOBODY): "news_auditentry_change news_viewcount_change",
    (EDITOR, EDITOR): """
        news_edition_act:publish news_edition_act:force-publish
        news_edition_act:reject news_edition_act:approve news_edition_act:unschedule
        news_edition_act:reschedule
        news_edition_act:withdraw news_edition_act:publish-again news_edition_act:discard
        news_image_delete news_notice_add news_organization_delete news_page_add news_person_delete
        news_topic_delete news_notableday_add news_notableday_delete
        news_releasetemplate_add news_releasetemplate_delete
    """,
    (ADMINISTRATOR, ADMINISTRATOR): """
        health news_edition_act:remove news_notice_delete news_page_delete
        auth_user_changelist auth_user_history auth_user_add auth_user_change
        auth_user_act:invite auth_user_act:second-factor auth_user_act:sessions auth_user_act:session
        auth_user_act:confirm
    """,
    (NOBODY, NOBODY): """
        auth_user_delete news_article_delete news_edition_delete
        news_auditentry_add news_auditentry_delete news_viewcount_add news_viewcount_delete
    """,
}
FORM = "post=yes"
TO_SIGN_IN = ("/admin/login/?next=", "/admin/account/login/?next=")


@pytest.fixture(scope="class")
def addresses(kept_for_class):
    return addresses_of_the_desk()


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

"""The pages for signing in and for the second factor, under /admin/account/."""

from allauth.account import views as account
from django.contrib.auth import views as auth
from django.urls import include, path
from django.views.generic import RedirectView

from .invitations import Invitation
from .sign_in import ForgottenPassword, NewPassword

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="mfa_index"), name="account_pages"),
    # The names under which allauth reverses them.
    path("login/", RedirectView.as_view(pattern_name="admin:login", query_string=True), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("password/", ForgottenPassword.as_view(), name="password_reset"),
    path("password/sent/", auth.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("password/<uidb64>/<token>/", NewPassword.as_view(), name="password_reset_confirm"),
    path("password/changed/", auth.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("invitation/<uidb64>/<token>/", Invitation.as_view(), name="invitation"),
]

"""Addresses of staff."""

from django.urls import path

from naru.ground.staff.pages import (
    accounts,
    link,
    lock,
    methods,
    oidc,
    passkey,
    password,
    sign_in,
    unlock,
)

app_name = "staff"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("lock/", unlock.lock, name="lock"),
    path("lock-everything/", lock.lock, name="lock_everything"),
    path("unlock/", unlock.unlock, name="unlock"),
    path("stay/", unlock.stay, name="stay"),
    path("confirm/", unlock.confirm, name="confirm"),
    path("passkey/ask/", passkey.ask, name="passkey_ask"),
    path("passkey/use/", passkey.use, name="passkey_use"),
    path("passkey/ask-new/", passkey.ask_new, name="passkey_ask_new"),
    path("passkey/keep-new/", passkey.keep_new, name="passkey_keep_new"),
    path("methods/", methods.methods, name="methods"),
    path("methods/app/", methods.app, name="app"),
    path("methods/app/remove/", methods.remove_app, name="remove_app"),
    path("methods/codes/", methods.codes, name="codes"),
    path("methods/end-others/", methods.end_others, name="end_others"),
    path("methods/sessions/<slug:name>/end/", methods.end_session, name="end_session"),
    path("methods/<uuid:passkey_id>/remove/", methods.remove_passkey, name="remove_passkey"),
    path("oidc/", oidc.start, name="oidc_start"),
    path("oidc/link/", oidc.link, name="oidc_link"),
    path("oidc/back/", oidc.back, name="oidc_back"),
    path("password/", password.password, name="password"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/make/", accounts.make, name="make"),
    path("accounts/<uuid:account_id>/", accounts.change, name="change"),
    path("accounts/<uuid:account_id>/link/", link.issue, name="issue_link"),
    path("link/<str:secret>/", link.use, name="use_link"),
]

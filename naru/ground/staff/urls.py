"""Addresses of staff."""

from django.urls import path

from naru.ground.staff.pages import accounts, lock, password, sign_in

app_name = "staff"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("lock/", lock.lock, name="lock"),
    path("password/", password.password, name="password"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/make/", accounts.make, name="make"),
    path("accounts/<uuid:account_id>/", accounts.change, name="change"),
]

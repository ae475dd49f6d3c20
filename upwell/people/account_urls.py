"""Sign-in and sign-out. allauth's own routes are left out: these pages use its forms, its limits and its sessions."""

from django.urls import path

from upwell.people.views import signing_in

urlpatterns = [
    path("sign-in/", signing_in.account_login, name="account_login"),
    path("sign-out/", signing_in.account_logout, name="account_logout"),
    path("link/", signing_in.account_ask, name="account_ask"),
    path("link/<str:key>/", signing_in.account_link, name="account_link"),
    path("join/<str:key>/", signing_in.account_join, name="account_join"),
    path("demo/<int:person_id>/", signing_in.account_demo, name="account_demo"),
]

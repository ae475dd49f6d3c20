"""The addresses of the ASGI process: only what stays open."""

from django.urls import path

from upwell.web import live
from upwell.web.views import home

urlpatterns = [
    path("live/inbox/", live.inbox, name="live_inbox"),
    path("healthz", home.healthz, name="healthz"),
]

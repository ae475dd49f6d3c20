"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.web.views import home, offline, pattern_book

app_name = "web"
urlpatterns = [
    path("", home.today, name="today"),
    path("healthz", home.healthz, name="healthz"),
    path("recall/offline.js", offline.offline, name="offline"),
    path("patterns/", pattern_book.patterns, name="patterns"),
]

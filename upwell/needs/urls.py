"""Named routes; the last segment of each is the name of its view."""

from django.urls import URLPattern, URLResolver

app_name = "needs"
urlpatterns: list[URLPattern | URLResolver] = []

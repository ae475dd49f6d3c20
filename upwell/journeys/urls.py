"""Named routes; the last segment of each is the name of its view."""

from django.urls import URLPattern

app_name = "journeys"
urlpatterns: list[URLPattern] = []

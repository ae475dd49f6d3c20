"""Named routes; the last segment of each is the name of its view."""

from django.urls.resolvers import URLPattern

app_name = "practice"
urlpatterns: list[URLPattern] = []

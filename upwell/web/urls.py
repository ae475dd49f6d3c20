"""Named routes; the last segment of each is the name of its view."""

from django.urls import URLPattern, URLResolver, path

from upwell.web import views

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("patterns/", views.patterns, name="patterns"),
]

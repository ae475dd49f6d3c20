"""Named routes; the last segment of each is the name of its view."""

from django.urls import URLPattern, URLResolver, path

from upwell.people.views import signing_in

app_name = "people"
urlpatterns: list[URLPattern | URLResolver] = [
    path("welcome/", signing_in.welcome, name="welcome"),
]

"""The addresses of the house: each app's own routes, the API, and the health page."""

from django.urls import include, path

from upwell.api import api

handler403 = "upwell.web.errors.forbidden"
handler404 = "upwell.web.errors.not_found"
handler500 = "upwell.web.errors.server_error"

urlpatterns = [
    path("", include("upwell.web.urls")),
    path("account/", include("upwell.people.account_urls")),
    path("needs/", include("upwell.needs.urls")),
    path("search/", include("upwell.search.urls")),
    path("inbox/", include("upwell.notifications.urls")),
    path("settings/", include("upwell.interop.urls")),
    path("api/v1/", api.urls),
    path("", include("upwell.library.urls")),
    path("", include("upwell.gatherings.urls")),
    path("", include("upwell.practice.urls")),
    path("", include("upwell.films.urls")),
    path("", include("upwell.journeys.urls")),
    path("", include("upwell.planning.urls")),
    path("", include("upwell.people.urls")),
    path("", include("upwell.media.urls")),
]

"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("ask/", views.ask, name="ask"),
    path("as-you-type/", views.as_you_type, name="as_you_type"),
    path("similar-items/<int:item_id>/", views.similar_items, name="similar_items"),
    path("for-need/<int:need_id>/", views.for_need, name="for_need"),
    path("decline/<int:need_id>/", views.decline, name="decline"),
]

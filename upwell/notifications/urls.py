"""Named routes of the inbox; the last segment is the view's name."""

from django.urls import path

from upwell.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("read/", views.read, name="read"),
    path("<int:notice_id>/open/", views.open_notice, name="open"),
    path("preferences/", views.preferences, name="preferences"),
]

"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.web import views

app_name = "web"
urlpatterns = [
    path("", views.today, name="today"),
    path("healthz", views.healthz, name="healthz"),
]

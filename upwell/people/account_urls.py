"""Sign-in and sign-out; allauth's routes, as few as are needed."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

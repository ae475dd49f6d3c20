"""Named routes; the last segment of each is the name of its view."""

from django.urls import path, register_converter

from upwell.media import views


class Sha256:
    """The name of a file by what is in it: 64 hexadecimal digits in small letters."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Sha256, "sha256")

app_name = "media"
urlpatterns = [
    path("add/", views.add, name="add"),
    path("<sha256:sha256>/", views.picture, name="picture"),
]

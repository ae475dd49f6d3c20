"""Named routes; the last segment of each is the name of its view."""

from django.urls import path, register_converter

from upwell.media.views import consents, files, pictures, recordings, takes, uploads


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
    path("pictures/add/", pictures.add, name="add"),
    path("pictures/<sha256:sha256>/", pictures.picture, name="picture"),
    path("files/add/", files.add_file, name="add_file"),
    path("files/<sha256:sha256>/", files.file, name="file"),
    path("filmed/", consents.consents, name="consents"),
    path("filmed/<int:consent_id>/", consents.consent, name="consent"),
    path("filmed/<int:consent_id>/unname/", consents.unname, name="unname"),
    path("filmed/in/<int:file_id>/", consents.filmed, name="filmed"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/<slug:key>/", uploads.upload, name="upload"),
    path("takes/<slug:key>/", takes.take, name="take"),
    path("takes/<slug:key>/keep/", takes.keep, name="keep"),
    path("takes/<slug:key>/drop/", takes.drop, name="drop"),
    path("recordings/<str:ticket>/", recordings.recording, name="recording"),
    path("recordings/<str:ticket>/master/", recordings.master, name="master"),
    path("recordings/<str:ticket>/<slug:label>/pieces/", recordings.pieces, name="pieces"),
    path("recordings/<str:ticket>/<slug:label>/piece/", recordings.piece, name="piece"),
    path("recordings/<str:ticket>/poster/", recordings.poster, name="poster"),
    path("recordings/<str:ticket>/strip/", recordings.strip, name="strip"),
    path("recordings/<str:ticket>/film/", recordings.film, name="film"),
    path("recordings/<str:ticket>/captions/", recordings.captions, name="captions"),
    path("recordings/<str:ticket>/seen/", recordings.seen, name="seen"),
]

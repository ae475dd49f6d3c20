"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.interop import views

app_name = "interop"
urlpatterns = [
    path("import/", views.import_files, name="import"),
    path("import/<int:upload_id>/", views.upload, name="upload"),
    path("import/<int:upload_id>/begin/", views.begin, name="begin"),
    path("import/<int:upload_id>/put-away/", views.put_away, name="put_away"),
]

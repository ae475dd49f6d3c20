"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.films.views import scenes, storyboards

app_name = "films"
urlpatterns = [
    path("films/", storyboards.films, name="films"),
    path("films/<int:storyboard_id>/", storyboards.storyboard, name="storyboard"),
    path("films/<int:storyboard_id>/change/", storyboards.change, name="change"),
    path("films/<int:storyboard_id>/add/", storyboards.add, name="add"),
    path("films/<int:storyboard_id>/slides/", storyboards.slides, name="slides"),
    path("films/<int:storyboard_id>/arrange/", storyboards.arrange, name="arrange"),
    path("films/<int:storyboard_id>/make/", storyboards.make, name="make"),
    path("films/<int:storyboard_id>/state/", storyboards.state, name="state"),
    path("films/<int:storyboard_id>/use/", storyboards.use, name="use"),
    path("films/<int:storyboard_id>/remove/", storyboards.remove, name="remove"),
    path("films/<int:storyboard_id>/scenes/<int:scene_id>/write/", scenes.write, name="write"),
    path("films/<int:storyboard_id>/scenes/<int:scene_id>/unvoice/", scenes.unvoice, name="unvoice"),
    path("films/<int:storyboard_id>/scenes/<int:scene_id>/take-out/", scenes.take_out, name="take_out"),
    path("films/<int:storyboard_id>/scenes/<int:scene_id>/put-back/", scenes.put_back, name="put_back"),
    path("films/<int:storyboard_id>/scenes/<int:scene_id>/preview/", scenes.preview, name="preview"),
]

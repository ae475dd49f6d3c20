"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.library.views import caring, person, reading, shelf, writing

app_name = "library"
urlpatterns = [
    path("learn/", shelf.learn, name="learn"),
    path("people/<int:person_id>/made-by/", person.made_by, name="made_by"),
    path("make/", writing.make, name="make"),
    path("modules/colleagues/", caring.colleagues, name="colleagues"),
    path("modules/<int:item_id>/", reading.module, name="module"),
    path("modules/<int:item_id>/look/", reading.look, name="look"),
    path("modules/<int:item_id>/versions/", reading.versions, name="versions"),
    path("modules/<int:item_id>/versions/<int:number>/", reading.version, name="version"),
    path("modules/<int:item_id>/check-question/", reading.check_question, name="check_question"),
    path("modules/<int:item_id>/react/", reading.react, name="react"),
    path("modules/<int:item_id>/unreact/", reading.unreact, name="unreact"),
    path("modules/<int:item_id>/comment/", reading.comment, name="comment"),
    path("modules/<int:item_id>/uncomment/<int:comment_id>/", reading.uncomment, name="uncomment"),
    path("modules/<int:item_id>/edit/", writing.edit, name="edit"),
    path("modules/<int:item_id>/save/", writing.save, name="save"),
    path("modules/<int:item_id>/publish/", writing.publish, name="publish"),
    path("modules/<int:item_id>/restore/<int:number>/", writing.restore, name="restore"),
    path("modules/<int:item_id>/discard/", writing.discard, name="discard"),
    path("modules/<int:item_id>/care/", caring.care, name="care"),
    path("modules/<int:item_id>/check/", caring.check, name="check"),
    path("modules/<int:item_id>/life/", caring.life, name="life"),
    path("modules/<int:item_id>/audience/", caring.audience, name="audience"),
    path("modules/<int:item_id>/add-author/", caring.add_author, name="add_author"),
    path("modules/<int:item_id>/remove-author/<int:person_id>/", caring.remove_author, name="remove_author"),
    path("modules/<int:item_id>/hand-over/", caring.hand_over, name="hand_over"),
    path("modules/<int:item_id>/retire/", caring.retire, name="retire"),
    path("modules/<int:item_id>/unretire/", caring.unretire, name="unretire"),
]

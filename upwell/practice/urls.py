"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.practice.views import practices, recording, takes

app_name = "practice"
urlpatterns = [
    path("practice/", practices.practices, name="practices"),
    path("practice/others/", practices.others, name="others"),
    path("practice/new/", practices.new, name="new"),
    path("practice/<int:practice_id>/", practices.practice, name="practice"),
    path("practice/<int:practice_id>/decline/", practices.decline, name="decline"),
    path("practice/<int:practice_id>/unask/", practices.unask, name="unask"),
    path("practice/<int:practice_id>/record/", recording.record, name="record"),
    path("practice/<int:practice_id>/take-back/", practices.take_back, name="take_back"),
    path("practice/takes/<int:take_id>/show/", takes.show, name="show"),
    path("practice/takes/<int:take_id>/unshow/<int:person_id>/", takes.unshow, name="unshow"),
    path("practice/takes/<int:take_id>/watch/", takes.watch, name="watch"),
    path("practice/takes/<int:take_id>/say/", takes.say, name="say"),
    path("practice/takes/<int:take_id>/unsay/<int:comment_id>/", takes.unsay, name="unsay"),
    path("practice/takes/<int:take_id>/mark/<int:place>/", takes.mark, name="mark"),
    path("practice/takes/<int:take_id>/keep/", recording.keep, name="keep"),
    path("practice/takes/<int:take_id>/take-away/", recording.take_away, name="take_away"),
]

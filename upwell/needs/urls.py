"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.needs.views import answering, asking, brokering, circle, item, mentoring, person, reading, taking_part

app_name = "needs"
urlpatterns = [
    path("", reading.board, name="board"),
    path("declare/", asking.declare, name="declare"),
    path("answered-by/<int:item_id>/", item.answered_by, name="answered_by"),
    path("who-helps/<int:item_id>/", item.who_helps, name="who_helps"),
    path("beside/<int:item_id>/", item.beside, name="beside"),
    path("of-circle/<int:circle_id>/", circle.of_circle, name="of_circle"),
    path("of-person/<int:person_id>/", person.of_person, name="of_person"),
    path("colleagues/", taking_part.colleagues, name="colleagues"),
    path("<int:need_id>/", reading.need, name="need"),
    path("<int:need_id>/voices/", reading.voices, name="voices"),
    path("<int:need_id>/edit/", asking.edit, name="edit"),
    path("<int:need_id>/voice/", taking_part.voice, name="voice"),
    path("<int:need_id>/unvoice/", taking_part.unvoice, name="unvoice"),
    path("<int:need_id>/follow/", taking_part.follow, name="follow"),
    path("<int:need_id>/unfollow/", taking_part.unfollow, name="unfollow"),
    path("<int:need_id>/comment/", taking_part.comment, name="comment"),
    path("<int:need_id>/uncomment/<int:comment_id>/", taking_part.uncomment, name="uncomment"),
    path("<int:need_id>/offer/", taking_part.offer, name="offer"),
    path("<int:need_id>/withdraw-offer/<int:offer_id>/", taking_part.withdraw_offer, name="withdraw_offer"),
    path("<int:need_id>/take-up/<int:offer_id>/", mentoring.take_up, name="take_up"),
    path("<int:need_id>/answer/", answering.answer, name="answer"),
    path("<int:need_id>/items/", answering.items, name="items"),
    path("<int:need_id>/write/", answering.write, name="write"),
    path("<int:need_id>/session/", answering.session, name="session"),
    path("<int:need_id>/publish/<int:item_id>/", answering.publish_answer, name="publish_answer"),
    path("<int:need_id>/confirm/<int:answer_id>/", answering.confirm, name="confirm"),
    path("<int:need_id>/used/<int:answer_id>/", answering.used, name="used"),
    path("<int:need_id>/park/", brokering.park, name="park"),
    path("<int:need_id>/unpark/", brokering.unpark, name="unpark"),
    path("<int:need_id>/merge/", brokering.merge, name="merge"),
    path("<int:need_id>/twins/", brokering.twins, name="twins"),
]

"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.planning.views import pieces, plan, recall

app_name = "planning"
urlpatterns = [
    path("plan/", plan.plan, name="plan"),
    path("plan/make/", plan.make, name="make"),
    path("plan/choices/", plan.choices, name="choices"),
    path("plan/rhythm/", plan.rhythm, name="rhythm"),
    path("plan/declined/<int:aside_id>/bring-back/", plan.bring_back, name="bring_back"),
    path("plan/<int:piece_id>/done/", pieces.done, name="done"),
    path("plan/<int:piece_id>/undone/", pieces.undone, name="undone"),
    path("plan/<int:piece_id>/swap/", pieces.swap, name="swap"),
    path("plan/<int:piece_id>/postpone/", pieces.postpone, name="postpone"),
    path("plan/<int:piece_id>/decline/", pieces.decline, name="decline"),
    path("recall/", recall.recall, name="recall"),
    path("recall/answer/", recall.answer, name="answer"),
    path("recall/cards/", recall.cards, name="cards"),
    path("recall/cards/new/", recall.new_card, name="new_card"),
    path("recall/cards/<int:card_id>/change/", recall.change, name="change"),
    path("recall/cards/<int:card_id>/end/", recall.end, name="end"),
]

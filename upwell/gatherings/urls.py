"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.gatherings.views import afterwards, events, seats

app_name = "gatherings"
urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/plan/", events.plan, name="plan"),
    path("events/for-need/<int:need_id>/", events.for_need, name="for_need"),
    path("events/<int:event_id>/", events.event, name="event"),
    path("events/<int:event_id>/change/", events.change, name="change"),
    path("events/<int:event_id>/cancel/", events.cancel, name="cancel"),
    path("events/<int:event_id>/file/", events.file, name="file"),
    path("events/<int:event_id>/come/", seats.come, name="come"),
    path("events/<int:event_id>/leave/", seats.leave, name="leave"),
    path("events/<int:event_id>/would-come/", seats.would_come, name="would_come"),
    path("events/<int:event_id>/choose/<int:option_id>/", seats.choose, name="choose"),
    path("events/<int:event_id>/attendance/", seats.attendance, name="attendance"),
    path("events/<int:event_id>/notes/", afterwards.notes, name="notes"),
    path("events/<int:event_id>/material/", afterwards.material, name="material"),
    path("events/<int:event_id>/unmaterial/<int:material_id>/", afterwards.unmaterial, name="unmaterial"),
    path("events/<int:event_id>/say/", afterwards.say, name="say"),
    path("events/<int:event_id>/unsay/<int:comment_id>/", afterwards.unsay, name="unsay"),
]

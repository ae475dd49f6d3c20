"""Named routes; the last segment of each is the name of its view."""

from django.urls import path

from upwell.gatherings.views import afterwards, circles, events, seats, series

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
    path("circles/", circles.circles, name="circles"),
    path("circles/start/", circles.start, name="start"),
    path("circles/<int:circle_id>/", circles.circle, name="circle"),
    path("circles/<int:circle_id>/change/", circles.change_circle, name="change_circle"),
    path("circles/<int:circle_id>/join/", circles.join, name="join"),
    path("circles/<int:circle_id>/leave/", circles.leave_circle, name="leave_circle"),
    path("circles/<int:circle_id>/let-in/<int:person_id>/", circles.let_in, name="let_in"),
    path("circles/<int:circle_id>/bring/", circles.bring, name="bring"),
    path("circles/<int:circle_id>/been/", circles.been, name="been"),
    path("circles/<int:circle_id>/speak/", circles.speak, name="speak"),
    path("circles/<int:circle_id>/unspeak/<int:comment_id>/", circles.unspeak, name="unspeak"),
    path("circles/<int:circle_id>/pin/", circles.pin, name="pin"),
    path("circles/<int:circle_id>/unpin/<int:item_id>/", circles.unpin, name="unpin"),
    path("series/repeat/", series.repeat, name="repeat"),
    path("series/<int:series_id>/", series.series, name="series"),
    path("series/<int:series_id>/always/", series.always, name="always"),
    path("series/<int:series_id>/turns/", series.turns, name="turns"),
    path("series/<int:series_id>/skip/", series.skip, name="skip"),
    path("series/<int:series_id>/end/", series.end, name="end"),
    path("calendars/", series.feeds, name="feeds"),
    path("calendars/make/", series.make_feed, name="make_feed"),
    path("calendars/<int:feed_id>/revoke/", series.revoke_feed, name="revoke_feed"),
    path("calendar/<str:secret>.ics", series.calendar, name="calendar"),
]

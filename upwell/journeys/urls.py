"""Named routes; the last segment of each is the name of its view."""

from django.urls import path
from upwell.journeys.views import (
    beside,
    certificates,
    laying,
    making,
    path_pages,
    path_steps,
    ruling,
)

app_name = "journeys"
urlpatterns = [
    path("paths/", path_pages.paths, name="paths"),
    path("paths/make/", making.make_path, name="make_path"),
    path("paths/<int:path_id>/", path_pages.path, name="path"),
    path("paths/<int:path_id>/enter/", path_pages.enter_path, name="enter_path"),
    path("paths/<int:path_id>/leave/", path_pages.leave_path, name="leave_path"),
    path("paths/<int:path_id>/change/", making.change_path, name="change_path"),
    path("paths/<int:path_id>/publish/", making.publish_path, name="publish_path"),
    path("paths/<int:path_id>/retire/", making.retire_path, name="retire_path"),
    path("paths/<int:path_id>/people/", beside.people, name="people"),
    path("paths/<int:path_id>/assign/", beside.assign_path, name="assign_path"),
    path("paths/<int:path_id>/line/", making.line, name="line"),
    path("paths/<int:path_id>/find/", making.find, name="find"),
    path("paths/<int:path_id>/arrange/", making.arrange, name="arrange"),
    path("paths/<int:path_id>/put/", laying.put, name="put"),
    path("paths/<int:path_id>/sections/add/", making.add_section, name="add_section"),
    path("paths/<int:path_id>/sections/<int:section_id>/remove/", making.remove_section, name="remove_section"),
    path("paths/<int:path_id>/steps/add/", laying.add_step, name="add_step"),
    path("paths/<int:path_id>/steps/<int:step_id>/change/", laying.change_step, name="change_step"),
    path("paths/<int:path_id>/steps/<int:step_id>/remove/", laying.remove_step, name="remove_step"),
    path("paths/<int:path_id>/steps/<int:step_id>/do/", path_steps.do_step, name="do_step"),
    path("paths/<int:path_id>/steps/<int:step_id>/undo/", path_steps.undo_step, name="undo_step"),
    path("paths/<int:path_id>/rules/add/", ruling.add_rule, name="add_rule"),
    path("paths/<int:path_id>/rules/<int:rule_id>/preview/", ruling.preview, name="preview"),
    path("paths/<int:path_id>/rules/<int:rule_id>/live/", ruling.put_rule_live, name="put_rule_live"),
    path("paths/<int:path_id>/rules/<int:rule_id>/remove/", ruling.remove_rule, name="remove_rule"),
    path("walks/<int:walk_id>/", beside.walk, name="walk"),
    path("walks/<int:walk_id>/buddy/", beside.buddy, name="buddy"),
    path("walks/<int:walk_id>/take-off/", beside.take_off, name="take_off"),
    path("certificates/<uuid:certificate_key>/", certificates.certificate, name="certificate"),
    path("certificates/<uuid:certificate_key>/file/", certificates.certificate_file, name="certificate_file"),
]

"""Named routes; the last segment of each is the name of its view."""

from django.urls import include, path

from upwell.people.views import accounts, directory, me, person, settings, signing_in, teams

app_name = "people"

of_a_person = [
    path("", directory.directory, name="directory"),
    path("suggest/skills/", directory.suggest_skills, name="suggest_skills"),
    path("suggest/teams/", directory.suggest_teams, name="suggest_teams"),
    path("suggest/people/", directory.suggest_people, name="suggest_people"),
    path("<int:person_id>/", person.person, name="person"),
    path("skills/<int:skill_id>/", person.skill, name="skill"),
    path("skills/<int:skill_id>/confirm/", person.confirm, name="confirm"),
    path("skills/<int:skill_id>/unconfirm/", person.unconfirm, name="unconfirm"),
]

of_oneself = [
    path("me/", me.me, name="me"),
    path("me/skills/", me.skills, name="skills"),
    path("me/skills/add/", me.add_skill, name="add_skill"),
    path("me/skills/<int:skill_id>/change/", me.change_skill, name="change_skill"),
    path("me/skills/<int:skill_id>/drop/", me.drop_skill, name="drop_skill"),
]

of_settings = [
    path("", settings.settings, name="settings"),
    path("tokens/", settings.tokens, name="tokens"),
    path("tokens/<int:token_id>/revoke/", settings.revoke, name="revoke"),
    path("password/", settings.password, name="password"),
    path("organisation/", settings.organisation, name="organisation"),
    path("people/", accounts.accounts, name="accounts"),
    path("people/add/", accounts.add, name="add"),
    path("people/<int:person_id>/", accounts.account, name="account"),
    path("people/<int:person_id>/role/", accounts.role, name="role"),
    path("people/<int:person_id>/deactivate/", accounts.deactivate, name="deactivate"),
    path("people/<int:person_id>/reactivate/", accounts.reactivate, name="reactivate"),
    path("teams/", teams.teams, name="teams"),
    path("teams/add/", teams.add_team, name="add_team"),
    path("teams/<int:team_id>/", teams.team, name="team"),
    path("teams/<int:team_id>/add/", teams.add_team, name="add_team"),
    path("teams/<int:team_id>/rename/", teams.rename, name="rename"),
    path("teams/<int:team_id>/move/", teams.move, name="move"),
    path("teams/<int:team_id>/lead/", teams.lead, name="lead"),
]

urlpatterns = [
    path("welcome/", signing_in.welcome, name="welcome"),
    path("people/", include(of_a_person)),
    path("people/", include(of_oneself)),
    path("people/settings/", include(of_settings)),
]

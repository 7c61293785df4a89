"""Addresses of the shell."""

from django.urls import path

from naru.web.pages import (
    checkpoint,
    drafts,
    emergency,
    export,
    health,
    home,
    interests,
    keyholders,
    labels,
    me,
    people,
    person,
    wall,
)

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("p/<str:number>/", person.person, name="person"),
    path("p/<str:number>/photo/", person.photo, name="photo"),
    path("p/<str:number>/labels/", labels.labels, name="labels"),
    path("p/<str:number>/undo/<str:event>/<str:subject>/", person.undo, name="undo"),
    path("p/<str:number>/emergency/", emergency.break_glass, name="break_glass"),
    path("p/<str:number>/conflict/", interests.declare_conflict, name="declare_conflict"),
    path("p/<str:number>/consent/", interests.consent, name="consent"),
    path("p/<str:number>/consent/<int:mandate_id>/end/", interests.end_consent, name="end_consent"),
    path("p/<str:number>/export/", export.export, name="export"),
    path("emergencies/", emergency.reviews, name="reviews"),
    path("emergencies/<uuid:opening_id>/", emergency.review, name="review"),
    path("emergencies/<uuid:opening_id>/tell/", emergency.tell, name="tell"),
    path("conflicts/", interests.conflict_list, name="conflicts"),
    path("conflicts/<int:conflict_id>/end/", interests.end_conflict, name="end_conflict"),
    path("keys/", keyholders.key_list, name="keys"),
    path("keys/change/", keyholders.rotate, name="rotate_keys"),
    path("keys/proposals/<uuid:grant_id>/", keyholders.decide, name="decide_grant"),
    path("keys/<slug:part>/", keyholders.key_part, name="keys_part"),
    path("keys/<slug:part>/propose/", keyholders.propose, name="propose_member"),
    path("keys/<slug:part>/<uuid:account_id>/out/", keyholders.withdraw, name="withdraw_member"),
    path("people/", people.people, name="people"),
    path("search/", people.search, name="search"),
    path("wall/", wall.wall, name="wall"),
    path("me/", me.me, name="me"),
    path("me/openings/", me.openings, name="openings"),
    path("checkpoint/", checkpoint.checkpoint, name="checkpoint"),
    path("checkpoint/file/", checkpoint.bundle, name="checkpoint_file"),
    path("checkpoint/<slug:kind>/", checkpoint.verifier, name="verifier"),
    path("draft/", drafts.draft, name="draft"),
    path("healthz", health.healthz, name="healthz"),
]

"""Addresses of the shell."""

from django.urls import path

from naru.web.pages import checkpoint, drafts, health, home, labels, me, people, person, wall

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("p/<str:number>/", person.person, name="person"),
    path("p/<str:number>/photo/", person.photo, name="photo"),
    path("p/<str:number>/labels/", labels.labels, name="labels"),
    path("p/<str:number>/undo/<str:event>/<str:subject>/", person.undo, name="undo"),
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

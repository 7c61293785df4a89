"""Addresses of the ruling room."""

from django.urls import path

from naru.rooms.ruling.pages import (
    check_refoulement,
    decide,
    decide_objection,
    disclose_file,
    draft_ruling,
    end_remedy,
    letter,
    object,  # noqa: A004 - the name of the verb in the profile
    record_outcome,
    serve,
)

app_name = "ruling"
urlpatterns = [
    path("<str:number>/disclosure/", disclose_file.disclose_file, name="disclose_file"),
    path("<str:number>/return/", check_refoulement.check_refoulement, name="check_refoulement"),
    path("<str:number>/draft/", draft_ruling.draft_ruling, name="draft_ruling"),
    path("<str:number>/decide/", decide.decide, name="decide"),
    path("<str:number>/letter/", letter.letter, name="letter"),
    path("<str:number>/serve/", serve.serve, name="serve"),
    path("<str:number>/object/", object.object, name="object"),
    path("<str:number>/review/", decide_objection.decide_objection, name="decide_objection"),
    path("<str:number>/remedy/", end_remedy.end_remedy, name="end_remedy"),
    path("<str:number>/outcome/", record_outcome.record_outcome, name="record_outcome"),
]

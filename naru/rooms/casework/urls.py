"""Addresses of casework."""

from django.urls import path

from naru.rooms.casework.pages import (
    add_claim,
    assess_trafficking,
    bind_family,
    choose_claim,
    decide_age,
    duplicates,
    give_file_copy,
    kin,
    look_at_needs,
    name_representative,
    orient,
    photo,
    plan_child_care,
    register,
    screen_needs,
    separate_family,
    team,
)

app_name = "casework"
urlpatterns = [
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/scan/", duplicates.scan, name="scan"),
    path("duplicates/<uuid:review_id>/", duplicates.decide_same, name="decide_same"),
    path("duplicates/<uuid:review_id>/undo/", duplicates.undo_same, name="undo_same"),
    path("<str:number>/register/", register.register, name="register"),
    path("<str:number>/claims/<slug:kind>/", add_claim.add_claim, name="add_claim"),
    path("<str:number>/show/<uuid:claim_id>/", choose_claim.choose_claim, name="choose_claim"),
    path("<str:number>/photo/", photo.set_photo, name="set_photo"),
    path("<str:number>/portrait/", photo.portrait, name="portrait"),
    path("<str:number>/duplicates/", duplicates.propose_same, name="propose_same"),
    path("<str:number>/kin/", kin.add_kin, name="add_kin"),
    path("<str:number>/kin/forget/", kin.forget_kin, name="forget_kin"),
    path("<str:number>/first-look/", look_at_needs.look_at_needs, name="look_at_needs"),
    path("<str:number>/needs/", screen_needs.screen_needs, name="screen_needs"),
    path(
        "<str:number>/trafficking/",
        assess_trafficking.assess_trafficking,
        name="assess_trafficking",
    ),
    path(
        "<str:number>/representative/",
        name_representative.name_representative,
        name="name_representative",
    ),
    path("<str:number>/care-plan/", plan_child_care.plan_child_care, name="plan_child_care"),
    path("<str:number>/age/", decide_age.decide_age, name="decide_age"),
    path("<str:number>/family/", bind_family.bind_family, name="bind_family"),
    path("<str:number>/family/separate/", separate_family.separate_family, name="separate_family"),
    path("<str:number>/orientation/", orient.orient, name="orient"),
    path("<str:number>/file-copy/", give_file_copy.give_file_copy, name="give_file_copy"),
    path("<str:number>/team/", team.assign, name="assign"),
    path("<str:number>/team/end/", team.unassign, name="unassign"),
    path("<str:number>/team/counsel/", team.give_mandate, name="give_mandate"),
]

"""The addresses of reception."""

from django.urls import path

from naru.rooms.reception.pages import (
    arrive,
    expected,
    hand_information,
    import_list,
    notice,
    record_wish,
    refuse_consent,
    triage,
    welcome,
)

app_name = "reception"
urlpatterns = [
    path("expected/", expected.expected, name="expected"),
    path("expected/new/", notice.notice, name="notice"),
    path("expected/<uuid:notice_id>/cancel/", notice.cancel_notice, name="cancel_notice"),
    path("expected/<uuid:notice_id>/arrive/", arrive.arrive, name="arrive_expected"),
    path("arrive/", arrive.arrive, name="arrive"),
    path("arrive/alike/", arrive.alike, name="alike"),
    path("import/", import_list.import_list, name="import_list"),
    path("import/<uuid:upload_id>/", import_list.preview_list, name="preview_list"),
    path("import/<uuid:upload_id>/result/", import_list.import_result, name="import_result"),
    path("<str:number>/triage/", triage.triage, name="triage"),
    path("<str:number>/welcome/", welcome.welcome, name="welcome"),
    path("<str:number>/refuse-consent/", refuse_consent.refuse_consent, name="refuse_consent"),
    path("<str:number>/information/", hand_information.hand_information, name="hand_information"),
    path("<str:number>/wish/", record_wish.record_wish, name="record_wish"),
    path("<str:number>/consent/<uuid:consent_id>.pdf", welcome.consent_copy, name="consent_copy"),
]

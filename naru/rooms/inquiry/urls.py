"""Addresses of the inquiry room."""

from django.urls import path

from naru.rooms.inquiry.pages import (
    confirm_statement,
    correct_statement,
    draft_findings,
    end_interview,
    file,
    file_exhibit,
    findings,
    finish_interviews,
    hand_to_authority,
    interview,
    plan_interview,
    put_doubt,
    raise_suspicion,
    read_back,
    refuse_statement,
    reply_statement,
    reviews,
    sessions,
    start_interview,
    void_interview,
    weigh_exhibit,
)

app_name = "inquiry"
VERBS = (
    plan_interview.plan_interview,
    start_interview.start_interview,
    sessions.take_break,
    sessions.resume_interview,
    sessions.say_misunderstood,
    end_interview.end_interview,
    void_interview.void_interview,
    finish_interviews.finish_interviews,
    read_back.read_back,
    correct_statement.correct_statement,
    put_doubt.put_doubt,
    reply_statement.reply_statement,
    confirm_statement.confirm_statement,
    refuse_statement.refuse_statement,
    file_exhibit.file_exhibit,
    weigh_exhibit.weigh_exhibit,
    raise_suspicion.raise_suspicion,
    hand_to_authority.hand_to_authority,
    findings.add_finding,
    draft_findings.draft_findings,
    reviews.send_back_findings,
    reviews.note_other_route,
    reviews.sign_findings,
)
urlpatterns = [
    path("", file.mine, name="mine"),
    path("<str:number>/", file.file, name="file"),
    path("<str:number>/copy/", file.copy, name="copy"),
    path("<str:number>/interview/", interview.interview, name="interview"),
    path("<str:number>/interview/<uuid:interview_id>/", interview.interview, name="transcript"),
    path("<str:number>/exhibit/<uuid:exhibit_id>/", file.exhibit, name="exhibit"),
    path(
        "<str:number>/finding/<uuid:finding_id>/drop/", findings.drop_finding, name="drop_finding"
    ),
    *(
        path(f"<str:number>/{verb.__name__.replace('_', '-')}/", verb, name=verb.__name__)
        for verb in VERBS
    ),
]

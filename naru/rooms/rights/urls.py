"""The addresses of the rights room; those with a person's number come last."""

from django.urls import path

from naru.rooms.rights.pages import complaints, follow
from naru.rooms.rights.pages.answer_data import answer_data
from naru.rooms.rights.pages.answer_leave import answer_leave
from naru.rooms.rights.pages.close_safety_plan import close_safety_plan
from naru.rooms.rights.pages.complain import complain
from naru.rooms.rights.pages.contact_counsel import contact_counsel
from naru.rooms.rights.pages.correct_entry import correct_entry
from naru.rooms.rights.pages.end_petition import end_petition
from naru.rooms.rights.pages.extend_stay import extend_stay
from naru.rooms.rights.pages.file_petition import file_petition
from naru.rooms.rights.pages.offer_rights_officer import offer_rights_officer
from naru.rooms.rights.pages.open_safety_plan import open_safety_plan
from naru.rooms.rights.pages.request_counsel import request_counsel
from naru.rooms.rights.pages.request_data import request_data
from naru.rooms.rights.pages.review_stay import review_stay
from naru.rooms.rights.pages.wish_to_leave import wish_receipt, wish_to_leave
from naru.rooms.rights.pages.withdraw_counsel import withdraw_counsel

app_name = "rights"
urlpatterns = [
    path("complain/", complain, name="complain"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/follow/", follow.follow, name="follow"),
    path("complaints/receipt/", follow.complaint_receipt, name="complaint_receipt"),
    path("complaints/<uuid:complaint_id>/", complaints.complaint, name="complaint"),
    path("<str:number>/counsel/", request_counsel, name="request_counsel"),
    path("<str:number>/counsel/contact/", contact_counsel, name="contact_counsel"),
    path("<str:number>/counsel/withdraw/", withdraw_counsel, name="withdraw_counsel"),
    path("<str:number>/leave/", wish_to_leave, name="wish_to_leave"),
    path("<str:number>/leave/answer/", answer_leave, name="answer_leave"),
    path("<str:number>/leave/<uuid:wish_id>/receipt/", wish_receipt, name="wish_receipt"),
    path("<str:number>/offer-officer/", offer_rights_officer, name="offer_rights_officer"),
    path("<str:number>/entry/", correct_entry, name="correct_entry"),
    path("<str:number>/review/", review_stay, name="review_stay"),
    path("<str:number>/extend/", extend_stay, name="extend_stay"),
    path("<str:number>/petition/", file_petition, name="file_petition"),
    path("<str:number>/petition/end/", end_petition, name="end_petition"),
    path("<str:number>/safety/", open_safety_plan, name="open_safety_plan"),
    path("<str:number>/safety/close/", close_safety_plan, name="close_safety_plan"),
    path("<str:number>/data/", request_data, name="request_data"),
    path("<str:number>/data/answer/", answer_data, name="answer_data"),
]

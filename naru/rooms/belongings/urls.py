"""Addresses of the property room."""

from django.urls import path

from naru.rooms.belongings.pages import (
    dispose,
    give_back,
    hand_over,
    hold,
    inventory,
    move_item,
    report_missing,
    seal_unopened,
    search_person,
    searches,
    settle_claim,
    sign_inventory,
    store,
)

app_name = "belongings"
urlpatterns = [
    path("", store.store, name="store"),
    path("add-place/", store.add_place, name="add_place"),
    path("searches/", searches.searches, name="searches"),
    path("searches/<uuid:search_id>/", searches.review_search, name="review_search"),
    path("place/<str:code>/", store.shelf, name="shelf"),
    path("<str:number>/", inventory.inventory, name="inventory"),
    path("<str:number>/labels/", inventory.labels, name="labels"),
    path("<str:number>/items/<uuid:item_id>/", inventory.item, name="item"),
    path("<str:number>/items/<uuid:item_id>/photo/", inventory.photo, name="photo"),
    path("<str:number>/receipts/<uuid:receipt_id>/", inventory.receipt, name="receipt"),
    path("<str:number>/search/", search_person.search_person, name="search_person"),
    path("<str:number>/hold/", hold.hold, name="hold"),
    path("<str:number>/seal/", seal_unopened.seal_unopened, name="seal_unopened"),
    path("<str:number>/sign/", sign_inventory.sign_inventory, name="sign_inventory"),
    path("<str:number>/move/", move_item.move_item, name="move_item"),
    path("<str:number>/hand-over/", hand_over.hand_over, name="hand_over"),
    path("<str:number>/give-back/", give_back.give_back, name="give_back"),
    path("<str:number>/dispose/", dispose.dispose, name="dispose"),
    path("<str:number>/missing/", report_missing.report_missing, name="report_missing"),
    path("<str:number>/claim/", settle_claim.settle_claim, name="settle_claim"),
]

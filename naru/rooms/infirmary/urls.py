"""The addresses of the infirmary."""

from django.urls import path

from naru.rooms.infirmary.pages import (
    administer,
    decide_medicine,
    declare_fitness,
    dispense,
    document_injuries,
    examine,
    isolation,
    noting,
    prescribe,
    stock,
    stop_medicine,
    summarise_health,
)

app_name = "infirmary"
urlpatterns = [
    path("round/", administer.medicine_round, name="round"),
    path("waiting/", decide_medicine.waiting, name="waiting"),
    path("stock/", stock.stock, name="stock"),
    path("stock/receive/", stock.receive, name="receive_stock"),
    path("stock/<uuid:item_id>/correct/", stock.correct, name="correct_stock"),
    path("stock/<uuid:item_id>/expire/", stock.expire, name="expire_stock"),
    path("summary/<uuid:summary_id>.pdf", summarise_health.summary_sheet, name="summary_sheet"),
    path("<str:number>/nurse/", examine.examine_nurse, name="examine_nurse"),
    path("<str:number>/examine/", examine.examine, name="examine"),
    path("<str:number>/fitness/", declare_fitness.declare_fitness, name="declare_fitness"),
    path("<str:number>/isolate/", isolation.isolate, name="isolate"),
    path("<str:number>/isolation/review/", isolation.review_isolation, name="review_isolation"),
    path("<str:number>/isolation/end/", isolation.end_isolation, name="end_isolation"),
    path("<str:number>/urgent/clear/", isolation.clear_urgent, name="clear_urgent"),
    path("<str:number>/medicine/", decide_medicine.decide_medicine, name="decide_medicine"),
    path("<str:number>/prescribe/", prescribe.prescribe, name="prescribe"),
    path("<str:number>/stop/", stop_medicine.stop_medicine, name="stop_medicine"),
    path("<str:number>/dispense/", dispense.dispense, name="dispense"),
    path("<str:number>/administer/", administer.administer, name="administer"),
    path("<str:number>/observe/", noting.observe, name="observe"),
    path("<str:number>/allergy/", noting.note_allergy, name="note_allergy"),
    path("<str:number>/condition/", noting.note_condition, name="note_condition"),
    path("<str:number>/injuries/", document_injuries.document_injuries, name="document_injuries"),
    path("<str:number>/summary/", summarise_health.summarise_health, name="summarise_health"),
]

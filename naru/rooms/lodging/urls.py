"""Addresses of the lodging room."""

from django.urls import path

from naru.rooms.lodging.pages import (
    assign_bed,
    board,
    conflicts,
    equipment,
    faults,
    free_bed,
    inventory,
    move_bed,
    moves,
    rooms,
)

app_name = "lodging"
urlpatterns = [
    path("", board.board, name="board"),
    path("moves/", moves.moves, name="moves"),
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/add/", rooms.add_room, name="add_room"),
    path("buildings/add/", rooms.add_building, name="add_building"),
    path("beds/<uuid:bed_id>/seal/", rooms.seal_bed, name="seal_bed"),
    path("beds/<uuid:bed_id>/unseal/", rooms.unseal_bed, name="unseal_bed"),
    path("equipment/", equipment.equipment, name="equipment"),
    path("equipment/add/", equipment.add_equipment, name="add_equipment"),
    path("faults/", faults.faults, name="faults"),
    path("faults/report/", faults.report_fault, name="report_fault"),
    path("faults/<uuid:fault_id>/fix/", faults.fix_fault, name="fix_fault"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
    path("conflicts/add/", conflicts.note_conflict, name="note_conflict"),
    path("conflicts/<uuid:conflict_id>/end/", conflicts.end_conflict, name="end_conflict"),
    path("<str:number>/assign/", assign_bed.assign_bed, name="assign_bed"),
    path("<str:number>/move/", move_bed.move_bed, name="move_bed"),
    path("<str:number>/free/", free_bed.free_bed, name="free_bed"),
    path("<str:number>/inventory/", inventory.sign_room_inventory, name="sign_room_inventory"),
]

"""The corridor, made by the clinic's own functions, with doors that open and a way out."""

import corridor_props
import reception_props
import rooms
import side_doors
import wing_places
from tools.content.materials import Surface
from tools.content.part import Part
from wing import OPENING, STAYS_SHUT

SURFACES = {
    "bin": Surface("#6f7679", 0.40, 0.9),
    "charred": Surface("#3a332d", 0.95),
    "glow": Surface(rough=0.30, picture="signs", glow_picture="signs", glow_strength=0.5),
}


def build(cells):
    rooms.corridor_shell(tuple(OPENING.values()), way_out=True)
    boards = Part("Skirting", lightmap=0.5)
    rooms.corridor_skirting(boards)
    boards.done()
    rooms.staff_door_frame()
    reception_props.staff_door(cells)
    side_doors.closed(cells, STAYS_SHUT)
    rooms.lamps(wing_places.LAMPS)
    corridor_props.store_shelf(cells)
    corridor_props.hand_rub(cells)
    corridor_props.hygiene_board(cells)

"""What one uses in the corridor in a fire: exit door with its push bar, fire alarm, extinguisher, telephone."""

import rooms
import safety
from layout import C_X0, C_X1, C_Y1, EXIT_DOOR
from tools.content import shapes
from tools.content.part import Part, empty
from wing import STAND


def build(cells):
    exit_door(cells)
    safety.call_point(cells, (C_X0, 6.85, 1.22), 90)
    safety.extinguisher(cells, (C_X1 - 0.105, 8.18, 0.62), -90, in_use=True)
    safety.first_aid(cells)
    safety.exit_sign("ExitSign_Back", (sum(EXIT_DOOR[:2]) / 2, C_Y1, 2.335), 0, cells)
    floor_places()
    telephone(cells)


def exit_door(cells):
    """Opens outwards; the bar across it is pushed."""
    frame = Part("ExitDoor_Frame", lightmap=0.6, collide=True)
    rooms.exit_door_frame(frame)
    rooms.door_frame(frame, *EXIT_DOOR, (C_Y1 + 0.022, C_Y1 + 0.178))
    frame.done()
    x0, x1, top = EXIT_DOOR
    half = (x1 - x0) / 2
    leaf = Part("ExitDoor", (x0, C_Y1, 0), lightmap=0.8, open_deg=96.0, collide=True)
    rooms.exit_door_leaf(leaf, (half, 0))
    leaf.box((0.24, 0.05, 0.055), (0.28, -0.04, top - 0.08), "steel", 0.008)
    leaf.plate(0.288, 0.088, (half, -0.0195, 1.62), cells["push_to_open"])
    leaf.tube([(x1 - x0 - 0.07, 0.016, 0.95), (x1 - x0 - 0.07, 0.045, 0.95), (x1 - x0 - 0.07, 0.045, 1.12), (x1 - x0 - 0.07, 0.016, 1.12)], 0.009, "steel", 10)
    made = leaf.done()
    bar = Part("ExitDoor_Bar", (half, -0.075, 1.02), parent=made)
    rooms.push_bar(bar, (0, 0, 0))
    bar.done()
    sill = Part("ExitDoor_Sill", lightmap=0.3, floor=True)
    sill.box((x1 - x0, 0.30, 0.012), ((x0 + x1) / 2, C_Y1 + 0.11, 0.002), "steel", 0.003, 1, hide="-z").done()


def floor_places():
    """Where the extinguisher may stand: in the copier room's doorway, back in the corridor, and where it must not."""
    x, y = STAND
    empty("Extinguisher_Doorway", (x + 0.25, y - 0.26, safety.HAND_M + 0.006), (0, 0, -90), socket=True)
    empty("Extinguisher_Aside", (C_X1 - 0.16, 6.18, safety.HAND_M + 0.006), (0, 0, -90), socket=True)
    empty("Extinguisher_InExit", ((EXIT_DOOR[0] + EXIT_DOOR[1]) / 2, C_Y1 - 0.30, safety.HAND_M + 0.006), socket=True)


def telephone(cells):
    """A telephone on the end wall, with keys and a handset on its hook."""
    root = empty("WallPhone", (0.82, C_Y1, 1.36))
    part = Part("WallPhone_Body", parent=root)
    part.box((0.19, 0.045, 0.23), (0, -0.023, 0), "trim", 0.012, 3, hide="+y")
    for i in range(12):
        part.box((0.022, 0.008, 0.018), (0.010 + (i % 3) * 0.030, -0.047, 0.018 - (i // 3) * 0.026), "key", 0.002, 1)
    part.box((0.088, 0.004, 0.030), (0.040, -0.0465, 0.068), "black", 0.002, 1)
    part.done()
    handset = Part("WallPhone_Handset", (-0.062, -0.050, 0), parent=root)
    handset.tube(
        shapes.bezier((0, 0.004, 0.098), (0, -0.040, 0.07), (0, -0.040, -0.07), (0, 0.004, -0.098), 12),
        [0.022, 0.024, 0.019] + [0.013] * 7 + [0.019, 0.024, 0.022],
        "black",
        12,
    ).done()
    cord = Part("WallPhone_Cord", parent=root)
    cord.tube(shapes.bezier((-0.062, -0.045, -0.10), (-0.06, -0.05, -0.42), (0.05, -0.04, -0.42), (0.03, -0.02, -0.115), 24), 0.0045, "black", 6).done()
    card = Part("WallPhone_Card", (0, -0.003, 0.215), parent=root)
    card.plate(0.20, 0.14, (0, 0, 0), cells["phone_card"], thick=0.004).done()

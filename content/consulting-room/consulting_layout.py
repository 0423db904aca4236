"""Where things are in the consulting room: measures that other files share.

The building's Blender axes (Z up, fronts face -Y; see harbour-clinic/layout.py); glTF is (x, z, -y). Metres.
"""

from layout import C_X0, C_X1, CORRIDOR_HEIGHT, SIDE_DOORS

# The room: the inner faces of its walls, and the ceiling's height.
X0, X1, Y0, Y1, HEIGHT = -3.2, 0.43, 4.55, 7.05, 2.55
DOOR = next((y0, y1, 2.10) for x, y0, y1, sign in SIDE_DOORS if sign == "door_treatment_1")
WINDOW = (5.20, 6.50, 0.98, 2.12)  # y from, y to, z from, z to; in the west wall
HATCH = (-0.90, -0.12, 1.02, 1.72)  # x from, x to, z from, z to; in the south wall
LAB_X0, LAB_Y0 = -2.3, 2.80  # the lab lies behind the hatch, as wide as the room from LAB_X0 on

# The stub of the corridor that shows through the door.
STUB_Y0, STUB_Y1 = 4.45, 7.15

BENCH = (-3.2, -0.42, 0.60, 0.90)  # x from, x to, depth, height; along the north wall
CART = (-1.41, 4.815)  # the middle of the procedure cart
CART_TOP = 0.90
CHAIR = (-2.20, 5.08)  # the specimen chair; it looks north
LAMPS = ((-2.2, 5.35), (-0.75, 5.35), (-2.2, 6.35), (-0.75, 6.35))

# Boxes that light is kept for (tools/content/probes.py). The room's door stands in the corridor's wall, and is seen from the room.
ROOMS = (
    ("consulting", (X0, Y0, 0.0), (C_X0 + 0.03, Y1, HEIGHT), (-1.0, 5.85, 1.5), (5, 4, 3)),
    ("lab", (LAB_X0, LAB_Y0, 0.0), (X1, Y0 - 0.12, HEIGHT), (-0.62, 3.5, 1.5), (3, 2, 2)),
    ("corridor", (C_X0 + 0.03, STUB_Y0, 0.0), (C_X1, STUB_Y1, CORRIDOR_HEIGHT), (1.55, 5.9, 1.5), (2, 3, 3)),
)

# Tubes in the order they are drawn: node, letters, cap, additive, what its fill line says, of glass or plastic.
TUBES = (
    ("Tube_Culture", "BC", "cap_culture", "culture broth"),
    ("Tube_Blue", "CIT", "cap_blue", "citrate 3.2 %"),
    ("Tube_Gold", "SST", "cap_gold", "serum gel"),
    ("Tube_Green", "HEP", "cap_green", "lithium heparin"),
    ("Tube_Lavender", "EDTA", "cap_lavender", "K2 EDTA"),
    ("Tube_Grey", "FLU", "cap_grey", "fluoride oxalate"),
)

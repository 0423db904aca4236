"""Where things are in the north wing: copier room, the rooms across the corridor, the yard. Axes and walls are those of the clinic's `layout`."""

from layout import C_X0, C_X1, C_Y0, C_Y1, CORRIDOR_HEIGHT, EXIT_DOOR, SIDE_DOORS, WALL

OPENING = {name: next(d for d in SIDE_DOORS if d[3] == f"door_{name}") for name in ("copier", "treatment_1", "utility")}
STAYS_SHUT = tuple(d for d in SIDE_DOORS if d not in OPENING.values())

HEIGHT = CORRIDOR_HEIGHT
COPIER = (C_X1 + WALL, 5.20, 4.75, 6.40)  # x from, x to, y from, y to
COPIER_WINDOW = (5.15, 5.95, 0.95, 2.05)  # in its east wall: y from, y to, z from, z to
TREATMENT = (-3.2, C_X0 - WALL, 4.55, 7.05)
UTILITY = (-3.2, C_X0 - WALL, 7.17, 10.20)

BIN = (4.86, 5.46)  # what burns
STAND = (2.85, 5.46)  # two metres from it, in the doorway, with the corridor behind

# The outer walls' faces as seen from the yard: the wing steps back on both sides of the exit.
WEST, EAST, NORTH = -3.34, 5.34, C_Y1 + 0.16  # x, x, y of the wall with the exit
NORTH_WEST = UTILITY[3] + 0.14  # y of the wall west of the exit
STEP = 0.55  # x where the utility room's corner juts out
ROOF = 3.0

# The yard, north of the exit; glTF's -Z is north.
YARD = (-15.0, 19.0, -3.0, 34.0)  # ground: x from, x to, y from, y to
EXIT_DOOR_MIDDLE = sum(EXIT_DOOR[:2]) / 2
PATH = (0.75, 2.40, NORTH, 17.2)
ASSEMBLY = (1.6, 18.9)  # middle of the marked ground
CAR_PARK = (6.4, 18.0, 13.5, 25.5)
GATE = (6.4, 15.6, 18.4)  # x of the blue gate, y from, y to
HEDGE_Y = 26.6

# Boxes that light is kept for (tools/content/probes.py): name, corners, eye, probes along x, y, z.
ROOMS = (
    ("corridor", (C_X0, C_Y0, 0.0), (C_X1, C_Y1 + 0.1, HEIGHT), (1.55, 5.72, 1.5), (2, 6, 3)),
    ("copier", (COPIER[0], COPIER[2], 0.0), (COPIER[1], COPIER[3], HEIGHT), (3.6, 5.5, 1.5), (3, 2, 3)),
    ("yard", (YARD[0], NORTH, 0.0), (YARD[1], YARD[3], 9.0), (1.6, 16.0, 1.6), (6, 6, 3)),
)

EYE, TARGET, VFOV_DEG = (1.7, 4.0, 1.6), (3.9, 5.9, 1.1), 60.0
VIEWS = {  # of the references: eye, target, vertical field of view in degrees
    "copier": ((2.80, 5.40, 1.62), (4.86, 5.50, 0.75), 62.0),
    "corridor": ((1.6, 7.6, 1.6), (1.5, 3.5, 1.25), 60.0),
    "yard": ((3.6, 14.2, 1.7), (0.9, 19.5, 1.1), 55.0),
}

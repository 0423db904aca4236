"""Where things are: the one place with the measures of the clinic.

Blender axes (Z up, fronts face -Y); glTF is (x, z, -y). Metres.
"""

# Reception: the inner faces of its walls, and the ceiling's height.
X0, X1, Y0, Y1, HEIGHT = -3.2, 3.2, -2.6, 2.6, 2.75
WALL = 0.12
STAFF_DOOR = (1.15, 2.10, 2.10)  # x from, x to, height; in the north wall
ENTRANCE = (0.35, 1.45, 2.15)  # x from, x to, height; in the south wall
WINDOW = (-1.75, 0.85, 0.85, 2.30)  # y from, y to, z from, z to; in the west wall

# Corridor behind the staff door, running north.
C_X0, C_X1, C_Y0, C_Y1 = 0.55, 2.55, Y1 + WALL, Y1 + WALL + 6.0
CORRIDOR_HEIGHT = 2.5
STORE = (6.45, 7.65, 0.45, 2.15)  # recess in its east wall: y from, y to, depth, height
EXIT_DOOR = (1.10, 2.05, 2.10)  # x from, x to, height; in its north wall
SIDE_DOOR_TOP = 2.10
SIDE_DOORS = (  # wall x, y from, y to, sign
    (C_X0, 5.55, 6.45, "door_treatment_1"),
    (C_X0, 7.25, 8.15, "door_utility"),
    (C_X1, 3.55, 4.45, "door_office"),
    (C_X1, 5.00, 5.90, "door_copier"),
)

COUNTER = (-1.35, 0.95)  # centre; the desk beside it is placed from here
COUNTER_TOP = 1.1075
DESK = (0.41, 0.95)
DESK_TOP = 0.765

LED_PANELS = ((-1.5, -1.2), (1.5, -1.2), (-1.5, 1.2), (1.5, 1.2))
CORRIDOR_LEDS = (3.75, 5.75, 7.75)  # y

EYE, TARGET, VFOV_DEG = (2.55, -2.25, 1.55), (-0.25, 1.6, 1.12), 51.47  # the look picture's camera

# Behind the back exit: a small yard. The clinic's outer walls are those of north-wing/wing.py.
NORTH = C_Y1 + 0.16  # y of the outer wall with the exit
YARD = (-5.0, 13.0, NORTH - 0.4, 18.6)  # ground: x from, x to, y from, y to
PATH_X = (0.75, 2.40)
PLACE = (-0.3, 6.1, 12.6, 16.9)  # paved: x from, x to, y from, y to
ASSEMBLY, RECORD_BOARD = (1.6, 14.5), (3.5, 15.5)
GATE = (6.2, 12.8, 15.4)  # x of the blue gate, y from, y to
CAR_AT = (9.3, 15.0)
NEXT_DOOR = (-7.5, -5.0, 6.5, 18.0, 7.4)  # x from, x to, y from, y to, height

# Boxes that light is kept for (tools/content/probes.py): name, corners, where reflections are seen from, probes along x, y, z.
ROOMS = (
    ("reception", (X0, Y0, 0.0), (X1, Y1, HEIGHT), (0.0, 0.0, 1.5), (6, 5, 3)),
    ("corridor", (C_X0, C_Y0, 0.0), (C_X1, C_Y1, CORRIDOR_HEIGHT), (1.55, 5.72, 1.5), (2, 6, 3)),
    ("yard", (NEXT_DOOR[1], NORTH, 0.0), (YARD[1] - 1.0, YARD[3] - 1.0, 5.0), (1.6, 13.0, 1.6), (5, 4, 3)),
)

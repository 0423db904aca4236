"""Where things are in the sterilization room: the one place with its measures.

Blender axes (Z up, fronts face -Y), metres, in the coordinates of the whole building (harbour-clinic/layout.py).
Dirty things come in at the south bench (sink, ultrasonic bath), are packed at the west bench and sterilized at the
north one; clean ones leave by the shelves beside the door.
"""

X0, X1, Y0, Y1, HEIGHT = -3.2, 0.43, 7.17, 10.2, 2.6  # inner faces of the walls, and the ceiling
DOOR = (7.25, 8.15, 2.10)  # y from, y to, height; in the east wall, to the corridor
WINDOW = (8.15, 9.35, 1.12, 2.20)  # y from, y to, z from, z to; in the west wall

BENCH = 0.90  # height of every worktop
NORTH = (-3.2, -0.36, 9.56)  # x from, x to, front
SOUTH = (-3.2, -0.45, 7.79)
WEST = -2.60  # front of the west bench, between the two

SINK = (-2.15, -1.55, 7.29, 7.67, 0.20)  # x from, x to, y from, y to, depth
AUTOCLAVE = (-1.75, 9.88)  # middle of its foot
BAY = (-2.11, -1.39, 0.40)  # open place under it: x from, x to, height of its shelf

# The machine, from the middle of its foot: its front is at -Y.
BODY = (0.64, 0.56, 0.02, 0.50)  # width, depth, from, to
CHAMBER = (-0.13, 0.255, 0.125, 0.34)  # x and z of its axis, radius, depth
HINGE = (-0.295, -0.292)  # x and y of the door's hinge
PANEL_X = 0.161  # middle of the column of controls

LED_PANELS = ((-2.3, 8.68), (-0.55, 8.68))

VIEWS = {  # of the references: eye, target, vertical field of view in degrees
    "machine": ((-0.25, 8.35, 1.60), (-1.62, 9.75, 1.02), 52.0),
    "sink": ((-2.45, 9.45, 1.60), (-0.9, 7.4, 1.00), 62.0),
}

# Boxes that light is kept for (tools/content/probes.py): name, corners, where reflections are seen from, probes along x, y, z.
ROOMS = (
    ("sterilization", (X0, Y0, 0.0), (X1, Y1, HEIGHT), (-1.3, 8.7, 1.5), (9, 8, 6)),
)

"""Where things are in the office: measures that other files share.

The building's Blender axes (Z up, fronts face -Y; see harbour-clinic/layout.py); glTF is (x, z, -y). Metres.
"""

from layout import C_X0, C_X1, CORRIDOR_HEIGHT, SIDE_DOORS

# The room: the inner faces of its walls, and the ceiling's height.
X0, X1, Y0, Y1, HEIGHT = 2.67, 5.6, 2.78, 4.63, 2.55
DOOR = next((y0, y1, 2.10) for x, y0, y1, sign in SIDE_DOORS if sign == "door_office")
WINDOW = (3.15, 4.35, 0.98, 2.12)  # y from, y to, z from, z to; in the east wall

# The stub of the corridor that shows through the door.
STUB_Y0, STUB_Y1 = 2.72, 5.40

DESK = (4.30, Y0 + 0.37, 1.56, 0.72)  # middle x, y, width, depth; along the south wall
DESK_TOP = 0.74
MONITOR = (4.36, Y0 + 0.27)  # it faces north
LAMPS = ((3.55, 3.72), (4.85, 3.72))

# Boxes that light is kept for (tools/content/probes.py).
ROOMS = (
    ("office", (X0, Y0, 0.0), (X1, Y1, HEIGHT), (4.1, 3.9, 1.5), (4, 3, 3)),
    ("corridor", (C_X0, STUB_Y0, 0.0), (C_X1, STUB_Y1, CORRIDOR_HEIGHT), (1.55, 4.0, 1.5), (2, 3, 3)),
)

# The mail program on the screen, in its picture's pixels (1024 x 634): where the six rows stand, and the report button.
SCREEN_PIXELS, SCREEN_METRES = (1024, 634), (0.575, 0.356)
ROW_SIZE, ROW_X, ROW_Y, ROW_STEP = (748, 68), 628, 168, 78
REPORT = (862, 92, 264, 52)  # middle x, y, width, height
MAILS = {  # node, its looks: state -> (what is printed, new or decided)
    "Payroll": {"new": ("Payroll", "new"), "decided": ("Payroll", "decided")},
    "Sign_In": {"new": ("Sign_In", "new"), "decided": ("Sign_In", "decided")},
    "Form": {"new": ("Form", "new"), "decided": ("Form", "decided")},
    "Doubt": {
        "supplier": ("Supplier", "new"),
        "supplier_decided": ("Supplier", "decided"),
        "manager": ("Manager", "new"),
        "manager_decided": ("Manager", "decided"),
    },
    "Flooring": {"new": ("Flooring", "new"), "decided": ("Flooring", "decided")},
    "Roster": {"new": ("Roster", "new"), "decided": ("Roster", "decided")},
}

"""Named places on the floor of the consulting room, and its lights."""

import off_corridor
import places
from consulting_layout import WINDOW, X0

PLACES = {  # name: (x, y), turn in degrees about Z, extras
    "Zone_Chairside": ((-1.42, 5.66), 0, {"zone_radius_m": 0.45}),
    "Zone_Bench": ((-1.30, 6.12), 0, {"zone_radius_m": 0.40}),
    "Zone_Hatch": ((-0.50, 5.20), 0, {"zone_radius_m": 0.36}),
    "Zone_Door": ((0.0, 6.0), 0, {"zone_radius_m": 0.35}),
    "Patient_Front": ((-2.20, 7.0), 0, {}),
    "Guide_Start": ((0.14, 5.16), -75, {}),  # these face -Y turned, glTF +Z turned
    "Colleague_Start": ((1.35, 5.95), -90, {}),
    "Colleague_In": ((-0.18, 5.95), -90, {}),
    "Lab_Start": ((-0.42, 3.98), 180, {}),
}
POINTS = {  # name: (position, watts, colour); baked, and shipped for things that move
    "Chair_Point": ((-1.5, 5.6, 2.25), 5.0, places.WARM),
    "Lab_Point": ((-0.8, 3.7, 2.25), 6.0, places.WARM),
    "Corridor_Point": ((1.55, 5.9, 2.2), 9.0, places.WARM),
}


def build():
    off_corridor.stand((0.02, 5.98), 78, PLACES)
    off_corridor.light(POINTS, WINDOW, X0 - 0.10, -90, 40)

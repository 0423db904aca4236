"""Named places on the floor of the office, and its lights."""

import off_corridor
import places
from office_layout import WINDOW, X1

PLACES = {  # name: (x, y), turn in degrees about Z, extras
    "Zone_Desk": ((4.38, 3.86), 0, {"zone_radius_m": 0.42}),
    "Guide_Start": ((5.28, 3.62), -52, {}),  # these face -Y turned, glTF +Z turned
    "Colleague_Start": ((1.35, 4.75), 90, {}),
    "Colleague_In": ((2.96, 3.98), 66, {}),
}
POINTS = {  # name: (position, watts, colour); baked, and shipped for things that move
    "Office_Point": ((4.1, 3.8, 2.25), 5.0, places.WARM),
    "Corridor_Point": ((1.55, 4.0, 2.2), 5.0, places.WARM),
}


def build():
    off_corridor.stand((3.0, 4.0), -112, PLACES)
    off_corridor.light(POINTS, WINDOW, X1 + 0.10, 90, 40)

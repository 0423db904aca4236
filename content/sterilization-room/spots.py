"""Named places on the floor, the lights, and the colleague who works here."""

import off_corridor
from measures import VIEWS, WINDOW, X0
from places import WARM, camera

COLLEAGUE = ("Amira", "Amira", (-0.98, 8.12), 20)  # person, node, place, degrees
PLACES = {  # name: (x, y), turn in degrees about Z, extras
    "Zone_Log": ((-0.18, 9.16), 0, {"zone_radius_m": 0.5}),
    "Zone_Autoclave": ((-1.60, 9.05), 0, {"zone_radius_m": 0.55}),
    "Zone_Sink": ((-1.85, 8.22), 180, {"zone_radius_m": 0.5}),
    "Amira_Start": ((-0.98, 8.12), 20, {}),
    "Amira_AtMachine": ((-0.98, 9.10), 210, {}),
    "Amira_Clear": ((-0.30, 8.00), 60, {}),
}
POINTS = {  # name: (position, watts, colour); baked, and shipped for things that move
    "Room_Point_1": ((-2.0, 8.9, 2.2), 3.5, WARM),
    "Room_Point_2": ((-0.6, 8.6, 2.2), 3.0, WARM),
    "Corridor_Point_1": ((1.55, 7.4, 2.25), 6.0, WARM),
}


def build():
    off_corridor.stand((-0.02, 7.92), 42, PLACES)
    off_corridor.light(POINTS, WINDOW, X0 - 0.10, -90, 24, (-8, 6, 4), 0.6)
    camera(*VIEWS["machine"])


def colleague():
    """Puts the colleague in; returns the extras of her clips."""
    from content.people import people

    name, node, at, turn = COLLEAGUE
    return people.build(name, node, at, turn)

"""The cameras of the path-traced references, whose pictures the engine's are held against."""

from pathlib import Path

from layout import EYE, TARGET, VFOV_DEG
from tools.content import reference

HERE = Path(__file__).resolve().parent

VIEWS = {  # name: eye, target, vertical field of view in degrees
    "entrance": (EYE, TARGET, VFOV_DEG),
    "counter": ((-1.6, 1.9, 1.6), (0.9, -1.6, 1.0), 60.0),
    "corridor": ((1.6, 3.0, 1.6), (1.5, 8.0, 1.2), 60.0),
}
# Baked light knows nobody who moves: of the three people the guide alone is held against his path-traced picture.
ABSENT = ("Reception", "Reception_Mesh", "Tailgater", "Tailgater_Mesh")


def main(only=()):
    reference.write(HERE / "reference", VIEWS, only, ABSENT)

"""Path-traced pictures of people: `picture.jpg` with all of them side by side, and the portraits of who speaks.

Run from the repository root:  python content/people/picture.py [together] [portraits]
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1])]

import bpy
from mathutils import Vector

from content.people import people
from content.people.cast import CAST
from content.people.skeleton import Frame
from tools.content import materials, part
from tools.content.materials import Surface
from tools.content.photo import photo, plain_world, soft_lamp

ROW = (  # name, metres from the one before, turn in degrees
    ("Tomasz", 0.0, 14),
    ("Dana", 0.78, 8),
    ("Mateo", 0.74, 4),
    ("Lena", 0.82, 0),
    ("Joon", 0.78, -2),
    ("Amira", 0.68, -4),
    ("Grace", 0.76, -8),
    ("Tomasz_Lab", 0.80, -10),
    ("Grace_Lab", 0.80, -14),
)
MOMENT = 36  # of the idle clip, in frames
PORTRAITS = ("Mateo", "Dana", "Amira", "Joon", "Lena", "Tomasz", "Grace")


def fresh():
    part.new_scene()
    materials.use({"ground": Surface("#cfcac0", 0.75), "stool": Surface("#8a8f94", 0.5)}, HERE)


def together():
    """All of them in a row, at ease."""
    fresh()
    x = 0.0
    for name, gap, turn in ROW:
        x += gap
        people.build(name, name, (x, 0), turn, ("Idle",))
        if CAST[name].at == "sit":
            seat = part.Part("Seat", (x, 0.02, 0))
            seat.box((0.42, 0.42, 0.05), (0, 0, 0.435), "stool", 0.02)
            for a in (-0.17, 0.17):
                for b in (-0.17, 0.17):
                    seat.box((0.035, 0.035, 0.41), (a, b, 0.205), "stool", 0.008)
            seat.done()
    ground = part.Part("Ground")
    ground.box((30, 12, 0.02), (x / 2, 2, -0.010), "ground", 0)
    ground.box((30, 0.02, 8), (x / 2, 3.5, 4), "ground", 0)
    ground.done()
    middle = Vector((x / 2, 0, 1))
    soft_lamp("Key", middle + Vector((-3.2, -3.4, 2.6)), middle, 430, 1.6)
    soft_lamp("Fill", middle + Vector((4.0, -3.2, 1.2)), middle, 130, 2.4)
    plain_world((1, 0.98, 0.95), 0.45)
    bpy.context.scene.frame_set(MOMENT)
    photo(HERE / "picture.jpg", (1800, 640), middle + Vector((0, -8.6, 0.42)), middle - Vector((0, 0, 0.04)), 14.6, 40, 0.25)


def portraits():
    """Head and shoulders under three soft lamps, on nothing."""
    for name in PORTRAITS:
        fresh()
        people.build(name, name, (0, 0), 0, ("Idle",))
        bpy.context.scene.frame_set(0)
        rig = bpy.data.objects[name]
        head = rig.matrix_world @ rig.pose.bones["head"].head
        at = head + Vector((0, 0, 0.035 * Frame(CAST[name]).head_scale))
        for lamp, place, watts, size in (("Key", (-1.0, -1.5, 0.57), 42, 0.9), ("Fill", (1.4, -1.1, -0.03), 16, 1.2), ("Rim", (0.7, 1.2, 0.67), 45, 0.6)):
            soft_lamp(lamp, at + Vector(place), at, watts, size)
        plain_world((1, 0.98, 0.95), 0.55)
        photo(HERE.parent / "portraits" / f"{name.lower()}.png", (256, 256), at + Vector((-0.28, -1.6, 0.06)), at - Vector((0, 0, 0.035)), 17.5, 40, 0.0, True)


def main(steps):
    if "portraits" in steps:
        portraits()
    if "together" in steps:
        together()


if __name__ == "__main__":
    main(sys.argv[1:] or ["together", "portraits"])

"""The rooms across the corridor, as far as one sees them from their doors: treatment 1 and the utility room."""

import rooms
import side_doors
from tools.content import shapes
from tools.content.part import Part
from wing import HEIGHT, OPENING, TREATMENT, UTILITY, WALL


def build(cells):
    for name, box, door in (("Treatment", TREATMENT, "treatment_1"), ("Utility", UTILITY, "utility")):
        shell(name, box, OPENING[door])
        side_doors.opening(f"{name}Door", OPENING[door], cells, open_deg=72.0)
    couch()
    cupboards("Treatment_Cupboards", (-1.2, TREATMENT[2]), 180, 3)
    cupboards("Utility_Cupboards", (-1.3, UTILITY[3]), 0, 4)
    cupboards("Utility_Worktop", (UTILITY[0], 8.3), 90, 3)


def shell(name, box, door):
    x0, x1, y0, y1 = box
    _, d0, d1, _ = door
    floor = rooms.floor_plate(f"Floor_{name}", x0, x1, y0, y1, "vinyl")
    floor.add(lambda bm: shapes.quad(bm, (x1, d0, 0), (x1 + WALL, d0, 0), (x1 + WALL, d1, 0), (x1, d1, 0)), "dark")
    floor.lightmap = 0.4
    floor.done()
    ceiling = Part(f"Ceiling_{name}", lightmap=0.3, smooth_deg=0)
    ceiling.add(lambda bm: shapes.quad(bm, (x0, y1, HEIGHT), (x1, y1, HEIGHT), (x1, y0, HEIGHT), (x0, y0, HEIGHT)), "ceiling").done()
    walls = Part(f"Walls_{name}", lightmap=0.4, smooth_deg=0, collide=True)
    walls.wall((x1, y1), (x1, y0), HEIGHT, "wall", [(y1 - d1, y1 - d0, 0, 2.10)], 0.0)
    walls.wall((x1, y0), (x0, y0), HEIGHT, "wall")
    walls.wall((x0, y0), (x0, y1), HEIGHT, "accent")
    walls.wall((x0, y1), (x1, y1), HEIGHT, "wall").done()


def couch():
    """An empty treatment couch under a paper sheet."""
    part = Part("Couch", (-1.9, 6.35, 0), lightmap=0.3, collide=True)
    part.box((1.70, 0.62, 0.10), (0, 0, 0.66), "teal", 0.03, 3)
    part.box((0.45, 0.60, 0.09), (-0.75, 0, 0.78), "teal", 0.03, 3, turn_deg=(0, 28, 0))
    part.box((1.15, 0.50, 0.004), (0.22, 0, 0.714), "paper", 0.001, 1)
    for x in (-0.7, 0.7):
        part.box((0.06, 0.50, 0.60), (x, 0, 0.31), "steel", 0.006, hide="-z")
    part.done()


def cupboards(name, at, turn, n):
    """A worktop over base units; at is the middle of its back."""
    part = Part(name, (*at, 0), (0, 0, turn), lightmap=0.3, collide=True)
    w = 0.6 * n
    part.box((w, 0.52, 0.08), (0, -0.27, 0.04), "dark", 0.003, 1, hide="-z+z")
    part.box((w, 0.58, 0.78), (0, -0.29, 0.47), "laminate", 0.006)
    part.box((w + 0.02, 0.62, 0.035), (0, -0.31, 0.878), "oak", 0.006, swap=True)
    for i in range(n):
        x = (i - (n - 1) / 2) * 0.6
        part.box((0.585, 0.016, 0.75), (x, -0.586, 0.47), "trim", 0.004, 1)
        part.box((0.16, 0.02, 0.012), (x, -0.600, 0.80), "steel", 0.003)
    part.done()

"""The copier room: walls with a door and a window, the copier, shelves with paper, and the waste bin that burns."""

import math
import random

import bpy
from mathutils import Vector

import rooms
import side_doors
from tools.content import shapes
from tools.content.part import Part
from wing import BIN, COPIER, COPIER_WINDOW, HEIGHT, OPENING, WALL

X0, X1, Y0, Y1 = COPIER
COPIER_AT = (4.05, 6.06)
SHELF_AT = (4.20, 4.925)  # along the south wall


def build(cells):
    shell()
    window()
    side_doors.opening("CopierDoor", OPENING["copier"], cells, glazed=True)
    lock()
    copier(cells)
    paper_shelf(cells)
    waste_bin()
    litter()
    charred_stock()
    notice(cells)


def shell():
    floor = rooms.floor_plate("Floor_Copier", X0, X1, Y0, Y1, "vinyl")
    _, y0, y1, _ = OPENING["copier"]
    floor.add(lambda bm: shapes.quad(bm, (X0 - WALL, y0, 0), (X0, y0, 0), (X0, y1, 0), (X0 - WALL, y1, 0)), "dark")
    floor.done()
    rooms.ceiling_plate("Ceiling_Copier", X0, X1, Y0, Y1, HEIGHT)
    walls = Part("Walls_Copier", lightmap=1.0, smooth_deg=0, collide=True)
    walls.wall((X0, Y0), (X0, Y1), HEIGHT, "wall", [(y0 - Y0, y1 - Y0, 0, 2.10)], 0.0)
    walls.wall((X0, Y1), (X1, Y1), HEIGHT, "wall")
    w0, w1, low, high = COPIER_WINDOW
    walls.wall((X1, Y1), (X1, Y0), HEIGHT, "wall", [(Y1 - w1, Y1 - w0, low, high)], WALL)
    walls.wall((X1, Y0), (X0, Y0), HEIGHT, "wall").done()
    boards = Part("Skirting_Copier", lightmap=0.4)
    t = rooms.SKIRTING[1] / 2
    rooms.skirting_along_x(boards, X0, X1, Y1 - t)
    rooms.skirting_along_x(boards, X0, X1, Y0 + t)
    rooms.skirting_along_y(boards, Y0, Y1, X1 - t)
    rooms.skirting_along_y(boards, Y0, y0 - 0.07, X0 + t)
    rooms.skirting_along_y(boards, y1 + 0.07, Y1, X0 + t)
    boards.done()


def window():
    """A fixed frame in the east wall, with a sill; its sash is shut."""
    y0, y1, z0, z1 = COPIER_WINDOW
    cy, cz, x = (y0 + y1) / 2, (z0 + z1) / 2, X1 + 0.06
    part = Part("CopierWindow", lightmap=0.4)
    for z in (z0 + 0.025, z1 - 0.025):
        part.box((0.07, y1 - y0, 0.05), (x, cy, z), "dark")
    for y in (y0 + 0.025, y1 - 0.025):
        part.box((0.066, 0.05, z1 - z0 - 0.098), (x, y, cz), "dark")
    part.box((0.17, y1 - y0 + 0.08, 0.03), (X1 + 0.045, cy, z0 - 0.014), "trim", 0.006)
    part.box((0.03, 0.02, 0.11), (X1 + 0.018, y0 + 0.05, cz - 0.1), "steel", 0.004)
    part.done()
    glass = Part("CopierWindow_Glass", smooth_deg=0)
    glass.pane(y1 - y0 - 0.08, z1 - z0 - 0.08, (x, cy, cz), "glass", 90)
    rooms.lets_light_in(glass.done())


def lock():
    """The thumb turn of the door's lock, on the corridor's side, under the lever; it hangs on the leaf."""
    leaf = bpy.data.objects["CopierDoor"]
    turn = Part("CopierDoor_Lock", (0.829, 0.026, 0.93), (0, 0, 180), parent=leaf)
    turn.lathe([(0.018, 0), (0.018, 0.006), (0.008, 0.008)], (0, 0, 0), "steel", 20, (90, 0, 0))
    turn.box((0.010, 0.020, 0.030), (0, -0.016, 0), "steel", 0.003)
    turn.done()["turn_deg"] = 90.0


def copier(cells):
    """A floor-standing copier: two paper drawers, a slanted panel, a lid with a feeder, a tray of prints."""
    x, y = COPIER_AT
    part = Part("Copier", (x, y, 0), lightmap=0.6, collide=True)
    part.box((0.62, 0.60, 0.06), (0, 0, 0.04), "dark", 0.006, hide="-z")
    part.box((0.66, 0.62, 0.76), (0, 0, 0.45), "trim", 0.014, 3)
    for z in (0.20, 0.40):
        part.box((0.60, 0.012, 0.165), (0, -0.313, z), "laminate", 0.006)
        part.box((0.20, 0.020, 0.022), (0, -0.320, z + 0.045), "dark", 0.005)
    part.box((0.60, 0.012, 0.20), (0, -0.313, 0.63), "laminate", 0.006)
    part.box((0.66, 0.60, 0.07), (0, 0.01, 0.868), "dark", 0.008)
    part.box((0.64, 0.54, 0.085), (0, 0.03, 0.945), "trim", 0.016, 3)
    part.box((0.40, 0.30, 0.10), (-0.10, 0.08, 1.035), "trim", 0.018, 3)
    part.box((0.30, 0.24, 0.008), (-0.24, 0.04, 1.070), "laminate", 0.003, turn_deg=(0, 14, 0))
    part.box((0.26, 0.36, 0.012), (-0.44, 0.0, 0.70), "dark", 0.004, turn_deg=(0, 12, 0))
    part.box((0.21, 0.297, 0.012), (-0.44, 0.0, 0.716), "paper", 0.001, 1, turn_deg=(0, 12, 0))
    part.box((0.30, 0.16, 0.03), (0.17, -0.36, 0.905), "dark", 0.008, turn_deg=(28, 0, 0))
    part.done()
    panel = Part("Copier_Panel", (x + 0.17, y - 0.3685, 0.9205), (-62, 0, 0))
    panel.plate(0.25, 0.125, (0, 0, 0), cells["copier_panel"], "glow", thick=0.002).done()


def paper_shelf(cells):
    """Shelves with reams of paper: what the fire would reach next."""
    x, y = SHELF_AT
    part = Part("PaperShelf", (x, y, 0), (0, 0, 180), lightmap=0.5, collide=True)
    w, d = 1.30, 0.33
    for sx in (-w / 2 + 0.015, w / 2 - 0.015):
        part.box((0.030, d, 1.80), (sx, 0, 0.90), "laminate", 0.003, 1, hide="-z")
    for z in (0.10, 0.54, 0.98, 1.42, 1.785):
        part.box((w - 0.060, d - 0.004, 0.026), (0, 0, z), "laminate", 0.002, 1)
    part.box((w - 0.05, 0.008, 1.76), (0, d / 2 - 0.004, 0.90), "laminate", 0, hide="+y").done()
    rng, stock = random.Random(5), Part("PaperShelf_Stock", (x, y, 0), (0, 0, 180))
    for z in (0.113, 0.553, 0.993, 1.433):
        at = -w / 2 + 0.06
        while at < w / 2 - 0.28:
            n = rng.choice((2, 3, 4, 5))
            for i in range(n):
                stock.box((0.215, 0.285, 0.052), (at + 0.11, rng.uniform(-0.012, 0.012) - 0.005, z + 0.027 + i * 0.0535), "paper", 0.003, 1)
                stock.plate(0.12, 0.036, (at + 0.11, -0.162, z + 0.027 + i * 0.0535), cells["paper_label"], thick=0.002)
            at += 0.24 + rng.uniform(0, 0.10)
    stock.done()


def waste_bin():
    """A wire-rimmed steel bin full of paper. Flames come out of its upper half."""
    x, y = BIN
    part = Part("WasteBin", (x, y, 0), collide=True)
    part.lathe(
        [(0.105, 0.0), (0.11, 0.004), (0.138, 0.30), (0.143, 0.306), (0.143, 0.314), (0.136, 0.314), (0.131, 0.300), (0.110, 0.06)],
        (0, 0, 0), "bin", 36, cap=False,
    )
    part.lathe([(0.001, 0.062), (0.112, 0.062)], (0, 0, 0), "bin", 24, cap=False)
    part.done()
    rng, paper = random.Random(8), Part("WasteBin_Paper", (x, y, 0), smooth_deg=0)
    for i in range(13):
        a, r = rng.uniform(0, 6.28), 0.085 * math.sqrt(rng.random())
        crumpled(paper, rng, Vector((r * math.cos(a), r * math.sin(a), 0.25 + 0.09 * rng.random())), 0.055 + 0.02 * rng.random(), "charred" if i % 2 else "paper")
    paper.done()


def crumpled(part, rng, at, radius, mat):
    """A sheet crushed into a ball."""

    def make(bm):
        for face in shapes.ellipsoid(bm, (0, 0, 0), (radius, radius, radius * 0.85), 9):
            pass
        for v in bm.verts:
            v.co *= rng.uniform(0.72, 1.12)
            v.co += at

    part.add(make, mat)


def litter():
    """Burning paper that fell before the bin: three places of the fire's base, from left to right as seen from the door."""
    x, y = BIN
    rng = random.Random(3)
    for name, dx, dy in (("FireBase_Left", -0.44, 0.19), ("FireBase_Middle", -0.46, 0.0), ("FireBase_Right", -0.44, -0.19)):
        part = Part(name, (x + dx, y + dy, 0), smooth_deg=0)
        for _ in range(3):
            crumpled(part, rng, Vector((rng.uniform(-0.05, 0.05), rng.uniform(-0.05, 0.05), 0.032)), 0.035, "charred")
        part.done()


def charred_stock():
    """Sheets that hang out of the shelf by the bin, charred: where a large fire comes out of it."""
    rng = random.Random(12)
    for i, (x, z) in enumerate(((4.70, 0.58), (4.46, 1.02), (4.74, 1.46))):
        part = Part(f"ShelfFire_{i + 1}", (x, SHELF_AT[1] + 0.20, z), smooth_deg=0)
        for _ in range(4):
            crumpled(part, rng, Vector((rng.uniform(-0.11, 0.11), rng.uniform(-0.06, 0.02), rng.uniform(-0.02, 0.03))), 0.05, "charred")
        part.done()


def notice(cells):
    """What to do in a fire, beside the door in the room."""
    part = Part("FireNotice", (X0 + 0.003, 6.16, 1.55), (0, 0, 90), lightmap=0.5)
    part.plate(0.22, 0.31, (0, 0, 0), cells["fire_notice"], thick=0.004).done()

"""What stands in the office: desk, chair, shelf with binders, shred bin, plant, poster, clock, notice board."""

from furniture import clock, plant
from office_layout import DESK, DESK_TOP, X0, X1, Y0, Y1
from tools.content.part import Part, empty


def build(cells):
    desk()
    swivel_chair()
    wall_shelf(cells)
    shred_bin(cells)
    plant("Plant", (5.30, 4.34, 0), 1.20, 32, 21)
    on_walls(cells)


def desk():
    """An oak top on a white frame, a drawer unit under its left end, and a board before the knees."""
    x, y, w, d = DESK
    part = Part("Desk", lightmap=0.9, collide=True)
    part.box((w, d, 0.028), (x, y, DESK_TOP - 0.014), "oak", 0.008, 3, swap=True)
    part.box((w - 0.10, 0.018, 0.40), (x, y - d / 2 + 0.06, DESK_TOP - 0.24), "laminate", 0.003, 1)
    for sx in (-1, 1):
        foot = x + sx * (w / 2 - 0.05)
        for sy in (-1, 1):
            part.box((0.05, 0.05, DESK_TOP - 0.026), (foot, y + sy * (d / 2 - 0.06), (DESK_TOP - 0.028) / 2), "trim", 0.004, 2, hide="-z")
        part.box((0.04, d - 0.16, 0.05), (foot, y, DESK_TOP - 0.055), "trim", 0.004, 1)
    unit = x + w / 2 - 0.30
    part.box((0.40, d - 0.14, 0.56), (unit, y, 0.33), "laminate", 0.005, 2)
    for z, h in ((0.155, 0.19), (0.355, 0.19), (0.535, 0.13)):
        part.box((0.385, 0.016, h), (unit, y + d / 2 - 0.068, z), "trim", 0.004, 1)
        part.box((0.13, 0.012, 0.012), (unit, y + d / 2 - 0.055, z + h / 2 - 0.035), "steel", 0.003, 1)
    part.done()


def swivel_chair():
    """At the desk's right end: who trains here stands before the screen."""
    part = Part("Chair", (3.76, 3.24, 0), (0, 0, 8), lightmap=0.9, smooth_deg=50, collide=True)
    for k in range(5):
        part.tube([(0, 0, 0.075), (0, 0.27, 0.060)], [0.022, 0.014], "dark", 8, turn_deg=(0, 0, 72 * k))
        part.add(_castor, "black", (0, 0, 0), (0, 0, 72 * k))
    part.tube([(0, 0, 0.07), (0, 0, 0.26)], 0.028, "dark", 16)
    part.tube([(0, 0, 0.25), (0, 0, 0.42)], 0.016, "steel", 12)
    part.box((0.26, 0.26, 0.03), (0, 0, 0.425), "dark", 0.01)
    part.box((0.48, 0.47, 0.085), (0, 0, 0.478), "oatmeal", 0.036, 4)
    part.box((0.44, 0.07, 0.50), (0, 0.235, 0.86), "oatmeal", 0.032, 4, turn_deg=(-7, 0, 0))
    part.tube([(0, 0.16, 0.43), (0, 0.285, 0.47), (0, 0.285, 0.78)], 0.018, "dark", 10)
    for sx in (-1, 1):
        part.tube([(sx * 0.20, 0.02, 0.44), (sx * 0.275, 0.02, 0.45), (sx * 0.275, 0.02, 0.66)], 0.014, "dark", 10)
        part.box((0.055, 0.25, 0.025), (sx * 0.275, 0.01, 0.67), "rubber", 0.010, 2)
    part.done()


def _castor(bm):
    from tools.content import shapes

    shapes.ellipsoid(bm, (0, 0.27, 0.028), (0.016, 0.028, 0.028), 12)


def wall_shelf(cells):
    """Two boards over the desk with binders, a box of envelopes and a cup."""
    part = Part("Shelf", lightmap=1.0)
    z, left, right = 1.50, 3.62, 4.86
    middle, width, depth = (left + right) / 2, right - left, 0.24
    part.box((width, depth, 0.024), (middle, Y0 + depth / 2, z), "oak", 0.004, 2, swap=True)
    for x in (left + 0.16, right - 0.16):
        part.box((0.02, depth - 0.04, 0.02), (x, Y0 + (depth - 0.04) / 2, z - 0.022), "steel", 0.002, 1)
        part.box((0.02, 0.012, 0.14), (x, Y0 + 0.007, z - 0.08), "steel", 0.002, 1)
    part.done()
    stock = Part("Shelf_Binders", (0, 0, z + 0.012), lightmap=0.9)
    for i in range(5):
        x = 4.62 - i * 0.078
        stock.box((0.074, 0.20, 0.315), (x, Y0 + 0.115, 0.158), ("teal", "oak", "red", "dark", "leaf")[i], 0.003, 1, hide="-z")
        stock.plate(0.066, 0.264, (x, Y0 + 0.2165, 0.158), cells[f"binder_{i}"], turn_deg=(0, 0, 180), thick=0.002)
    stock.box((0.074, 0.20, 0.31), (4.19, Y0 + 0.115, 0.160), "trim", 0.003, 1, (0, 9, 0))
    stock.box((0.24, 0.17, 0.12), (3.92, Y0 + 0.12, 0.061), "card", 0.004, 1, hide="-z")
    stock.box((0.22, 0.15, 0.02), (3.92, Y0 + 0.12, 0.128), "paper", 0.002, 1)
    stock.lathe([(0.034, 0), (0.040, 0.006), (0.042, 0.095), (0.038, 0.095), (0.036, 0.012), (0.001, 0.012)], (3.72, Y0 + 0.13, 0), "oatmeal", 28, cap=False)
    stock.done()


def shred_bin(cells):
    """A locked bin for confidential paper; what goes through the slot in its lid is shredded."""
    root = Part("Shred_Bin", (2.98, Y0 + 0.26, 0), (0, 0, 180), lightmap=0.5, collide=True)
    root.box((0.42, 0.36, 0.80), (0, 0, 0.405), "bin", 0.012, 3, hide="-z")
    root.box((0.44, 0.38, 0.07), (0, 0, 0.835), "dark", 0.014, 3)
    root.box((0.26, 0.030, 0.004), (0, -0.06, 0.871), "black", 0.001, 1)
    for y in (-0.085, -0.035):
        root.box((0.29, 0.012, 0.012), (0, y, 0.873), "steel", 0.003, 1)
    root.lathe([(0.014, 0), (0.014, 0.006), (0.010, 0.008)], (0.0, -0.19, 0.835), "steel", 20, (90, 0, 0))
    root.plate(0.30, 0.1875, (0, -0.1815, 0.55), cells["shred_label"], thick=0.003)
    body = root.done()
    empty("Shred_Slot", (0, -0.06, 0.80), (-90, 0, 0), parent=body, socket=True)


def on_walls(cells):
    """The poster and the clock over the desk's end, and a notice board behind."""
    part = Part("Poster", (5.23, Y0 + 0.004, 1.62), (0, 0, 180), lightmap=0.8)
    part.box((0.48, 0.018, 0.67), (0, -0.006, 0), "oak", 0.004, 1, hide="+y")
    part.plate(0.448, 0.64, (0, -0.0165, 0), cells["poster"], thick=0.003).done()
    hung = Part("Clock", (3.18, Y0, 1.98), (0, 0, 180), lightmap=0.5)
    clock(hung, (0, 0, 0), cells)
    hung.done()
    board = Part("Notice_Board", (4.55, Y1 - 0.003, 1.55), lightmap=0.6)
    board.box((0.96, 0.020, 0.66), (0, -0.009, 0), "oak", 0.004, 1, hide="+y")
    board.box((0.91, 0.006, 0.61), (0, -0.019, 0), "oatmeal", 0.001, 1, hide="+y")
    for x, z, w, h, turn, what in (
        (-0.30, 0.06, 0.21, 0.297, 2, "notice_0"),
        (0.02, 0.14, 0.15, 0.15, -3, "note"),
        (0.28, 0.06, 0.21, 0.297, 1, "notice_1"),
        (0.0, -0.15, 0.22, 0.15, -1, "paper"),
    ):
        if what in cells and what != "note":
            board.plate(w, h, (x, -0.0235, z), cells[what], turn_deg=(0, turn, 0), thick=0.002)
        else:
            board.box((w, 0.002, h), (x, -0.0235, z), what, 0, 1, (0, turn, 0))
        board.ball((0.008, 0.008, 0.008), (x, -0.028, z + h / 2 - 0.02), "red", 10)
    board.done()

"""What a person uses in the corridor: carton and shelf, hand rub, the hand-hygiene board."""

from layout import C_X0, C_X1, C_Y1, STORE
from tools.content.part import Part, empty

CARTON = (0.42, 0.34, 0.32)


def build(cells):
    carton(cells)
    store_shelf(cells)
    hand_rub(cells)
    hygiene_board(cells)
    hand_steps(cells)


def carton(cells):
    """The box in the way of the exit door; its origin is in the middle of its foot."""
    w, d, h = CARTON
    part = Part("Box", (1.58, C_Y1 - 0.55, 0), (0, 0, 8), collide=True)
    part.box((w, d, h), (0, 0, h / 2 + 0.001), "card", 0.004, 2)
    part.box((w - 0.01, 0.055, 0.003), (0, 0, h + 0.001), "tape", 0.0005, 1)
    for x in (-w / 2, w / 2):
        part.box((0.003, 0.054, 0.09), (x, 0, h - 0.045), "tape", 0.0005, 1)
    part.plate(0.20, 0.1375, (0.03, -d / 2 - 0.001, h * 0.5), cells["carton_label"], thick=0.002)
    part.box((0.086, 0.004, 0.028), (-0.13, -d / 2, h * 0.80), "black", 0.008, 2).done()


def store_shelf(cells):
    """A steel rack in the recess: some stock, and one free place at hip height."""
    y0, y1, depth, _ = STORE
    cy, w = (y0 + y1) / 2, y1 - y0 - 0.06
    x = C_X1 + depth / 2 + 0.02
    part = Part("Shelf", (x, cy, 0), (0, 0, -90), lightmap=0.6, collide=True)
    for sx in (-w / 2 + 0.02, w / 2 - 0.02):
        for y in (-0.18, 0.18):
            part.box((0.036, 0.036, 1.90), (sx, y, 0.949), "dark", 0.003, 1, hide="-z")
    for z in (0.12, 0.70, 1.28, 1.84):
        part.box((w - 0.002, 0.40, 0.028), (0, 0, z), "oak", 0.003, 1, swap=True)
    part.plate(0.18, 0.055, (0.27, -0.2045, 0.70), cells["shelf_label"], thick=0.004)
    rack = part.done()
    empty("Box_Shelf", (0.27, -0.005, 0.7145), parent=rack, socket=True)
    stock = Part("Shelf_Stock", parent=rack)
    for x_, z, size, mat in (
        (-0.28, 0.135, (0.44, 0.34, 0.36), "card"),
        (0.24, 0.135, (0.40, 0.34, 0.30), "card"),
        (-0.32, 0.715, (0.36, 0.32, 0.26), "card"),
        (-0.30, 1.295, (0.34, 0.30, 0.22), "trim"),
        (0.08, 1.295, (0.30, 0.28, 0.16), "teal"),
        (0.40, 1.295, (0.22, 0.28, 0.24), "trim"),
    ):
        stock.box(size, (x_, 0.012, z + size[2] / 2 + 0.001), mat, 0.004, 1)
        if mat == "card":
            stock.plate(
                0.13,
                0.09,
                (x_ + 0.05, 0.012 - size[1] / 2 - 0.001, z + size[2] / 2),
                cells["carton_label"],
                thick=0.002,
            )
            stock.box((size[0] - 0.01, 0.05, 0.003), (x_, 0.012, z + size[2] + 0.002), "tape", 0.0005, 1)
    stock.done()


def hand_rub(cells, at=(C_X0, 3.95, 1.14), turn=90):
    """A wall dispenser; the lever is pressed towards the wall at its top edge."""
    root = empty("Handrub", at, (0, 0, turn))
    part = Part("Handrub_Body", parent=root)
    part.box((0.125, 0.100, 0.23), (0, -0.052, 0.02), "trim", 0.018, 3)
    part.plate(0.080, 0.120, (0, -0.1035, 0.048), cells["handrub_face"], thick=0.002)
    part.tube([(0, -0.065, -0.090), (0, -0.065, -0.118)], 0.008, "steel", 12)
    part.box((0.135, 0.125, 0.012), (0, -0.064, -0.24), "trim", 0.005)
    part.box((0.05, 0.010, 0.16), (0, -0.0055, -0.165), "trim", 0.003, 1).done()
    lever = Part("Handrub_Lever", (0, -0.098, -0.050), parent=root)
    lever.box((0.095, 0.018, 0.058), (0, -0.010, -0.026), "steel", 0.006, 3)
    lever.box((0.085, 0.050, 0.012), (0, -0.030, -0.052), "steel", 0.005, 2).done()


def hygiene_board(cells, at=(C_X0 + 0.003, 4.50, 1.52), turn=90):
    part = Part("HandHygieneBoard", at, (0, 0, turn), lightmap=0.8)
    part.box((0.49, 0.020, 0.69), (0, -0.006, 0), "oak", 0.004, hide="+y")
    part.plate(0.45, 0.643, (0, -0.0175, 0), cells["hygiene_board"], thick=0.004).done()


def hand_steps(cells, at=(C_X0 + 0.003, 3.95, 1.56), turn=90):
    """Over the dispenser: a picture for each part of rubbing hands, each a thing of its own."""
    root = empty("HandSteps", at, (0, 0, turn))
    back = Part("HandSteps_Board", parent=root)
    back.box((0.57, 0.012, 0.34), (0, -0.003, 0), "oak", 0.003, 1, hide="+y")
    back.plate(0.54, 0.042, (0, -0.0100, 0.142), cells["hands_heading"], thick=0.002).done()
    for i in range(8):
        x, z = -0.2025 + 0.135 * (i % 4), 0.050 - 0.135 * (i // 4)
        picture = Part(f"HandStep_{i + 1}", (x, -0.0105, z), parent=root)
        picture.plate(0.129, 0.129, (0, 0, 0), cells[f"hands_{i + 1}"], thick=0.003).done()

"""What the trainee handles around the machine: protection, lock and tag, water, cleaning things, trays, log book, sign.

Everything faces -Y and stands on its origin, so that it lies right wherever it is put.
"""

import math

from labels import CONDUCTIVITIES
from measures import AUTOCLAVE, BENCH, BODY, CHAMBER, X1, Y0, Y1
from tools.content import shapes
from tools.content.around import label_around
from tools.content.part import Part, empty


def build(cells):
    protection(cells)
    lockout_board(cells)
    water(cells)
    cleaning(cells)
    trays()
    papers(cells)
    timer(cells)


def protection(cells):
    """On the rail beside the door: goggles, heat gloves, fluid-resistant gloves; examination gloves below."""
    wall = X1 - 0.065
    goggles = Part("Goggles", (wall, 8.35, 1.545), (0, 0, -90), smooth_deg=60)
    for s in (-1, 1):
        goggles.tube(shapes.arc(0.037, 0, 360, 24, (s * 0.043, -0.012, -0.085)), 0.0075, "cap_blue", 8, cap=False)
        goggles.add(lambda bm, s=s: bm.faces.new([bm.verts.new(p) for p in shapes.arc(0.036, 0, 345, 23, (s * 0.043, -0.012, -0.085))]), "glass_clear")
    goggles.tube([(-0.01, -0.012, -0.080), (0.01, -0.012, -0.080)], 0.006, "bezel", 8)
    strap = shapes.bezier((-0.068, -0.01, -0.085), (-0.075, 0.0, 0.01), (-0.02, 0.0, 0.02), (0, 0, 0.004), 10)
    strap += shapes.bezier((0, 0, 0.004), (0.02, 0, 0.02), (0.075, 0, 0.01), (0.068, -0.01, -0.085), 10)[1:]
    goggles.tube(strap, 0.0045, "rubber", 6).done()
    heat = Part("Heat_Gloves", (wall, 8.57, 1.545), (0, 0, -90), smooth_deg=70)
    for s in (-1, 1):
        mitten(heat, s * 0.045, "heat_cloth", 1.15)
    heat.plate(0.080, 0.024, (0, -0.034, -0.060), cells["heat_gloves"], thick=0.002).done()
    fluid = Part("Fluid_Gloves", (wall, 8.79, 1.545), (0, 0, -90), smooth_deg=70)
    for s in (-1, 1):
        mitten(fluid, s * 0.038, "nitrile", 1.0, fingers=True)
    fluid.plate(0.080, 0.024, (0, -0.028, -0.050), cells["fluid_gloves"], thick=0.002).done()
    box = Part("Exam_Gloves", (X1 - 0.002, 8.985, 1.30), (0, 0, -90))
    box.box((0.22, 0.08, 0.12), (0, -0.041, 0), "latex", 0.004, 1)
    box.plate(0.20, 0.060, (0, -0.082, 0.012), cells["exam_gloves"], thick=0.002)
    box.ball((0.035, 0.02, 0.02), (0, -0.082, -0.04), "latex", 14).done()


def mitten(part, x, mat, size, fingers=False):
    """A glove that hangs by its cuff: rods with round ends, squashed flat."""
    flat = (1.0, 0.42)
    rod = lambda a, b, ra, rb: part.add(lambda bm: shapes.capsule(bm, b, a, rb * size, ra * size, 16, 5, flat), mat)
    rod((x, -0.012, -0.03), (x, -0.012, -0.13 * size), 0.034, 0.036)
    rod((x, -0.012, -0.13 * size), (x, -0.012, -0.20 * size), 0.037, 0.037 if fingers else 0.034)
    if fingers:
        for k in range(4):
            dx = (k - 1.5) * 0.018 * size
            rod((x + dx, -0.012, -0.20 * size), (x + dx * 1.1, -0.012, -(0.265 - 0.012 * abs(k - 1.6)) * size), 0.0095, 0.0075)
    side = math.copysign(1, x)
    rod((x + side * 0.03 * size, -0.012, -0.145 * size), (x + side * 0.052 * size, -0.012, -0.195 * size), 0.013, 0.010)


def lockout_board(cells):
    """Beside the socket: padlock with its key in it, and a tag."""
    x, z = -0.93, 1.24
    board = Part("Lockout_Board", (x, Y1 - 0.010, z), lightmap=0.8)
    board.box((0.24, 0.012, 0.22), (0, 0, 0), "trim", 0.003, 1, hide="+y")
    board.plate(0.20, 0.060, (0, -0.0075, 0.070), cells["lockout"], thick=0.002)
    for dx in (-0.06, 0.06):
        board.tube([(dx, 0, 0.02), (dx, -0.022, 0.018), (dx, -0.024, 0.026)], 0.003, "steel", 8)
    made = board.done()
    empty("Board_Padlock", (-0.06, -0.020, 0.018), parent=made, socket=True)
    empty("Board_Tag", (0.06, -0.016, 0.012), parent=made, socket=True)
    lock = Part("Padlock", (x - 0.06, Y1 - 0.030, z + 0.018))
    lock.tube([(-0.011, 0, -0.034), (-0.011, 0, -0.011), *shapes.arc(0.011, 180, 0, 10, (0, 0, -0.011)), (0.011, 0, -0.034)], 0.0032, "steel", 8)
    lock.box((0.040, 0.018, 0.040), (0, 0, -0.052), "lockout", 0.005, 2)
    lock.lathe([(0.006, 0.009), (0.006, 0.0098)], (0, 0, -0.054), "brass", 16, (90, 0, 0))
    made = lock.done()
    key = Part("Padlock_Key", (0, -0.0098, -0.054), parent=made)
    key.box((0.002, 0.014, 0.006), (0, -0.006, 0), "brass", 0.0005, 1)
    key.add(lambda bm: shapes.lathe(bm, [(0.0105, -0.0011), (0.0105, 0.0011)], 20), "brass", (0, -0.022, 0), (0, 90, 0)).done()
    tag = Part("Lock_Tag", (x + 0.06, Y1 - 0.026, z + 0.012))
    tag.plate(0.075, 0.116, (0, 0, -0.064), cells["lock_tag"], thick=0.0016)
    tag.tube(shapes.arc(0.006, 0, 360, 12, (0, 0, -0.004)), 0.0012, "brass", 6).done()


def can(name, at, cell, cap, mat="bottle"):
    """A 5 l can with a handle; it pours from its cap."""
    part = Part(name, at, smooth_deg=50)
    part.box((0.19, 0.13, 0.22), (0, 0, 0.112), mat, 0.022, 3)
    part.tube([(-0.05, 0, 0.215), (-0.05, 0, 0.262), (0.04, 0, 0.262), (0.04, 0, 0.215)], 0.010, mat, 10)
    part.lathe([(0.022, 0.215), (0.022, 0.235), (0.026, 0.236), (0.026, 0.262), (0.023, 0.265)], (0.068, 0, 0), cap, 24)
    part.plate(0.135, 0.135, (0, -0.0662, 0.105), cell, thick=0.002)
    return part.done()


def water(cells):
    """The can in use, a sealed one, a jug of tap water, and the meter that tells them apart."""
    can("Water_Can", (-2.44, 9.93, BENCH), cells["water_label"], "cap_blue")
    can("Sealed_Can", (-3.02, 9.98, BENCH), cells["sealed_label"], "lockout")
    jug = Part("Tap_Jug", (-2.30, 7.36, BENCH), (0, 0, 180), smooth_deg=50)
    jug.lathe([(0.058, 0.002), (0.062, 0.010), (0.070, 0.20), (0.073, 0.21), (0.068, 0.208), (0.060, 0.02), (0.001, 0.012)], (0, 0, 0), "glass_clear", 36, cap=False)
    jug.lathe([(0.058, 0.014), (0.065, 0.150), (0.001, 0.151)], (0, 0, 0), "glass_water", 32, cap=False)
    jug.tube([(-0.066, 0, 0.18), (-0.115, 0, 0.17), (-0.112, 0, 0.08), (-0.064, 0, 0.05)], 0.008, "glass_clear", 8)
    label_around(jug, 0.0712, (0.065, 0.155), 270, 72, cells["tap_label"], 9)
    jug.done()
    empty("Meter_Place", (-2.60, 9.70, BENCH), socket=True)
    meter = Part("Conductivity_Meter", (-2.60, 9.70, BENCH), smooth_deg=45)
    meter.box((0.060, 0.145, 0.024), (0, 0, 0.014), "cap_blue", 0.008, 2)
    meter.box((0.048, 0.018, 0.008), (0, -0.040, 0.028), "bezel", 0.003, 1)
    meter.tube([(0, 0.072, 0.014), (0, 0.13, 0.014)], [0.006, 0.0045], "polished", 12)
    meter.plate(0.048, 0.036, (0, 0.020, 0.0262), cells["display_off"], turn_deg=(-90, 0, 0), thick=0.001)
    made = meter.done()
    results = empty("Meter_Display", (0, 0.020, 0.0274), (-90, 0, 0), parent=made)
    for i, value in enumerate(CONDUCTIVITIES):
        face = Part(f"Meter_{value}", (0, -0.0004 * i, 0), parent=results, smooth_deg=0)
        face.plate(0.048, 0.036, (0, 0, 0), cells[f"meter_{value}"], thick=0.0006).done()


def bottle(name, at, mat, cell, cap, turn=0, height=0.20):
    part = Part(name, at, (0, 0, turn), smooth_deg=50)
    h = height
    part.lathe([(0.036, 0.001), (0.039, 0.006), (0.039, h * 0.72), (0.032, h * 0.80), (0.015, h * 0.86), (0.015, h * 0.9)], (0, 0, 0), mat, 36, cap=False)
    part.lathe([(0.0185, h * 0.88), (0.0185, h), (0.016, h * 1.01)], (0, 0, 0), cap, 24)
    label_around(part, 0.0396, (h * 0.22, h * 0.62), 270, 116, cell, 14)
    return part.done()


def cleaning(cells):
    """South: detergent, pad, and what must not touch stainless steel. North: chamber cleaner, cloths, brush, grease."""
    y = Y0 + 0.11
    bottle("Detergent", (-1.44, y, BENCH), "bottle", cells["detergent_label"], "cap_blue", 180)
    bottle("Bleach", (-1.32, y, BENCH), "bottle_amber", cells["bleach_label"], "lockout", 180)
    pad = Part("Soft_Pad", (-1.42, 7.56, BENCH))
    pad.box((0.10, 0.065, 0.030), (0, 0, 0.016), "sponge", 0.008, 3).done()
    wool = Part("Steel_Wool", (-1.28, 7.57, BENCH), smooth_deg=80)
    wool.ball((0.045, 0.036, 0.022), (0, 0, 0.022), "wool", 16)
    for k in range(14):
        a = k * 2.4
        ring = shapes.arc(0.018 + 0.001 * k, 0, 320, 12, (0.012 * math.cos(a), 0.010 * math.sin(a), 0.022), ("xz", "yz", "xy")[k % 3])
        wool.tube(ring, 0.0011, "wool", 5)
    wool.done()
    bottle("Chamber_Cleaner", (-2.22, 9.97, BENCH), "bottle_blue", cells["cleaner_label"], "bezel")
    folded("Cloth_Cleaner", (-2.24, 9.74, BENCH), "cloth_blue")
    folded("Cloth_Water", (-2.40, 9.70, BENCH), "cloth_white")
    grease = Part("Grease", (-2.74, 9.74, BENCH), (0, 0, 8))
    grease.tube([(0, -0.05, 0.014), (0, 0.035, 0.014), (0, 0.055, 0.004)], [0.013, 0.014, 0.016], "bottle_amber", 16)
    grease.tube([(0, -0.066, 0.014), (0, -0.05, 0.014)], 0.009, "bezel", 14)
    grease.plate(0.026, 0.026, (0, -0.005, 0.0285), cells["grease_label"], turn_deg=(-90, 0, 0), thick=0.001).done()
    tray = Part("Tool_Tray", (-2.86, 9.72, BENCH))
    tray.box((0.13, 0.22, 0.004), (0, 0, 0.003), "brushed", 0.001, 1)
    for sx in (-0.064, 0.064):
        tray.box((0.003, 0.22, 0.018), (sx, 0, 0.010), "brushed", 0.001, 1)
    for sy in (-0.109, 0.109):
        tray.box((0.13, 0.003, 0.018), (0, sy, 0.010), "brushed", 0.001, 1)
    made = tray.done()
    empty("Tool_Tray_Place", (0, 0, 0.006), parent=made, socket=True)
    brush = Part("Soft_Brush", (-2.86, 9.72, BENCH + 0.006))
    brush.tube([(0, -0.075, 0.008), (0, 0.0, 0.009), (0, 0.04, 0.008)], [0.006, 0.008, 0.006], "cap_blue", 12)
    brush.box((0.014, 0.045, 0.008), (0, 0.062, 0.010), "cap_blue", 0.003, 1)
    for i in range(5):
        for k in (-0.004, 0.004):
            brush.box((0.005, 0.006, 0.014), (k, 0.046 + i * 0.008, 0.020), "trim", 0.001, 1)
    brush.done()
    ax, ay = AUTOCLAVE
    empty("Chamber_BrushPlace", (ax + CHAMBER[0] + 0.03, ay - BODY[1] / 2 + 0.17, BENCH + CHAMBER[1] - 0.056), socket=True)


def folded(name, at, mat):
    part = Part(name, at, (0, 0, 6), smooth_deg=60)
    for k in range(3):
        part.box((0.12 - 0.004 * k, 0.11 - 0.003 * k, 0.007), (0.002 * k, 0, 0.004 + 0.0068 * k), mat, 0.003, 2)
    part.done()


def trays():
    """Two perforated trays that come out together; they lie in the rack of the chamber."""
    ax, ay = AUTOCLAVE
    part = Part("Trays", (ax + CHAMBER[0], ay - BODY[1] / 2 + 0.195, BENCH + CHAMBER[1] - 0.052), smooth_deg=30)
    for z, w in ((0.0, 0.176), (0.060, 0.184)):
        part.box((w, 0.26, 0.002), (0, 0, z + 0.003), "brushed", 0, hide="")
        for sx in (-w / 2, w / 2):
            part.box((0.002, 0.26, 0.012), (sx, 0, z + 0.008), "brushed", 0.0005, 1)
        for sy in (-0.129, 0.129):
            part.box((w, 0.002, 0.012), (0, sy, z + 0.008), "brushed", 0.0005, 1)
        for i in range(4):
            for k in range(6):
                part.box((0.022, 0.008, 0.0006), ((i - 1.5) * 0.036, (k - 2.5) * 0.038, z + 0.0045), "black", 0, hide="-z")
    part.done()


def papers(cells):
    """Log book on its ledge, the card of the instructions above it, the sign on its hook."""
    y = 9.28
    ledge = Part("Log_Ledge", (X1 - 0.002, y, 1.06), (0, 0, -90), lightmap=0.5, collide=True)
    ledge.box((0.46, 0.30, 0.022), (0, -0.152, -0.012), "oak", 0.004, 2, swap=True)
    for x in (-0.18, 0.18):
        ledge.box((0.02, 0.22, 0.10), (x, -0.112, -0.073), "brushed", 0.002, 1)
    ledge.done()
    book = Part("Log_Book", (X1 - 0.16, y, 1.06), (0, 0, -90), smooth_deg=50)
    book.box((0.40, 0.275, 0.005), (0, 0, 0.003), "bezel", 0.002, hide="-z")
    book.box((0.385, 0.262, 0.008), (0, 0, 0.009), "paper", 0.002, hide="-z")
    book.plate(0.380, 0.258, (0, 0, 0.0136), cells["log_pages"], turn_deg=(-90, 0, 0), thick=0.001)
    book.tube([(0.214, -0.08, 0.006), (0.222, 0.06, 0.006)], 0.0042, "cap_blue", 8).done()
    card = Part("Ifu_Card", (X1 - 0.003, y, 1.56), (0, 0, -90), lightmap=0.8)
    card.box((0.315, 0.012, 0.442), (0, -0.003, 0), "bezel", 0.003, 1, hide="+y")
    card.plate(0.297, 0.420, (0, -0.0098, 0), cells["ifu_card"], thick=0.002).done()
    board = Part("Sign_Hook", (-0.62, Y1 - 0.006, 1.30), socket=True)
    board.lathe([(0.014, 0), (0.014, 0.004), (0.008, 0.006)], (0, 0, 0.010), "brushed", 20, (90, 0, 0)).done()
    sign = Part("Do_Not_Use_Sign", (-0.62, Y1 - 0.006, 1.30))
    sign.plate(0.20, 0.143, (0, -0.010, -0.078), cells["do_not_use"], thick=0.003)
    sign.lathe([(0.008, 0), (0.008, 0.003)], (0, -0.0115, 0.004), "steel", 16, (90, 0, 0)).done()


def timer(cells):
    part = Part("Timer", (-2.135, 9.66, BENCH), (0, 0, -6))
    part.box((0.075, 0.030, 0.060), (0, 0, 0.031), "trim", 0.008, 3, (-12, 0, 0))
    part.plate(0.058, 0.0314, (0, -0.0165, 0.040), cells["timer_face"], turn_deg=(-12, 0, 0), thick=0.002)
    for k, mat in enumerate(("red", "status", "bezel")):
        part.box((0.013, 0.006, 0.008), (-0.019 + k * 0.019, -0.0125, 0.015), mat, 0.002, 1, (-12, 0, 0))
    part.done()



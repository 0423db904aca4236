"""What stands in the consulting room: bench with sink, wall cupboards, specimen chair, procedure cart, hatch with ledge, pictures."""

import math

from consulting_layout import BENCH, CART, CART_TOP, CHAIR, HATCH, LAB_Y0, WINDOW, X0, X1, Y0, Y1
from furniture import clock
from layout import WALL
from rooms import lets_light_in
from tools.content import shapes
from tools.content.part import Part, empty

CHAIR_TURN = 180
SEAT_TOP, ARM_TOP = 0.50, 0.80


def build(cells):
    bench(cells)
    cupboards()
    chair(cells)
    stool()
    cart()
    hatch(cells)
    lab_things(cells)
    walls(cells)
    bins(cells)


def bench(cells):
    """White fronts, an oak edge, a steel sink let in at its west end."""
    x0, x1, depth, top = BENCH
    y, cx, w = Y1 - depth / 2, (x0 + x1) / 2, x1 - x0
    part = Part("Bench", lightmap=0.8, collide=True)
    part.box((w - 0.04, depth - 0.10, 0.09), (cx - 0.02, y + 0.05, 0.043), "dark", 0, hide="-z+y+z")
    part.box((w - 0.01, depth - 0.04, top - 0.132), (cx - 0.005, y + 0.02, 0.09 + (top - 0.132) / 2), "laminate", 0.003, 1, hide="+y-x")
    n = 5
    for i in range(n):
        fx = x0 + 0.02 + (w - 0.04) * (i + 0.5) / n
        part.box(((w - 0.04) / n - 0.008, 0.018, top - 0.15), (fx, Y1 - depth + 0.031, 0.095 + (top - 0.15) / 2), "laminate", 0.003, 1)
        part.tube([(fx - 0.07, Y1 - depth + 0.006, top - 0.10), (fx + 0.07, Y1 - depth + 0.006, top - 0.10)], 0.006, "steel", 8)
    sx0, sx1, sy0, sy1 = -3.02, -2.58, Y1 - 0.50, Y1 - 0.14
    top_pieces = ((x0, sx0, Y1 - depth, Y1), (sx1, x1, Y1 - depth, Y1), (sx0, sx1, Y1 - depth, sy0), (sx0, sx1, sy1, Y1))
    for a, b, c, d in top_pieces:
        part.box((b - a, d - c, 0.04), ((a + b) / 2, (c + d) / 2, top - 0.02), "laminate", 0)
    part.box((w, 0.012, 0.10), (cx, Y1 - 0.006, top + 0.05), "laminate", 0.002, 1, hide="+y-z")
    part.done()
    sink = Part("Sink", lightmap=0.4, smooth_deg=40)
    bowl = (sx1 - sx0 - 0.002, sy1 - sy0 - 0.002, 0.168)  # a millimetre clear of the cut, and below the top
    mid = ((sx0 + sx1) / 2, (sy0 + sy1) / 2, top - 0.085)
    for size, at in (
        ((bowl[0], bowl[1], 0.004), (0, 0, -0.083)),
        ((bowl[0], 0.004, bowl[2]), (0, -bowl[1] / 2, 0)),
        ((bowl[0], 0.004, bowl[2]), (0, bowl[1] / 2, 0)),
        ((0.004, bowl[1], bowl[2]), (-bowl[0] / 2, 0, 0)),
        ((0.004, bowl[1], bowl[2]), (bowl[0] / 2, 0, 0)),
    ):
        sink.box(size, (mid[0] + at[0], mid[1] + at[1], mid[2] + at[2]), "steel", 0)
    for size, at in (
        ((bowl[0] + 0.05, 0.025, 0.003), (0, -bowl[1] / 2 - 0.01, 0)),
        ((bowl[0] + 0.05, 0.025, 0.003), (0, bowl[1] / 2 + 0.01, 0)),
        ((0.025, bowl[1], 0.003), (-bowl[0] / 2 - 0.0125, 0, 0)),
        ((0.025, bowl[1], 0.003), (bowl[0] / 2 + 0.0125, 0, 0)),
    ):
        sink.box(size, (mid[0] + at[0], mid[1] + at[1], top + 0.0012 + at[2]), "steel", 0)
    tap = (mid[0], Y1 - 0.09)
    sink.tube([(*tap, top), (*tap, top + 0.03)], 0.024, "steel", 16)
    spout = shapes.bezier((*tap, top + 0.02), (*tap, top + 0.34), (tap[0], tap[1] - 0.18, top + 0.34), (tap[0], tap[1] - 0.18, top + 0.20), 14)
    sink.tube(spout, 0.011, "steel", 12)
    sink.tube([(tap[0] + 0.02, tap[1], top + 0.05), (tap[0] + 0.13, tap[1] - 0.01, top + 0.075)], 0.007, "steel", 10)
    sink.lathe([(0.022, 0), (0.022, 0.002)], (mid[0], mid[1], top - 0.166), "dark", 16)
    sink.done()
    soap = Part("Soap", (-3.08, Y1, 1.28))
    soap.box((0.11, 0.10, 0.22), (0, -0.051, 0), "trim", 0.016, 3, hide="+y")
    soap.plate(0.074, 0.111, (0, -0.1035, 0.02), cells["soap_face"], thick=0.002).done()
    towels = Part("Towels", (-2.72, Y1, 1.40), lightmap=0.3)
    towels.box((0.28, 0.11, 0.36), (0, -0.056, 0), "trim", 0.014, 3, hide="+y")
    towels.box((0.20, 0.004, 0.10), (0, -0.060, -0.215), "paper", 0).done()


def cupboards():
    """Two wall cupboards above the screen."""
    part = Part("Cupboards", lightmap=0.6)
    for i in range(2):
        cx = -1.38 + i * 0.60
        part.box((0.598, 0.31, 0.62), (cx, Y1 - 0.156, 1.92), "laminate", 0.003, 1, hide="+y")
        part.box((0.588, 0.018, 0.61), (cx, Y1 - 0.321, 1.92), "laminate", 0.004, 2)
        part.tube([(cx + 0.20, Y1 - 0.342, 1.655), (cx + 0.26, Y1 - 0.342, 1.655)], 0.006, "steel", 8)
    part.box((1.16, 0.02, 0.012), (-1.08, Y1 - 0.25, 1.604), "led_strip", 0)
    part.done()


def chair(cells):
    """The specimen chair: padded seat and back, an arm rest on either side that swings, a foot rest."""
    part = Part("SpecimenChair", (*CHAIR, 0), (0, 0, CHAIR_TURN), lightmap=0.9, smooth_deg=50, collide=True)
    part.box((0.56, 0.62, 0.05), (0, 0.02, 0.028), "dark", 0.012, 3)
    part.box((0.20, 0.26, 0.30), (0, 0.04, 0.22), "trim", 0.02, 3)
    part.box((0.50, 0.50, 0.09), (0, 0.00, SEAT_TOP - 0.055), "fabric", 0.035, 4)
    part.box((0.48, 0.11, 0.66), (0, 0.275, 0.86), "fabric", 0.045, 4, turn_deg=(-9, 0, 0))
    part.box((0.30, 0.09, 0.17), (0, 0.345, 1.27), "fabric", 0.04, 4, turn_deg=(-9, 0, 0))
    part.box((0.10, 0.04, 0.70), (0, 0.335, 0.72), "dark", 0.01, 2, turn_deg=(-9, 0, 0))
    for s in (-1, 1):
        part.tube([(s * 0.20, -0.20, 0.32), (s * 0.20, -0.34, 0.16), (s * 0.20, -0.40, 0.085)], 0.012, "dark", 8)
        part.tube([(s * 0.26, 0.18, 0.40), (s * 0.335, 0.18, 0.44), (s * 0.335, 0.16, ARM_TOP - 0.06)], 0.016, "dark", 10)
        tilt = 4
        part.box((0.135, 0.56, 0.065), (s * 0.305, -0.14, ARM_TOP - 0.042), "fabric", 0.028, 4, (tilt, 0, 0))
        part.box((0.10, 0.46, 0.02), (s * 0.308, -0.12, ARM_TOP - 0.082), "dark", 0.006, 2, (tilt, 0, 0))
    part.box((0.46, 0.26, 0.024), (0, -0.47, 0.082), "dark", 0.008, 2)
    part.done()
    sign = Part("Chair_Sign", (CHAIR[0] - 0.72, Y0 + 0.003, 1.45), (0, 0, 180), lightmap=0.3)
    sign.plate(0.20, 0.086, (0, 0, 0), cells["chair_sign"], thick=0.004).done()


def stool():
    """A round stool on castors, for who draws sitting."""
    part = Part("Stool", (-2.35, 6.22, 0), lightmap=0.3, smooth_deg=50, collide=True)
    part.lathe([(0.15, 0.47), (0.17, 0.48), (0.175, 0.51), (0.165, 0.535), (0.02, 0.545)], (0, 0, 0), "fabric", 32)
    part.tube([(0, 0, 0.08), (0, 0, 0.48)], 0.02, "steel", 14)
    for k in range(5):
        a = math.radians(72 * k + 10)
        c, s = math.cos(a), math.sin(a)
        part.tube([(0.02 * c, 0.02 * s, 0.09), (0.24 * c, 0.24 * s, 0.065)], 0.012, "steel", 8)
        part.ball((0.022, 0.022, 0.026), (0.24 * c, 0.24 * s, 0.0275), "rubber", 10)
    part.done()


def cart():
    """The procedure cart: a white top with an edge, two drawers, castors."""
    x, y = CART
    part = Part("Cart", (x, y, 0), lightmap=0.7, collide=True)
    w, d = 0.56, 0.42
    part.box((w, d, 0.022), (0, 0, CART_TOP - 0.011), "laminate", 0.006, 2)
    part.box((w - 0.03, d - 0.03, 0.40), (0, 0, CART_TOP - 0.223), "laminate", 0.006, 2)
    for z in (0.585, 0.785):
        part.box((w - 0.05, 0.016, 0.185), (0, d / 2 - 0.012, z), "teal", 0.006, 2)
        part.tube([(-0.09, d / 2 + 0.014, z + 0.05), (0.09, d / 2 + 0.014, z + 0.05)], 0.006, "steel", 8)
    part.box((w - 0.04, d - 0.04, 0.016), (0, 0, 0.16), "laminate", 0.004, 1)
    for sx in (-1, 1):
        for sy in (-1, 1):
            at = (sx * (w / 2 - 0.035), sy * (d / 2 - 0.035))
            part.tube([(*at, 0.06), (*at, CART_TOP - 0.42)], 0.013, "steel", 10)
            part.lathe([(0.030, -0.012), (0.033, -0.008), (0.033, 0.008), (0.030, 0.012)], (*at, 0.034), "rubber", 16, (90, 0, 0))
    part.done()


def hatch(cells):
    """The window to the laboratory: a steel frame, a pane slid half aside, an oak ledge on either side."""
    x0, x1, z0, z1 = HATCH
    cx, w, y = (x0 + x1) / 2, x1 - x0, Y0 - WALL / 2
    part = Part("Hatch_Frame", lightmap=1.0)
    for x in (x0 + 0.014, x1 - 0.014):
        part.box((0.028, WALL + 0.03, z1 - z0), (x, y, (z0 + z1) / 2), "steel", 0.003, 1)
    part.box((w - 0.056, WALL + 0.03, 0.028), (cx, y, z1 - 0.014), "steel", 0.003, 1)
    part.done()
    ledge = Part("Hatch_Ledge", lightmap=0.7, collide=True)
    ledge.box((w + 0.38, 0.30, 0.032), (cx - 0.12, Y0 + 0.135, z0 - 0.012), "oak", 0.006, 2, swap=True)
    ledge.box((w + 0.16, 0.40, 0.032), (cx, Y0 - WALL - 0.185, z0 - 0.012), "oak", 0.006, 2, swap=True)
    ledge.box((w - 0.058, WALL - 0.002, 0.006), (cx, y, z0 + 0.0005), "steel", 0)
    for x in (x0 - 0.10, x1 - 0.02):
        ledge.box((0.03, 0.22, 0.16), (x, Y0 + 0.11, z0 - 0.108), "trim", 0.004, 1)
    ledge.done()
    glass = Part("Hatch_Glass", smooth_deg=0)
    glass.pane(w / 2 - 0.02, z1 - z0 - 0.04, (x1 - w / 4 - 0.012, y, (z0 + z1) / 2), "glass", 180)
    lets_light_in(glass.done())
    sign = Part("Hatch_Sign", (cx, Y0 + 0.003, z1 + 0.11), (0, 0, 180), lightmap=0.4)
    sign.plate(0.64, 0.12, (0, 0, 0), cells["hatch_sign"], thick=0.004).done()


def lab_things(cells):
    """A bench with an analyser and a fridge, behind the colleague."""
    part = Part("Lab_Bench", lightmap=0.5, collide=True)
    part.box((1.9, 0.55, 0.86), (-1.0, LAB_Y0 + 0.28, 0.43), "laminate", 0.004, 1, hide="-z")
    part.box((1.94, 0.58, 0.04), (-1.0, LAB_Y0 + 0.29, 0.90), "laminate", 0.006, 2)
    part.done()
    things = Part("Lab_Things", lightmap=0.5)
    things.box((0.55, 0.42, 0.46), (-1.45, LAB_Y0 + 0.27, 1.151), "trim", 0.03, 4)
    things.box((0.42, 0.012, 0.20), (-1.45, LAB_Y0 + 0.485, 1.22), "black", 0.01, 2)
    things.box((0.30, 0.34, 0.30), (-0.72, LAB_Y0 + 0.27, 1.071), "teal", 0.04, 4)
    things.lathe([(0.13, 0), (0.135, 0.01), (0.12, 0.05), (0.02, 0.06)], (-0.72, LAB_Y0 + 0.27, 1.222), "dark", 28)
    for k in range(6):
        things.lathe([(0.0065, 0), (0.0065, 0.08)], (-0.38 + 0.03 * k, LAB_Y0 + 0.30, 0.945), ("cap_gold", "cap_lavender", "cap_blue")[k % 3], 10)
    things.box((0.22, 0.06, 0.05), (-0.305, LAB_Y0 + 0.30, 0.946), "trim", 0.004, 1)
    things.box((0.60, 0.58, 1.60), (0.10, LAB_Y0 + 0.30, 0.80), "trim", 0.01, 2, hide="-z")
    things.tube([(-0.14, LAB_Y0 + 0.61, 1.0), (-0.14, LAB_Y0 + 0.61, 1.4)], 0.009, "steel", 8)
    things.done()


def walls(cells):
    """The clock where the trainee sees it while drawing; two pictures."""
    face = Part("Clock", (-1.72, Y0, 1.98), (0, 0, 180), lightmap=0.3)
    clock(face, (0, 0, 0), cells)
    face.done()
    part = Part("Wall_Picture", (-2.72, Y0 + 0.019, 1.78), (0, 0, 180), lightmap=0.5)
    part.box((0.50, 0.036, 0.50), (0, 0, 0), "oak", 0.006, tile=0.5)
    part.plate(0.44, 0.44, (0, -0.0195, 0), cells["hills_picture"]).done()


def bins(cells):
    """The pedal bin by the door; `Bin_Lid` turns about its hinge."""
    body = Part("Bin", (0.16, 6.84, 0), (0, 0, 0), smooth_deg=50, collide=True, lightmap=0.3)
    body.lathe([(0.13, 0.0), (0.14, 0.01), (0.15, 0.50), (0.145, 0.505)], (0, 0, 0), "steel", 32, cap=False)
    body.lathe([(0.145, 0.505), (0.138, 0.49), (0.132, 0.1), (0.001, 0.09)], (0, 0, 0), "dark", 32, cap=False)
    body.box((0.09, 0.05, 0.016), (0, -0.155, 0.03), "dark", 0.005, 2)
    root = body.done()
    lid = Part("Bin_Lid", (0, 0.14, 0.508), parent=root, smooth_deg=50)
    lid.lathe([(0.152, 0), (0.154, 0.012), (0.14, 0.03), (0.02, 0.042)], (0, -0.14, 0), "dark", 32)
    lid.done()
    empty("Bin_Inside", (0, 0, 0.2), parent=root, socket=True)

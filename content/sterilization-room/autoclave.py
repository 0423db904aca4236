"""The autoclave: housing, chamber with its rack and strainer, door with latch and gasket. Its controls are in controls.py.

A tabletop pre-vacuum machine of an invented make. Its root stands on the bench; its front faces -Y.
"""

import math

from measures import AUTOCLAVE, BAY, BENCH, BODY, CHAMBER, HINGE
from tools.content import shapes
from tools.content.part import Part, empty

W, D, LOW, HIGH = BODY
CX, CZ, RADIUS, DEEP = CHAMBER
FRONT = -D / 2
RING = 0.135  # radius of the gasket


def build(cells):
    """Returns the housing, which everything of the machine hangs on: so nothing of it hides another part from a hand."""
    root = housing(cells)
    chamber(root)
    rack(root)
    strainer(root)
    safety_valve(root)
    door(root, cells)
    return root


def plate_with_hole(bm, size, at, radius, n=72):
    """A plate facing -Y with a round hole: one ring of faces between the circle and the rectangle's edge."""
    w, h = size[0] / 2, size[1] / 2
    dx, dz = at
    corners = [math.atan2(z - dz, x - dx) for x in (-w, w) for z in (-h, h)]
    angles = sorted({round(2 * math.pi * i / n - math.pi, 6) for i in range(n)} | {round(a, 6) for a in corners})

    def edge(a):
        c, s = math.cos(a), math.sin(a)
        reach = [((w if c > 0 else -w) - dx) / c if abs(c) > 1e-9 else 9, ((h if s > 0 else -h) - dz) / s if abs(s) > 1e-9 else 9]
        return dx + c * min(reach), dz + s * min(reach)

    inner = [bm.verts.new((dx + radius * math.cos(a), 0, dz + radius * math.sin(a))) for a in angles]
    outer = [bm.verts.new((x, 0, z)) for x, z in map(edge, angles)]
    k = len(angles)
    for i in range(k):
        bm.faces.new((inner[i], outer[i], outer[(i + 1) % k], inner[(i + 1) % k]))


def housing(cells):
    body = Part("Autoclave", (*AUTOCLAVE, BENCH), lightmap=1.0)
    r = 0.016
    body.box((W, D, HIGH - LOW), (0, 0, (LOW + HIGH) / 2), "housing", r, 3, hide="-y")
    front = (W - 2 * r, HIGH - LOW - 2 * r)
    middle = (LOW + HIGH) / 2
    body.add(lambda bm: plate_with_hole(bm, front, (CX, CZ - middle), RADIUS + 0.022), "housing", (0, FRONT, middle))
    for x in (-W / 2 + 0.05, W / 2 - 0.05):
        for y in (-D / 2 + 0.05, D / 2 - 0.05):
            body.lathe([(0.022, 0), (0.022, LOW + 0.002)], (x, y, 0), "rubber", 16)
    for i in range(9):  # slots that let warm air out
        body.box((0.0015, 0.16, 0.008), (W / 2 + 0.0004, 0.10, 0.30 + i * 0.016), "bezel", 0)
    body.plate(0.20, 0.040, (CX - 0.06, FRONT - 0.0015, HIGH - 0.040), cells["brand"], thick=0.002)
    return body.done()


def chamber(root):
    """The drum, its rim (the seal's other face) and the temperature probe. Lit as what moves: the lightmap has the door shut."""
    drum = Part("Autoclave_Chamber", (CX, FRONT, CZ), parent=root, smooth_deg=60)
    inside = [(RADIUS, -0.004), (RADIUS, -DEEP), (RADIUS - 0.02, -DEEP - 0.012), (0.001, -DEEP - 0.014)]
    drum.lathe(inside, (0, 0, 0), "polished", 64, (90, 0, 0), cap=False)
    for k in range(3):
        ring = [(RADIUS - 0.0006, -0.10 - k * 0.08), (RADIUS - 0.0006, -0.104 - k * 0.08)]
        drum.lathe(ring, (0, 0, 0), "brushed", 64, (90, 0, 0), cap=False)
    drum.done()
    rim = Part("Chamber_Rim", (CX, FRONT, CZ), parent=root)
    rim.lathe(
        [(RADIUS + 0.026, -0.002), (RADIUS + 0.026, 0.005), (RADIUS + 0.022, 0.009), (RADIUS + 0.004, 0.009), (RADIUS, 0.005), (RADIUS, -0.006)],
        (0, 0, 0),
        "brushed",
        72,
        (90, 0, 0),
        cap=False,
    )
    rim.done()
    probe = Part("Chamber_Probe", (CX + 0.055, FRONT + DEEP - 0.06, CZ + 0.085), parent=root)
    probe.tube([(0, 0.07, 0.01), (0, 0, 0.0), (0, -0.035, -0.006)], [0.006, 0.005, 0.003], "brass", 10)
    probe.lathe([(0.012, 0), (0.012, 0.012)], (0, 0.066, 0.008), "brushed", 16, (90, 0, 0)).done()


def rack(root):
    """The frame that trays slide into; its lowest shelf, over the drain, stays in."""
    frame = Part("Chamber_Rack", (CX, FRONT + 0.065, CZ), parent=root)
    back = 0.24
    for x in (-0.098, 0.098):
        for y in (0.03, back):
            frame.box((0.004, 0.012, 0.13), (x, y, 0.002), "brushed", 0.001, 1)
        for z in (-0.058, 0.002, 0.058):
            frame.box((0.012, back + 0.03, 0.003), (x + (0.004 if x < 0 else -0.004), back / 2 + 0.015, z), "brushed", 0.001, 1)
    for i in range(8):
        frame.box((0.19, 0.005, 0.003), (0, 0.02 + i * 0.031, -0.0615), "brushed", 0.001, 1)
    made = frame.done()
    empty("Chamber_Trays", (0, 0.13, -0.052), parent=made, socket=True)
    empty("Chamber_LowShelf", (0, 0.10, -0.059), parent=made, socket=True)
    empty("Chamber_VialPlace", (0, 0.10, -0.030), parent=made, socket=True)


def strainer(root):
    """Sits in the lowest point of the drum, right behind the rim; its seat stays."""
    at = (CX, FRONT + 0.040, CZ - RADIUS + 0.003)
    seat = Part("Strainer_Seat", at, parent=root, socket=True)
    seat.lathe([(0.024, -0.004), (0.024, 0.001), (0.017, 0.001), (0.016, -0.02), (0.001, -0.021)], (0, 0, 0), "bezel", 28, cap=False)
    seat.done()
    part = Part("Chamber_Strainer", at, parent=root)
    part.lathe([(0.0165, -0.012), (0.0165, 0.001), (0.022, 0.002), (0.022, 0.005), (0.012, 0.007), (0.001, 0.0075)], (0, 0, 0), "brushed", 28)
    for k in range(8):
        a = k * math.pi / 4
        part.lathe([(0.0022, 0), (0.0022, 0.0006)], (0.014 * math.cos(a), 0.014 * math.sin(a), 0.0066), "black", 8)
    part.tube(shapes.arc(0.007, 0, 180, 8, (0, 0, 0.006)), 0.0013, "brushed", 6)
    part.done()


def safety_valve(root):
    part = Part("Safety_Valve", (-0.19, 0.14, HIGH), parent=root)
    part.lathe([(0.016, -0.002), (0.016, 0.012), (0.011, 0.016), (0.011, 0.04), (0.014, 0.042), (0.014, 0.052), (0.009, 0.056)], (0, 0, 0), "brass", 24)
    part.tube(shapes.arc(0.011, -90, 270, 16, (0, 0, 0.068)), 0.0016, "steel", 6).done()


def door(root, cells):
    """Hinged on its left; open_deg turns it about its own upright axis. The gasket sits in its inner face, in two forms: sound and cracked."""
    hx, hy = HINGE
    leaf = Part("Autoclave_Door", (hx, hy, CZ), parent=root, lightmap=0.9, open_deg=-112, smooth_deg=40)
    mid = CX - hx  # from the hinge to the middle of the door
    dome = [(RING + 0.028, 0.0), (RING + 0.032, 0.004), (RING + 0.032, 0.024), (RING + 0.020, 0.036), (0.09, 0.046), (0.03, 0.049)]
    leaf.lathe(dome, (mid, 0, 0), "housing", 72, (90, 0, 0))
    leaf.lathe([(0.002, -0.0012), (RING - 0.010, -0.0012)], (mid, 0, 0), "polished", 64, (90, 0, 0), cap=False)
    leaf.lathe([(RING + 0.010, -0.003), (RING + 0.028, -0.003)], (mid, 0.0, 0), "brushed", 72, (90, 0, 0), cap=False)
    leaf.lathe([(RING + 0.028, -0.003), (RING + 0.028, 0.001)], (mid, 0.0, 0), "brushed", 72, (90, 0, 0), cap=False)
    leaf.lathe([(RADIUS - 0.03, -0.006), (RADIUS - 0.03, 0)], (mid, 0, 0), "polished", 48, (90, 0, 0), cap=False)
    for z in (-0.07, 0.07):
        leaf.box((0.05, 0.020, 0.036), (0.012, -0.012, z), "brushed", 0.005, 2)
        leaf.tube([(0, 0.002, z - 0.024), (0, 0.002, z + 0.024)], 0.009, "brushed", 14)
    made = leaf.done()
    latch(made, mid)
    gasket(made, mid)
    empty("Door_SignPlace", (mid, -0.062, 0.115), parent=made, socket=True)


def latch(parent, mid):
    """The door's handle: upright it is locked; turned to the right it lets go."""
    part = Part("Door_Latch", (mid, -0.048, 0), parent=parent)
    part.lathe([(0.040, 0), (0.040, 0.010), (0.030, 0.016), (0.022, 0.034)], (0, 0, 0), "bezel", 40, (90, 0, 0))
    part.tube([(0, -0.034, -0.015), (0, -0.040, 0.02), (0, -0.036, 0.085)], [0.015, 0.014, 0.012], "bezel", 16)
    part.ball((0.014, 0.014, 0.016), (0, -0.036, 0.088), "bezel", 16)
    part.box((0.006, 0.002, 0.018), (0, -0.0535, 0.03), "trim", 0).done()["turn_deg"] = -80


def torus(part, radius, thick, mid, mat, n=72):
    ring = shapes.arc(radius, 0, 360, n)
    part.tube([(p.x + mid, p.y, p.z) for p in ring], thick, mat, 12, cap=False)


def gasket(parent, mid):
    """A silicone ring in a groove of the door, with four places to look at. The cracked one has cuts with lifted lips, low on its left."""
    root = empty("Door_Gasket", (0, 0.004, 0), parent=parent)
    sound = Part("Gasket_Sound", parent=root, smooth_deg=60)
    torus(sound, RING, 0.0085, mid, "gasket")
    sound.done()
    cracked = Part("Gasket_Cracked", parent=root, smooth_deg=60)
    torus(cracked, RING, 0.0084, mid, "gasket")
    for deg, length in ((214, 0.024), (221, 0.018), (208, 0.014)):
        a = math.radians(deg)
        at = (mid + RING * math.cos(a), 0.0068, RING * math.sin(a))
        cracked.box((length, 0.0095, 0.0030), at, "crack", 0.0006, 1, (0, -deg, 0))
        for side in (-1, 1):
            lip = math.radians(deg + side * 2.0)
            cracked.ball((0.0042, 0.0045, 0.0042), (mid + RING * math.cos(lip), 0.0078, RING * math.sin(lip)), "gasket", 10)
    cracked.done()
    for name, deg in (("Top", 90), ("Right", 0), ("Bottom", 270), ("Left", 200)):
        a = math.radians(deg)
        spot = Part(f"Gasket_{name}", (mid + RING * math.cos(a), 0.0, RING * math.sin(a)), parent=root)
        ring = shapes.arc(RING, deg - 24, deg + 24, 12, (-RING * math.cos(a), 0, -RING * math.sin(a)))
        spot.tube(ring, 0.0089, "gasket", 12)
        spot.done()


def drain_container(cells):
    """Stands in the open place under the machine; its mouth takes the hose, and water rises in it."""
    x = (BAY[0] + BAY[1]) / 2 + 0.10
    root = empty("Drain_Container", (x, 9.70, BAY[2]))
    part = Part("Drain_Container_Body", parent=root, smooth_deg=50)
    part.lathe([(0.085, 0.002), (0.095, 0.012), (0.095, 0.20), (0.08, 0.235), (0.035, 0.25), (0.035, 0.275)], (0, 0, 0), "glass_clear", 40, cap=False)
    part.lathe([(0.034, 0.275), (0.034, 0.25)], (0, 0, 0), "glass_clear", 32, cap=False)
    part.plate(0.11, 0.0275, (0, -0.0965, 0.11), cells["drain_label"], thick=0.002).done()
    water = Part("Drain_Water", (0, 0, 0.012), parent=root)
    water.lathe([(0.088, 0), (0.088, 0.125), (0.001, 0.126)], (0, 0, 0), "glass_water", 36).done()

"""Fire and first-aid equipment: extinguisher, call point, defibrillator, first-aid kit, exit signs."""

import math

from mathutils import Vector

from layout import C_X0, C_Y1, ENTRANCE, EXIT_DOOR, STAFF_DOOR, Y0, Y1
from tools.content import shapes
from tools.content.part import Part, empty

HAND_M = 0.25


def build(cells):
    extinguisher(cells)
    call_point(cells)
    aed(cells)
    first_aid(cells)
    eyewash(cells)
    exit_sign("ExitSign_Front", (sum(ENTRANCE[:2]) / 2, Y0, 2.43), 180, cells)
    exit_sign("ExitSign_Staff", (sum(STAFF_DOOR[:2]) / 2, Y1, 2.40), 0, cells)
    exit_sign("ExitSign_Back", (sum(EXIT_DOOR[:2]) / 2, C_Y1, 2.335), 0, cells)


def exit_sign(name, at, turn, cells):
    """A lit box on the wall; its front faces -Y before turning."""
    part = Part(name, at, (0, 0, turn))
    part.box((0.42, 0.05, 0.215), (0, -0.026, 0), "trim", 0.006, hide="+y")
    part.plate(0.40, 0.20, (0, -0.0535, 0), cells["exit_sign"], "exit", thick=0.004).done()


def extinguisher(cells, at=(2.58, Y1 - 0.105, 0.62), turn=0, in_use=False):
    """A 6 kg powder extinguisher on its bracket, with gauge, pin, tag and sign; `in_use` it is one that is taken off the wall.

    Then bracket and sign are `Extinguisher_Place`, the pin slides out, and there are a hose that hangs, one that is held forward, and
    the nozzle, out of whose front comes the spray as long as it is held forward."""
    hand = Vector((0, 0, HAND_M if in_use else 0))  # its own place is where a hand has hold of it
    held = empty("Extinguisher", Vector(at) + hand, (0, 0, turn))
    root = empty("Extinguisher_Foot", -hand, parent=held) if in_use else held
    wall = root
    if in_use:
        place = empty("Extinguisher_Place", Vector(at) + hand, (0, 0, turn), socket=True)
        wall = empty("Extinguisher_Wall", -hand, parent=place)
    part = Part("Extinguisher_Body", parent=root)
    part.lathe(
        [
            (0.062, 0),
            (0.07, 0.006),
            (0.072, 0.012),
            (0.072, 0.36),
            (0.068, 0.385),
            (0.055, 0.405),
            (0.034, 0.418),
            (0.024, 0.424),
            (0.024, 0.44),
        ],
        (0, 0, 0),
        "red",
        40,
    )
    part.lathe([(0.0735, 0.005), (0.0735, 0.022)], (0, 0, 0), "rubber", 40, cap=False)
    part.lathe([(0.021, 0.438), (0.021, 0.468)], (0, 0, 0), "brass", 24)
    part.box((0.034, 0.046, 0.040), (0, 0, 0.481), "brass", 0.005)
    part.box((0.15, 0.026, 0.008), (-0.06, 0, 0.501), "dark", 0.003)
    part.tube(
        shapes.bezier((0.02, 0, 0.518), (-0.03, 0, 0.540), (-0.09, 0, 0.560), (-0.145, 0, 0.566), 8),
        0.0085,
        "dark",
        8,
    )
    part.box((0.02, 0.018, 0.026), (0.012, 0, 0.511), "dark", 0.003)
    bracket = Part("Extinguisher_Bracket", parent=wall) if in_use else part
    bracket.box((0.09, 0.034, 0.30), (0, 0.087, 0.24), "dark", 0.005)
    if in_use:
        bracket.done()
        hoses(root)
    else:
        hanging_hose(part)
    extinguisher_label(part, cells["extinguisher_label"])
    part.done()
    gauge(root, cells)
    pin = Part("Extinguisher_Pin", (-0.028, 0, 0.513), parent=root, slide_m=[0.0, 0.0, 0.09])
    pin.tube([(0, 0.030, 0), (0, -0.034, 0)], 0.0032, "steel", 8)
    pin.tube(shapes.arc(0.014, 0, 360, 16, (0, -0.048, 0), "yz"), 0.0024, "steel", 6)
    pin.tube([(0, -0.030, 0.002), (0.004, -0.020, -0.020), (0.002, -0.014, -0.034)], 0.0016, "tape", 5).done()
    tag = Part("Extinguisher_Tag", (-0.050, -0.030, 0.455), (6, 0, 4), parent=root)
    tag.plate(0.056, 0.100, (0, -0.030, -0.075), cells["inspection_tag"], thick=0.0012)
    tag.plate(0.056, 0.100, (0, -0.0285, -0.075), cells["inspection_tag"], turn_deg=(0, 0, 180), thick=0.0012)
    tag.tube([(0, -0.030, -0.027), (0.012, -0.002, 0.012), (0.028, 0.012, 0.03)], 0.0012, "trim", 5).done()
    sign = Part("Extinguisher_Sign", (0, 0.102, 0.98), parent=wall)
    sign.plate(0.20, 0.20, (0, 0, 0), cells["extinguisher_sign"])
    sign.plate(0.17, 0.17, (0, 0, -0.235), cells["pass_card"]).done()


def hanging_hose(part):
    part.tube(
        shapes.bezier((0.02, 0, 0.488), (0.13, -0.02, 0.50), (0.12, -0.03, 0.22), (0.088, -0.035, 0.13), 16),
        0.010,
        "rubber",
        10,
    )
    part.tube(
        [(0.088, -0.035, 0.132), (0.085, -0.036, 0.10), (0.082, -0.037, 0.05)],
        [0.010, 0.014, 0.017],
        "rubber",
        12,
    )


def hoses(root):
    """The hose as it hangs, and as it is held: away from whoever carries the extinguisher with its gauge towards them."""
    hanging = Part("Extinguisher_Hose", parent=root)
    hanging_hose(hanging)
    hanging.done()
    held = Part("Extinguisher_HoseHeld", parent=root)
    end = (-0.10, 0.42, 0.46)
    held.tube(shapes.bezier((0.02, 0, 0.488), (0.15, 0.02, 0.50), (-0.02, 0.16, 0.34), (-0.10, 0.30, 0.45), 16), 0.010, "rubber", 10)
    held.tube([(-0.10, 0.30, 0.45), (-0.10, 0.34, 0.4535), end], [0.010, 0.014, 0.018], "rubber", 12).done()
    empty("Extinguisher_Nozzle", end, (-10, 0, 184), parent=root)  # a little up, and to where its bearer looks


def extinguisher_label(part, cell):
    """The label around the front half of the cylinder."""
    n, radius = 16, 0.0726
    angles = [math.radians(-90 - 66 + 132 * k / n) for k in range(n + 1)]

    def make(bm):
        shapes.grid(
            bm, [[(radius * math.cos(a), radius * math.sin(a), z) for a in angles] for z in (0.12, 0.32)]
        )

    def paint(bm, faces, layer):
        u0, v0, u1, v1 = cell
        for face in faces:
            for loop in face.loops:
                c = loop.vert.co
                u = (math.degrees(math.atan2(c.y, c.x)) + 90 + 66) / 132
                loop[layer].uv = (u0 + (u1 - u0) * u, 1 - (v0 + (v1 - v0) * (0.32 - c.z) / 0.20))

    part.add(make, "signs", uv=paint)


def gauge(root, cells):
    """The pressure gauge. Its needle rests at 175 psi. In glTF: angle about local +Z = 120 - 0.6 psi degrees."""
    dial = Part("Extinguisher_Gauge", (0.0, -0.024, 0.481), parent=root)
    dial.lathe(
        [
            (0.009, 0),
            (0.009, 0.006),
            (0.029, 0.007),
            (0.031, 0.009),
            (0.031, 0.018),
            (0.0285, 0.019),
            (0.0275, 0.0165),
        ],
        (0, 0, 0),
        "steel",
        32,
        (90, 0, 0),
    )
    dial.disc(0.0276, (0, -0.0168, 0), cells["gauge_face"], n=32)
    body = dial.done()
    needle = Part(
        "Extinguisher_Needle", (0, -0.0176, 0), parent=body, zero_deg=120, deg_per_psi=-0.6, psi=175
    )
    needle.add(
        lambda bm: bm.faces.new(
            [
                bm.verts.new(p)
                for p in (
                    (-0.0016, 0, -0.006),
                    (0.0016, 0, -0.006),
                    (0.0006, 0, 0.0225),
                    (-0.0006, 0, 0.0225),
                )
            ]
        ),
        "black",
    )
    needle.lathe([(0.0032, 0), (0.0032, 0.001)], (0, 0, 0), "black", 12, (90, 0, 0))
    obj = needle.done()
    obj.rotation_euler = (0, math.radians(-120 + 175 * 0.6), 0)


def call_point(cells, at=(0.70, Y1, 1.22), turn=0):
    """The manual fire alarm, at reach height, with its sign above; its handle comes down."""
    root = empty("PullStation", at, (0, 0, turn))
    part = Part("PullStation_Body", parent=root)
    part.box((0.105, 0.042, 0.140), (0, -0.0205, 0), "red", 0.008, 3, hide="+y")
    part.plate(0.090, 0.120, (0, -0.0425, 0), cells["call_point_face"], thick=0.003)
    part.done()
    bar = Part("PullStation_Handle", (0, -0.044, 0.003), parent=root, slide_m=[0.0, -0.022, 0.0])
    bar.box((0.064, 0.014, 0.016), (0, -0.006, -0.026), "trim", 0.004).done()
    sign = Part("PullStation_Sign", (0, -0.003, 0.28), parent=root)
    sign.plate(0.16, 0.16, (0, 0, 0), cells["call_point_sign"]).done()


def aed(cells):
    """The defibrillator's cabinet; the door is hinged on its left, glTF +Y negative opens it into the room."""
    root = empty("AedCabinet", (2.98, Y1 - 0.09, 1.28))
    case, t = Part("AedCabinet_Case", parent=root, lightmap=0.5), 0.012
    case.box((0.338, t, 0.358), (0, 0.0835, 0), "trim", 0.002, 1)
    for x in (-0.164, 0.164):
        case.box((t, 0.166, 0.36), (x, -0.004, 0), "trim", 0.003, 1)
    for z in (-0.174, 0.174):
        case.box((0.316, 0.164, t), (0, -0.004, z), "trim", 0.003, 1)
    case.done()
    unit = Part("Aed", (0, 0.02, -0.045), parent=root)
    unit.box((0.22, 0.09, 0.24), (0, 0, 0), "teal", 0.025, 3)
    unit.plate(0.14, 0.14, (0, -0.0465, -0.02), cells["aed_face"], thick=0.004)
    unit.box((0.10, 0.035, 0.022), (0, 0, 0.128), "dark", 0.008, 2)
    body = unit.done()
    light = Part("Aed_Status", (0.078, -0.0450, 0.082), parent=body)
    light.lathe([(0.010, -0.002), (0.010, 0.004), (0.007, 0.006)], (0, 0, 0), "status", 16, (90, 0, 0)).done()
    door = Part("AedCabinet_Door", (-0.168, -0.094, 0), parent=root, open_deg=-110)
    for x in (0.0155, 0.3205):
        door.box((0.03, 0.012, 0.36), (x, 0, 0), "trim", 0.003, 1)
    for z in (-0.165, 0.165):
        door.box((0.274, 0.011, 0.03), (0.168, 0, z), "trim", 0.002, 1)
    door.pane(0.278, 0.304, (0.168, 0.002, 0), "glass")
    door.box((0.012, 0.022, 0.05), (0.322, -0.014, 0), "steel", 0.003).done()
    sign = Part("AedCabinet_Sign", (0, 0.087, 0.32), parent=root)
    sign.plate(0.20, 0.20, (0, 0, 0), cells["aed_sign"]).done()


def first_aid(cells):
    """The first-aid cabinet on the corridor's west wall."""
    part = Part("FirstAidKit", (C_X0, 5.06, 1.45), (0, 0, 90))
    part.box((0.36, 0.13, 0.36), (0, -0.066, 0), "trim", 0.010, 3, hide="+y")
    part.box((0.344, 0.012, 0.344), (0, -0.133, 0), "trim", 0.004, 2)
    part.plate(0.27, 0.27, (0, -0.1415, 0), cells["first_aid_face"], thick=0.004)
    part.box((0.012, 0.016, 0.07), (0.157, -0.145, 0), "steel", 0.004, 2).done()


def eyewash(cells, at=(C_X0, 6.85, 1.02), turn=90):
    """Two jets over a bowl on the wall, with a push plate and a sign above."""
    root = empty("Eyewash", at, (0, 0, turn))
    part = Part("Eyewash_Bowl", parent=root, smooth_deg=45)
    part.lathe([(0.02, -0.13), (0.07, -0.12), (0.135, -0.06), (0.15, 0.0), (0.156, 0.004), (0.148, 0.004), (0.13, -0.05), (0.06, -0.105), (0.001, -0.11)], (0, -0.20, 0), "steel", 24, cap=False)
    part.box((0.11, 0.10, 0.07), (0, -0.048, -0.055), "trim", 0.008, 2, hide="+y")
    part.tube([(0, -0.20, -0.125), (0, -0.20, -0.30), (0, -0.14, -0.36), (0, -0.005, -0.36)], 0.019, "steel", 10)
    for x in (-0.045, 0.045):
        part.tube(shapes.bezier((x * 0.4, -0.06, -0.035), (x * 0.6, -0.16, -0.035), (x, -0.20, -0.02), (x, -0.20, 0.022), 6), 0.009, "steel", 8)
        part.lathe([(0.016, 0.018), (0.021, 0.026), (0.021, 0.040), (0.012, 0.044)], (x, -0.20, 0), "jets", 16)
    part.done()
    plate = Part("Eyewash_Plate", (0.19, -0.17, 0.015), (0, 0, 0), parent=root)
    plate.box((0.075, 0.10, 0.010), (0.02, 0, 0), "jets", 0.003, 1)
    plate.tube([(-0.005, 0, -0.004), (-0.03, 0.03, -0.035), (-0.10, 0.09, -0.05)], 0.008, "steel", 8).done()
    sign = Part("Eyewash_Sign", (0, -0.003, 0.42), parent=root)
    sign.plate(0.20, 0.20, (0, 0, 0), cells["eyewash_sign"]).done()

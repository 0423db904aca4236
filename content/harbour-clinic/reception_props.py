"""What a person uses in the reception: book, badge, chart, phone, workstation, staff door and its reader."""

import math

import bpy

from layout import COUNTER, COUNTER_TOP, DESK, DESK_TOP, STAFF_DOOR, X1, Y1
from tools.content import shapes
from tools.content.part import Part, empty


def build(cells):
    register(cells)
    badge(cells)
    chart(cells)
    phone()
    workstation(cells)
    desk_things()
    staff_door(cells)
    badge_reader(cells)
    assembly_map(cells)


def open_pages(part, width, depth, at, cell, gutter=0.012, rise=0.010):
    """Two pages of an open book, arched, showing one cell."""
    n = 10

    def make(bm):
        rows = []
        for y in (-depth / 2, depth / 2):
            rows.append(
                [
                    (x * width / 2, y, rise * math.sin(math.pi * min(1, abs(x) * 1.15) ** 0.6) + 0.001)
                    for x in (-1 + 2 * i / n for i in range(n + 1))
                ]
            )
        shapes.grid(bm, rows)

    def paint(bm, faces, layer):
        u0, v0, u1, v1 = cell
        for face in faces:
            for loop in face.loops:
                c = loop.vert.co
                loop[layer].uv = (
                    u0 + (u1 - u0) * (c.x / width + 0.5),
                    1 - (v0 + (v1 - v0) * (0.5 - c.y / depth)),
                )

    part.add(make, "signs", at, uv=paint)


def register(cells):
    """The sign-in book, open, with a pen beside."""
    part = Part("Register", (-0.92, COUNTER[1] - 0.10, COUNTER_TOP), (0, 0, 4), smooth_deg=50)
    part.box((0.44, 0.31, 0.006), (0, 0, 0.0035), "teal", 0.002, hide="-z")
    part.box((0.42, 0.29, 0.008), (0, 0, 0.0095), "paper", 0.002, hide="-z")
    open_pages(part, 0.418, 0.288, (0, 0, 0.0132), cells["register_pages"])
    part.tube([(0.235, -0.10, 0.006), (0.25, 0.04, 0.006)], [0.0045, 0.0045], "dark", 8)
    part.tube([(0.2335, -0.114, 0.006), (0.235, -0.10, 0.006)], [0.0012, 0.0045], "steel", 8)
    part.done()


def badge(cells):
    """An identity card with its lanyard in a loop."""
    part = Part("Badge", (-0.42, COUNTER[1] - 0.13, COUNTER_TOP), (0, 0, -14), smooth_deg=50)
    part.box((0.064, 0.100, 0.004), (0, 0, 0.003), "trim", 0.0015, 2)
    part.plate(0.056, 0.0896, (0, 0, 0.0056), cells["badge_card"], turn_deg=(-90, 0, 0), thick=0.0012)
    part.box((0.014, 0.022, 0.005), (0, 0.058, 0.004), "steel", 0.0015, 1)
    loop = shapes.bezier(
        (-0.003, 0.068, 0.004), (-0.14, 0.13, 0.004), (-0.17, 0.22, 0.004), (-0.02, 0.235, 0.004), 12
    )
    loop += shapes.bezier(
        (-0.02, 0.235, 0.004), (0.15, 0.25, 0.004), (0.11, 0.12, 0.0045), (0.003, 0.068, 0.0045), 12
    )[1:]
    part.tube(loop, 0.0034, "lanyard", 6)
    part.done()


def chart(cells):
    """An invented patient's chart on a clipboard, left lying open on the public side."""
    part = Part("Chart", (-1.72, COUNTER[1] - 0.12, COUNTER_TOP), (0, 0, 12))
    part.box((0.235, 0.320, 0.005), (0, 0, 0.003), "dark", 0.002, 1, hide="-z")
    part.box((0.212, 0.290, 0.003), (0, -0.006, 0.0068), "paper", 0, hide="-z")
    part.plate(0.210, 0.280, (0, -0.006, 0.0088), cells["patient_chart"], turn_deg=(-90, 0, 0), thick=0.001)
    part.box((0.10, 0.028, 0.010), (0, 0.142, 0.012), "steel", 0.004, 2)
    part.done()


def phone(at=(-2.12, COUNTER[1] - 0.02, COUNTER_TOP), turn=14):
    part = Part("Phone", at, (0, 0, turn), smooth_deg=45)
    part.box((0.20, 0.21, 0.03), (0, 0, 0.0155), "dark", 0.009, 3)
    for i in range(12):
        part.box((0.021, 0.016, 0.006), ((i % 3) * 0.030, -0.008 - (i // 3) * 0.022, 0.0325), "key", 0.002, 1)
    part.box((0.092, 0.042, 0.004), (0.03, 0.062, 0.031), "black", 0.002, 1)
    part.tube(
        shapes.bezier(
            (-0.06, 0.094, 0.048), (-0.06, 0.06, 0.074), (-0.06, -0.06, 0.074), (-0.06, -0.094, 0.048), 10
        ),
        [0.019, 0.021, 0.017] + [0.013] * 5 + [0.017, 0.021, 0.019],
        "black",
        12,
    )
    coil = [
        (
            -0.075 - 0.07 * math.sin(math.pi * i / 60) + 0.006 * math.cos(i * 1.4),
            -0.10 + 0.19 * i / 60,
            0.009 + 0.005 * math.sin(i * 1.4),
        )
        for i in range(61)
    ]
    part.tube(coil, 0.0022, "black", 5)
    part.done()


def workstation(cells, at=(DESK[0] - 0.06, DESK[1] + 0.04, DESK_TOP), turn=-20):
    """Monitor, keyboard with its lock key, mouse. The screen is its own mesh, texture 0..1."""
    root = empty("Workstation", at, (0, 0, turn))
    part = Part("Workstation_Monitor", parent=root)
    part.box((0.22, 0.16, 0.012), (0, 0, 0.0065), "dark", 0.005)
    part.box((0.045, 0.02, 0.20), (0, 0.05, 0.11), "dark", 0.005)
    part.box((0.60, 0.032, 0.385), (0, 0.03, 0.343), "dark", 0.009, 3)
    part.done()
    w, h = 0.575, 0.356
    screen = Part("Workstation_Screen", (0, 0.0133, 0.345), parent=root, smooth_deg=0)

    def paint(bm, faces, layer):
        for loop in faces[0].loops:
            loop[layer].uv = (loop.vert.co.x / w + 0.5, loop.vert.co.z / h + 0.5)

    screen.add(
        lambda bm: shapes.quad(
            bm, (-w / 2, 0, -h / 2), (w / 2, 0, -h / 2), (w / 2, 0, h / 2), (-w / 2, 0, h / 2)
        ),
        "screen",
        uv=paint,
    ).done()
    keys = Part("Workstation_Keyboard", (-0.05, -0.225, 0), (0, 0, 7), parent=root)
    keys.box((0.46, 0.145, 0.014), (0.012, 0, 0.0075), "dark", 0.005)
    for row in range(5):
        for col in range(13):
            if row == 4 and 3 <= col <= 8:
                continue
            keys.add(lambda bm: shapes.key_cap(bm, (0.023, 0.020, 0.007), 0.002), "key", (-0.196 + col * 0.0265, 0.048 - row * 0.024, 0.017))
    keys.add(lambda bm: shapes.key_cap(bm, (0.156, 0.020, 0.007), 0.002), "key", (-0.0503, -0.048, 0.017))
    board = keys.done()
    lock = Part("Workstation_LockKey", (0.196, 0.026, 0.0145), parent=board)
    lock.box((0.044, 0.044, 0.010), (0, 0, 0.005), "teal", 0.004, 2, hide="-z")
    lock.plate(0.037, 0.037, (0, 0, 0.0105), cells["lock_key"], turn_deg=(-90, 0, 0), thick=0.001)
    lock.done()
    mouse = Part("Workstation_Mouse", (0.30, -0.20, 0), (0, 0, -8), parent=root, smooth_deg=60)

    def half(bm):
        for face in shapes.ellipsoid(bm, (0, 0, 0), (0.031, 0.052, 0.032), 18):
            for v in face.verts:
                v.co.z = max(0.001, v.co.z)

    mouse.add(half, "dark").done()


def desk_things():
    """Pens, a bottle of hand rub, a tray of leaflets: things nobody has to touch."""
    part = Part("Counter_Things", (-0.18, COUNTER[1] + 0.10, COUNTER_TOP))
    part.lathe(
        [(0.034, 0), (0.036, 0.004), (0.036, 0.105), (0.033, 0.105), (0.033, 0.01), (0.001, 0.01)],
        (0, 0, 0),
        "dark",
        24,
        cap=False,
    )
    for angle, mat in ((0, "teal"), (1.9, "red"), (4.0, "steel")):
        c, s = math.cos(angle), math.sin(angle)
        part.tube([(0.012 * c, 0.012 * s, 0.012), (0.026 * c, 0.026 * s, 0.155)], 0.0045, mat, 8)
    bx = -1.16
    part.lathe(
        [(0.036, 0), (0.04, 0.01), (0.04, 0.12), (0.03, 0.145), (0.014, 0.15), (0.014, 0.165)],
        (bx, 0, 0),
        "teal",
        24,
    )
    part.lathe([(0.016, 0.165), (0.016, 0.18), (0.006, 0.182), (0.006, 0.21)], (bx, 0, 0), "trim", 16)
    part.box((0.07, 0.018, 0.012), (bx + 0.02, 0, 0.212), "trim", 0.004)
    part.done()


def staff_door(cells):
    """The leaf turns about its hinge (+Y in glTF) into the corridor."""
    a, b, top = STAFF_DOOR
    w, h = b - a - 0.012, top - 0.012
    part = Part("StaffDoor", (a + 0.006, Y1 + 0.04, 0), lightmap=0.7, open_deg=92, collide=True)  # lit as it stands most of the time: closed
    glass_x, gw, gz = w - 0.22, 0.10, 1.45
    part.box((w, 0.044, h), (w / 2, 0, h / 2 + 0.006), "oak", 0.003, 1, tile=1.4)
    part.box((gw + 0.03, 0.050, 0.75), (glass_x, 0, gz), "dark", 0.002, 1)
    for side in (-1, 1):
        part.box((gw, 0.002, 0.72), (glass_x, side * 0.0262, gz), "black", 0)
    for s in (-1, 1):
        part.tube([(w - 0.065, s * 0.021, 1.0), (w - 0.065, s * 0.030, 1.0)], 0.026, "steel", 24)
        part.tube([(w - 0.065, s * 0.028, 1.0), (w - 0.065, s * 0.062, 1.0)], 0.010, "steel", 14)
        part.tube(
            [(w - 0.065, s * 0.055, 1.0), (w - 0.072, s * 0.066, 1.0), (w - 0.19, s * 0.066, 1.0)],
            0.0095,
            "steel",
            14,
        )
    part.box((0.72, 0.048, 0.16), (w / 2, 0, 0.12), "steel", 0.002, 1)
    part.box((0.26, 0.05, 0.055), (0.2, -0.047, top - 0.07), "steel", 0.01)
    part.tube([(0.22, -0.07, top - 0.05), (0.42, -0.085, top - 0.028)], 0.008, "steel", 8)
    part.plate(0.16, 0.16, (w / 2 - 0.1, -0.0255, 1.62), cells["staff_only"])
    for z in (0.25, 1.05, 1.85):
        part.tube([(-0.002, -0.022, z - 0.045), (-0.002, -0.022, z + 0.045)], 0.008, "steel", 10)
    leaf = part.done()
    clip(leaf, "StaffDoor_Open", ((1, 0), (7, 4), (34, 84), (46, 92)))


def clip(obj, name, keys):
    """A clip that turns an object about its upright axis: (frame, degrees) pairs."""
    action = bpy.data.actions.new(name)
    obj.animation_data_create().action = action
    for frame, degrees in keys:
        obj.rotation_euler = (0, 0, math.radians(degrees))
        obj.keyframe_insert("rotation_euler", frame=frame - 1)  # clips begin at 0 s
    obj.rotation_euler = (0, 0, 0)
    track = obj.animation_data.nla_tracks.new()
    track.name = name
    track.strips.new(name, 0, action)
    track.mute = True
    obj.animation_data.action = None


def badge_reader(cells):
    root = empty("BadgeReader", (0.985, Y1 - 0.0145, 1.10))
    part = Part("BadgeReader_Body", parent=root)
    part.box((0.075, 0.029, 0.125), (0, 0, 0), "black", 0.009, 3)
    for radius in (0.012, 0.020, 0.028):
        part.tube(shapes.arc(radius, -50, 50, 10, (-0.012, -0.0148, -0.012)), 0.0016, "trim", 6)
    part.done()
    led = Part("BadgeReader_Led", (0, -0.0150, 0.045), parent=root)
    led.box((0.036, 0.004, 0.007), (0, 0, 0), "led", 0.001, 1).done()
    sign = Part("Sign_StaffOnly", lightmap=0.4, smooth_deg=0)
    sign.plate(0.16, 0.16, (0.985, Y1 - 0.003, 1.38), cells["staff_only"]).done()


def assembly_map(cells):
    """The evacuation plan, framed, on the east wall."""
    part = Part("AssemblyMap", (X1 - 0.004, 1.35, 1.52), (0, 0, -90), lightmap=0.8)
    part.box((0.80, 0.020, 0.575), (0, -0.006, 0), "dark", 0.004, hide="+y")
    part.plate(0.76, 0.532, (0, -0.0175, 0), cells["assembly_map"], thick=0.004).done()

"""What a person uses in the office: screen with its rows, report button, phone, contact card, network cable, power button, note."""

import bpy

from office_layout import DESK, DESK_TOP, MAILS, MONITOR, REPORT, ROW_SIZE, ROW_STEP, ROW_X, ROW_Y, SCREEN_METRES, SCREEN_PIXELS, Y0
from reception_props import phone, workstation
from tools.content import shapes
from tools.content.part import Part, empty

PC = (4.98, Y0 + 0.26)  # the computer stands on the desk, left of the screen


def build(cells):
    workstation(cells, (*MONITOR, DESK_TOP), 180)
    on_screen(cells)
    phone((3.90, Y0 + 0.34, DESK_TOP), 196)
    contact_card(cells)
    computer(cells)
    network(cells)
    sticky_note(cells)
    desk_things()


def pixel(x, y, off):
    """From pixels of the screen's picture to its own axes; `off` is how far before the glass."""
    (wide, high), (w, h) = SCREEN_PIXELS, SCREEN_METRES
    return (x / wide - 0.5) * w, -off, (0.5 - y / high) * h


def on_screen(cells):
    """Rows of the inbox, each a node; the places they stand in; the report button; the page that a link opens."""
    screen = bpy.data.objects["Workstation_Screen"]
    scale = SCREEN_METRES[0] / SCREEN_PIXELS[0]
    w, h = (side * scale for side in ROW_SIZE)
    for i, (mail, looks) in enumerate(MAILS.items()):
        at = pixel(ROW_X, ROW_Y + i * ROW_STEP, 0.0015)
        empty(f"Slot_{i + 1}", at, parent=screen)
        root = empty(f"Mail_{mail}", at, parent=screen)
        for state, (printed, new_or_decided) in looks.items():
            row = Part(f"Mail_{mail}_{state.title()}", parent=root, smooth_deg=0, in_state=state)
            row.plate(w, h, (0, 0, 0), cells[f"row_{printed}_{new_or_decided}"], "on_screen", thick=0.001).done()
    x, y, wide, high = REPORT
    button = Part("Report_Button", pixel(x, y, 0.0015), parent=screen, smooth_deg=0)
    button.plate(wide * scale, high * scale, (0, 0, 0), cells["report_button"], "on_screen", thick=0.001).done()
    page = Part("Opened_Page", (0, -0.0030, 0), parent=screen, smooth_deg=0)
    w, h = SCREEN_METRES

    def whole(bm, faces, layer):
        for loop in faces[0].loops:
            loop[layer].uv = (loop.vert.co.x / w + 0.5, loop.vert.co.z / h + 0.5)

    corners = ((-w / 2, 0, -h / 2), (w / 2, 0, -h / 2), (w / 2, 0, h / 2), (-w / 2, 0, h / 2))
    page.add(lambda bm: shapes.quad(bm, *corners), "page", uv=whole).done()


def contact_card(cells):
    """The card with the numbers that were known before any message came, on a stand beside the phone."""
    part = Part("Contact_Card", (3.66, Y0 + 0.20, DESK_TOP + 0.092), (-14, 0, 190), lightmap=0.7)
    part.box((0.256, 0.006, 0.186), (0, 0.004, 0), "trim", 0.002, 1)
    part.plate(0.246, 0.174, (0, -0.0005, 0), cells["contact_card"], thick=0.003)
    part.box((0.14, 0.085, 0.004), (0, 0.045, -0.088), "trim", 0.001, 1, (14, 0, 0)).done()


def computer(cells):
    """A small computer on the desk: its power button, its light."""
    root = empty("Computer", (*PC, DESK_TOP), (0, 0, 180))
    part = Part("Computer_Case", parent=root, lightmap=0.5)
    part.box((0.075, 0.26, 0.27), (0, 0, 0.139), "dark", 0.008, 3, hide="-z")
    for x in (-0.024, 0.024):
        part.box((0.012, 0.20, 0.008), (x, 0, 0.004), "rubber", 0.002, 1)
    for i in range(9):
        part.box((0.052, 0.003, 0.004), (0, -0.130, 0.060 + i * 0.010), "black", 0.001, 1)
    part.done()
    power = Part("Power_Button", (0, -0.1305, 0.232), parent=root)
    power.lathe([(0.0115, 0), (0.0115, 0.003), (0.009, 0.0045)], (0, 0, 0), "steel", 24, (90, 0, 0))
    power.done()
    light = Part("Network_Light", (0, -0.131, 0.197), parent=root)
    light.box((0.014, 0.003, 0.004), (0, 0, 0), "link", 0.001, 1).done()


def network(cells):
    """The outlet in the wall, and the cable in it or out of it: one node with a look for each state."""
    x, z = 4.80, 0.96
    wall = Part("Network_Outlet", (x, Y0, z), (0, 0, 180), lightmap=0.3)
    wall.box((0.086, 0.012, 0.086), (0, -0.006, 0), "trim", 0.005, 2, hide="+y")
    wall.box((0.020, 0.004, 0.016), (0, -0.0118, 0.010), "black", 0.001, 1)
    wall.plate(0.060, 0.030, (0, -0.0126, -0.024), cells["outlet"], thick=0.001).done()
    root = empty("Network_Cable", (x, Y0, z), (0, 0, 180))
    back = (x - PC[0], -(PC[1] - 0.13 - Y0), DESK_TOP + 0.05 - z)  # the computer's back, in the outlet's axes
    lying = DESK_TOP + 0.0045 - z
    bend = (-0.03, -0.085, lying)
    rest = shapes.bezier(bend, (-0.09, -0.075, lying), (back[0], back[1] + 0.06, back[2]), back, 10)
    held = Part("Network_Cable_In", parent=root, in_state="plugged")
    held.box((0.015, 0.030, 0.013), (0, -0.024, 0.010), "cable", 0.003, 2)
    held.box((0.010, 0.016, 0.004), (0, -0.026, 0.018), "trim", 0.001, 1)
    held.tube(shapes.bezier((0, -0.038, 0.010), (0, -0.10, 0.0), (0.03, -0.10, lying), bend, 12), 0.0042, "cable", 8)
    held.tube(rest, 0.0042, "cable", 8).done()
    loose = Part("Network_Cable_Out", parent=root, in_state="unplugged")
    loose.box((0.015, 0.030, 0.013), (0.03, -0.262, lying + 0.003), "cable", 0.003, 2, (0, 0, -12))
    loose.box((0.010, 0.016, 0.004), (0.03, -0.262, lying + 0.011), "trim", 0.001, 1, (0, 0, -12))
    loose.tube(shapes.bezier((0.027, -0.247, lying), (0.02, -0.19, lying), (0.02, -0.11, lying), bend, 10), 0.0042, "cable", 8)
    loose.tube(rest, 0.0042, "cable", 8).done()


def sticky_note(cells):
    """A password on a yellow note, on the edge of the screen."""
    x, y = MONITOR
    part = Part("Password_Note", (x - 0.262, y - 0.0045, DESK_TOP + 0.155), (4, 3, 180))
    part.plate(0.074, 0.074, (0, 0, 0), cells["note"], thick=0.0015).done()


def desk_things():
    """Paper, pens and a mug: things nobody has to touch."""
    x, y, w, _ = DESK
    part = Part("Desk_Things", (0, 0, DESK_TOP), lightmap=0.3)
    part.box((0.21, 0.297, 0.006), (4.93, Y0 + 0.56, 0.0035), "paper", 0.001, 1, (0, 0, 12), hide="-z")
    part.box((0.21, 0.297, 0.003), (4.925, Y0 + 0.555, 0.008), "paper", 0.001, 1, (0, 0, 5), hide="-z")
    part.tube([(4.86, Y0 + 0.50, 0.013), (4.96, Y0 + 0.60, 0.013)], 0.0042, "teal", 8)
    mug = (3.64, Y0 + 0.56, 0)
    part.lathe([(0.036, 0), (0.041, 0.005), (0.041, 0.092), (0.038, 0.094), (0.037, 0.012), (0.001, 0.012)], mug, "teal", 32, cap=False)
    part.lathe([(0.037, 0.078), (0.001, 0.079)], mug, "soil", 24, cap=False)
    handle = shapes.arc(0.026, -90, 90, 10, (mug[0] + 0.038, mug[1], 0.048))
    part.tube(handle, 0.0055, "teal", 8)
    part.done()

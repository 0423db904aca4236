"""What a person puts in order at the desk: the note on the screen, a printed list, a stranger's USB stick, two bins, a tray, the card beside the phone."""

import math

from layout import COUNTER, COUNTER_TOP, DESK, DESK_TOP, X1
from tools.content.part import Part, empty

SCREEN_TURN = -20  # of the workstation, see reception_props.workstation
SCREEN_AT = (DESK[0] - 0.06, DESK[1] + 0.04)


def build(cells):
    password_note(cells)
    printout(cells)
    usb_stick(cells)
    usb_port()
    found_tray(cells)
    shred_bin(cells)
    recycling_bin(cells)
    contact_card(cells)


def beside_screen(across, before):
    """From the screen's axes to the floor plan."""
    turn = math.radians(SCREEN_TURN)
    return (
        SCREEN_AT[0] + across * math.cos(turn) + before * math.sin(turn),
        SCREEN_AT[1] + across * math.sin(turn) - before * math.cos(turn),
    )


def password_note(cells):
    """On the lower left corner of the screen, for everybody to read."""
    part = Part("Password_Note", (*beside_screen(-0.252, -0.0105), DESK_TOP + 0.160), (5, 3, SCREEN_TURN))
    part.plate(0.076, 0.076, (0, 0, 0), cells["password_note"], thick=0.0015).done()


def printout(cells):
    """Left beside the keyboard."""
    part = Part("Printout", (DESK[0] + 0.375, DESK[1] - 0.19, DESK_TOP + 0.001), (0, 0, -9))
    part.box((0.21, 0.297, 0.001), (0, 0, 0.0007), "paper", 0, hide="-z")
    part.plate(0.208, 0.294, (0, 0, 0.0018), cells["printout"], turn_deg=(-90, 0, 0), thick=0.0008).done()


def usb_stick(cells):
    """Somebody left it on the counter; its label wants to be believed."""
    part = Part("UsbStick", (-1.37, COUNTER[1] - 0.17, COUNTER_TOP), (0, 0, 28))
    part.box((0.052, 0.022, 0.010), (0, 0, 0.0055), "red", 0.003, 2)
    part.box((0.018, 0.014, 0.005), (0.034, 0, 0.0055), "steel", 0.0006, 1)
    part.plate(0.036, 0.015, (-0.002, 0, 0.0108), cells["stick_label"], turn_deg=(-90, 0, 0), thick=0.0006).done()


def usb_port():
    """At the front of a small hub beside the screen's foot: where a found stick does not belong."""
    at = beside_screen(-0.19, 0.02)
    part = Part("Usb_Hub", (*at, DESK_TOP), (0, 0, SCREEN_TURN))
    part.box((0.085, 0.060, 0.022), (0, 0, 0.0115), "dark", 0.004, 2, hide="-z")
    for x in (-0.021, 0.021):
        part.box((0.015, 0.003, 0.006), (x, -0.0298, 0.012), "black", 0)
    hub = part.done()
    empty("Usb_Port", (0.021, -0.052, 0.0065), (0, 0, 90), parent=hub, socket=True)


def found_tray(cells):
    """A shallow tray at the back of the counter for what was found."""
    part = Part("Found_Tray", (-0.74, COUNTER[1] + 0.185, COUNTER_TOP))
    w, d, h, t = 0.26, 0.16, 0.045, 0.006
    part.box((w, d, t), (0, 0, t / 2 + 0.0005), "dark", 0, 1, hide="-z")
    for x in (-1, 1):
        part.box((t, d, h), (x * (w - t) / 2, 0, h / 2 + 0.001), "dark", 0, 1, hide="-z")
    for y in (-1, 1):
        part.box((w - 2 * t + 0.001, t, h - 0.0006), (0, y * (d - t) / 2, h / 2 + 0.001), "dark", 0, 1, hide="-z")
    part.plate(0.235, 0.047, (0, -d / 2 - 0.026, 0.018), cells["found_label"], turn_deg=(-62, 0, 0), thick=0.002)
    tray = part.done()
    empty("Found_Tray_Inside", (0, 0.005, 0.0068), (0, 0, 14), parent=tray, socket=True)


def shred_bin(cells):
    """A locked bin for paper with names; what goes through the slot in its lid is shredded."""
    root = Part("Shred_Bin", (X1 - 0.225, 1.12, 0), (0, 0, -90), lightmap=0.4, collide=True)
    root.box((0.40, 0.36, 0.80), (0, 0, 0.405), "bin", 0.012, 2, hide="-z")
    root.box((0.42, 0.38, 0.07), (0, 0, 0.835), "dark", 0.014, 2)
    root.box((0.26, 0.030, 0.004), (0, -0.06, 0.871), "black", 0.001, 1)
    for y in (-0.085, -0.035):
        root.box((0.29, 0.012, 0.012), (0, y, 0.873), "steel", 0)
    root.lathe([(0.014, 0), (0.014, 0.006), (0.010, 0.008)], (0.0, -0.19, 0.835), "steel", 20, (90, 0, 0))
    root.plate(0.30, 0.1875, (0, -0.1815, 0.55), cells["shred_label"], thick=0.003)
    body = root.done()
    empty("Shred_Slot", (0, -0.06, 0.80), (-90, 0, 0), parent=body, socket=True)


def recycling_bin(cells):
    """An open one beside it: anybody can take out again what lies in it."""
    root = Part("Recycling_Bin", (X1 - 0.19, 0.70, 0), (0, 0, -90), lightmap=0.3, collide=True)
    w, d, h, t = 0.34, 0.28, 0.46, 0.010
    root.box((w, d, t), (0, 0, t / 2 + 0.001), "gate_blue", 0, hide="-z")
    for x in (-1, 1):
        root.box((t, d, h), (x * (w - t) / 2, 0, h / 2 + 0.001), "gate_blue", 0, 1, hide="-z")
    for y in (-1, 1):
        root.box((w - 2 * t + 0.001, t, h - 0.0006), (0, y * (d - t) / 2, h / 2 + 0.001), "gate_blue", 0, 1, hide="-z")
    for i, (x, y, turn) in enumerate(((-0.03, 0.01, 8), (0.04, -0.02, -14), (0.0, 0.02, 21))):
        root.box((0.20, 0.16, 0.002), (x, y, 0.30 + 0.012 * i), "paper", 0, 1, (3 - 4 * i, 5 * i - 4, turn))
    root.plate(0.18, 0.12, (0, -d / 2 - 0.001, 0.28), cells["recycling_label"], thick=0.002)
    body = root.done()
    empty("Recycling_Inside", (0, 0, 0.345), (0, 0, 10), parent=body, socket=True)


def contact_card(cells):
    """On a stand beside the phone, turned out of the sun."""
    part = Part("Contact_Card", (-2.46, COUNTER[1] + 0.03, COUNTER_TOP + 0.094), (-14, 0, 36))
    part.box((0.256, 0.006, 0.186), (0, 0.004, 0), "trim", 0.002, 1)
    part.plate(0.246, 0.175, (0, -0.0005, 0), cells["contact_card"], thick=0.003)
    part.box((0.14, 0.085, 0.004), (0, 0.045, -0.088), "trim", 0.001, 1, (14, 0, 0)).done()

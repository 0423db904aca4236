"""The autoclave's controls: display, gauges, keys, power key, reservoir, drain, filter, mains lead with its plug and lock box.

Needles turn about their own +Z as glTF has it: clockwise, seen from the front, is negative.
"""

import math

from labels import DISPLAYS, LEAKS
from measures import AUTOCLAVE, BENCH, BODY, PANEL_X, Y1
from tools.content import shapes
from tools.content.part import Part, empty

W, D, LOW, HIGH = BODY
FRONT = -D / 2
SWEEP, FROM_DEG = 270, 135  # of a dial; its lowest number stands 135 degrees left of the top


def build(root, cells):
    display(root, cells)
    dial(root, "Pressure_Gauge", (PANEL_X - 0.047, 0.332), 0.043, cells["pressure_face"], 300, "kpa", 20)
    dial(root, "Chamber_Thermometer", (PANEL_X + 0.047, 0.332), 0.043, cells["temperature_face"], 160, "°c", 95)
    keys(root, cells)
    time_dial(root, cells)
    power_key(root, cells)
    reservoir(root, cells)
    drain(root, cells)
    air_filter(root, cells)
    mains(cells)


def display(root, cells):
    """A pale liquid-crystal display: a sheet for everything that it shows, and one for each result of a leak test."""
    frame = Part("Display_Frame", (PANEL_X, FRONT, 0.432), parent=root)
    frame.box((0.200, 0.010, 0.094), (0, -0.003, 0), "bezel", 0.004, 2, hide="+y").done()
    face = Part("Autoclave_Display", (PANEL_X, FRONT - 0.0088, 0.432), parent=root, smooth_deg=0)
    face.plate(0.184, 0.078, (0, 0, 0), cells["display_off"], thick=0.001).done()
    depth = 0.0006
    for name in DISPLAYS:  # each stands before the one before it, so that showing the next is enough
        sheet = Part(f"Display_{name}", (PANEL_X, FRONT - 0.0088 - depth, 0.432), parent=root, smooth_deg=0)
        sheet.plate(0.184, 0.078, (0, 0, 0), cells.get(f"display_{name}", cells["display_off"]), thick=0.0003).done()
        depth += 0.0004
    results = empty("Leak_Display", (PANEL_X, FRONT - 0.0088 - depth, 0.432), parent=root)
    for i, name in enumerate(LEAKS):
        sheet = Part(f"Leak_{name}", (0, -0.0004 * i, 0), parent=results, smooth_deg=0)
        sheet.plate(0.184, 0.078, (0, 0, 0), cells[f"leak_{name}"], thick=0.0003).done()


def dial(root, name, at, radius, cell, most, unit, shows):
    """A round gauge with a glass; its needle says in its extras what it shows."""
    x, z = at
    case = Part(name, (x, FRONT, z), parent=root)
    case.lathe([(radius, -0.001), (radius, 0.012), (radius - 0.003, 0.015), (radius - 0.006, 0.011)], (0, 0, 0), "brushed", 44, (90, 0, 0), cap=False)
    case.disc(radius - 0.005, (0, -0.0085, 0), cell, n=48)
    made = case.done()
    per = SWEEP / most
    extras = {unit: shows, f"deg_per_{unit}": -per, "zero_deg": FROM_DEG}
    needle = Part(f"{name}_Needle", (0, -0.0100, 0), parent=made, **extras)
    corners = ((-0.0017, 0, -0.010), (0.0017, 0, -0.010), (0.0006, 0, radius * 0.74), (-0.0006, 0, radius * 0.74))
    needle.add(lambda bm: shapes.quad(bm, *corners), "red")
    needle.lathe([(0.0045, -0.0006), (0.0045, 0.0012)], (0, 0, 0), "black", 14, (90, 0, 0))
    needle.done().rotation_euler = (0, math.radians(-FROM_DEG + shows * per), 0)
    glass = Part(f"{name}_Glass", (0, -0.0125, 0), parent=made, smooth_deg=0)
    glass.add(lambda bm: bm.faces.new([bm.verts.new(p) for p in shapes.arc(radius - 0.005, 0, 350, 35)]), "glass_dial").done()


def keys(root, cells):
    """Three keys in a row."""
    for i, (name, cell) in enumerate((("Key_WarmUp", "key_warm_up"), ("Key_LeakTest", "key_leak"), ("Key_Start", "key_start"))):
        key = Part(name, (PANEL_X - 0.062 + i * 0.062, FRONT, 0.252), parent=root)
        key.box((0.056, 0.012, 0.026), (0, -0.004, 0), "bezel", 0.004, 2)
        key.plate(0.050, 0.0150, (0, -0.0104, 0), cells[cell], thick=0.001).done()


def time_dial(root, cells):
    """Sets how long the pack is held at 134 °C, 0 to 20 minutes."""
    x = PANEL_X - 0.047
    face = Part("Time_Face", (x, FRONT, 0.180), parent=root)
    face.disc(0.036, (0, -0.0012, 0), cells["time_face"])
    face.plate(0.074, 0.0222, (0, -0.001, -0.048), cells["time_legend"], thick=0.001).done()
    knob = Part("Time_Dial", (x, FRONT - 0.002, 0.180), parent=root)
    knob.lathe([(0.020, 0), (0.020, 0.014), (0.017, 0.018)], (0, 0, 0), "bezel", 36, (90, 0, 0))
    knob.box((0.003, 0.004, 0.018), (0, -0.0175, 0.010), "trim", 0.0008, 1)
    made = knob.done()
    made.rotation_euler, made["turn_deg"] = (0, math.radians(-FROM_DEG), 0), -SWEEP


def power_key(root, cells):
    """A key switch: upright it is on; OFF is a quarter turn to the left."""
    x = PANEL_X + 0.050
    legend = Part("PowerKey_Legend", (x, FRONT - 0.0008, 0.180), parent=root)
    legend.plate(0.026, 0.013, (0, 0, 0.036), cells["key_on"], thick=0.001)
    legend.plate(0.026, 0.013, (-0.040, 0, 0), cells["key_off"], thick=0.001).done()
    key = Part("Autoclave_PowerKey", (x, FRONT, 0.180), parent=root)
    key.lathe([(0.024, -0.001), (0.024, 0.006), (0.018, 0.010)], (0, 0, 0), "brushed", 32, (90, 0, 0))
    key.box((0.005, 0.026, 0.012), (0, -0.022, 0), "brass", 0.001, 1)
    key.add(lambda bm: shapes.lathe(bm, [(0.017, -0.0022), (0.017, 0.0022)], 24), "brass", (0, -0.044, 0), (0, 90, 0))
    key.done()["turn_deg"] = 90


def reservoir(root, cells):
    """In the back of the machine: its mouth and cap on top, its level in a tube at the front."""
    x, y = 0.17, 0.12
    tank = empty("Reservoir", (x, y, HIGH), parent=root)
    mouth = Part("Reservoir_Mouth", parent=tank)
    mouth.lathe([(0.042, -0.001), (0.042, 0.010), (0.034, 0.010), (0.033, -0.03), (0.001, -0.031)], (0, 0, 0), "bezel", 40, cap=False)
    mouth.done()
    cap = Part("Reservoir_Cap", (x, y, HIGH + 0.010), parent=root)
    cap.lathe([(0.044, 0), (0.044, 0.018), (0.040, 0.022), (0.020, 0.023)], (0, 0, 0), "cap_blue", 40)
    cap.box((0.056, 0.010, 0.012), (0, 0, 0.028), "cap_blue", 0.003, 2).done()
    empty("Reservoir_CapSeat", (x, y, HIGH + 0.010), parent=root, socket=True)
    empty("Reservoir_CapPlace", (x - 0.14, y - 0.05, HIGH + 0.001), parent=root, socket=True)
    label = Part("Reservoir_Label", (0, -0.085, 0.0008), parent=tank)
    label.plate(0.13, 0.039, (0, 0, 0), cells["reservoir_legend"], turn_deg=(-90, 0, 0), thick=0.001).done()
    tube = Part("Level_Tube", (W / 2 - 0.023 - x, FRONT - y, 0.235 - HIGH), parent=tank)
    tube.box((0.028, 0.006, 0.30), (0, -0.001, 0), "bezel", 0.003, 1)
    tube.tube([(0, -0.009, -0.14), (0, -0.009, 0.14)], 0.0075, "glass_clear", 14)
    for z in (-0.143, 0.143):
        tube.lathe([(0.010, -0.008), (0.010, 0.008)], (0, -0.009, z), "brushed", 16)
    tube.plate(0.028, 0.2666, (-0.029, -0.0008, -0.0006), cells["level_scale"], thick=0.001)
    made = tube.done()
    ball = Part("Level_Float", (0, -0.009, -0.125), parent=made, slide_m=[0.0, 0.25, 0.0])
    ball.ball((0.0068, 0.0068, 0.0080), (0, 0, 0), "red", 16).done()


def drain(root, cells):
    """The drain valve low on the front, with the nipple that the hose goes on. Upright it is closed."""
    at = (0.03, FRONT, 0.070)
    body = Part("Drain_Outlet", at, parent=root)
    body.lathe([(0.020, -0.001), (0.020, 0.004), (0.014, 0.006), (0.014, 0.030)], (0, 0, 0), "brass", 24, (90, 0, 0))
    body.tube([(0, -0.024, 0), (0, -0.024, -0.022)], 0.010, "brass", 16)
    body.plate(0.050, 0.015, (-0.055, -0.0015, 0.004), cells["drain_legend"], thick=0.001).done()
    valve = Part("Drain_Valve", (at[0], FRONT - 0.030, at[2]), parent=root)
    valve.lathe([(0.012, 0), (0.012, 0.010)], (0, 0, 0), "brushed", 20, (90, 0, 0))
    valve.box((0.012, 0.006, 0.056), (0, -0.012, 0.014), "red", 0.003, 2).done()["turn_deg"] = 90
    empty("Drain_Nipple", (at[0], FRONT - 0.024, at[2] - 0.020), parent=root, socket=True)


def hose():
    """The drain hose, hung up in the open place under the machine: its upper end goes on the nipple."""
    part = Part("Drain_Hose", (-2.00, 9.560, 0.815))
    run = shapes.bezier((0, 0, 0), (0, -0.01, -0.10), (0.0, -0.030, -0.06), (0.02, -0.028, -0.16), 10)
    run += shapes.bezier((0.02, -0.028, -0.16), (0.04, -0.026, -0.26), (0.06, 0.10, -0.20), (0.07, 0.136, -0.30), 10)[1:]
    part.tube(run, 0.009, "bottle_blue", 12)
    part.lathe([(0.012, -0.002), (0.012, 0.022)], (0, 0, -0.010), "brass", 18).done()
    hook = Part("Hose_Hook", (-2.00, 9.590, 0.864))
    hook.tube([(0, 0, 0), (0, 0, -0.035), (0, -0.035, -0.040), (0, -0.040, -0.028)], 0.004, "brushed", 8).done()


def air_filter(root, cells):
    """The bacteriological filter: screwed into the front, white while it is dry and clean."""
    part = Part("Air_Filter", (0.245, FRONT, 0.070), parent=root)
    part.lathe([(0.030, -0.001), (0.030, 0.010), (0.026, 0.014), (0.026, 0.044), (0.020, 0.052), (0.008, 0.054)], (0, 0, 0), "bottle", 36, (90, 0, 0))
    for z in (0.018, 0.026, 0.034):
        part.lathe([(0.0268, z), (0.0268, z + 0.003)], (0, 0, 0), "bezel", 36, (90, 0, 0))
    made = part.done()
    tag = Part("Air_Filter_Label", (-0.078, -0.002, 0.0), parent=made)
    tag.plate(0.080, 0.050, (0, 0, 0), cells["filter_label"], thick=0.002).done()


def mains(cells):
    """The lead, the wall socket, and the box that keeps the plug from going back in."""
    x, z = -1.20, 1.20
    socket = Part("Wall_Socket", (x, Y1 - 0.010, z), socket=True)
    socket.box((0.16, 0.012, 0.092), (0.035, 0, 0), "trim", 0.004, 2, hide="+y")
    for dx in (0, 0.072):
        socket.lathe([(0.030, 0.004), (0.030, 0.0085), (0.027, 0.0085), (0.027, 0.0045)], (dx, 0, 0), "trim", 32, (90, 0, 0), cap=False)
        for dz in (-0.0095, 0.0095):
            socket.lathe([(0.0026, 0.006), (0.0026, 0.0068)], (dx + dz, 0, 0), "black", 10, (90, 0, 0))
    socket.done()
    plug = Part("Autoclave_Plug", (x, Y1 - 0.010, z))
    plug.lathe([(0.025, 0.007), (0.025, 0.020), (0.020, 0.034), (0.012, 0.050), (0.008, 0.064)], (0, 0, 0), "black", 28, (90, 0, 0))
    for dx in (-0.0095, 0.0095):
        plug.tube([(dx, 0.010, 0), (dx, -0.008, 0)], 0.0024, "steel", 8)
    plug.tube(shapes.bezier((0, -0.060, 0), (0, -0.105, 0), (0, -0.095, -0.04), (0.0, -0.055, -0.085), 10), 0.0048, "black", 8)
    plug.done()
    back = (AUTOCLAVE[0] + W / 2 - 0.04, AUTOCLAVE[1] + D / 2 - 0.04, BENCH + 0.14)
    for name, end in (("Lead_InUse", (x, Y1 - 0.065, z - 0.085)), ("Lead_Unplugged", (-1.225, 9.925, BENCH + 0.012))):
        lead = Part(name)
        way = shapes.bezier(back, (back[0] + 0.14, back[1], back[2] - 0.16), (end[0] - 0.10, Y1 - 0.06, BENCH - 0.02), (-1.30, Y1 - 0.09, BENCH + 0.008), 12)
        rise = (-1.26, Y1 - 0.10, BENCH + 0.006)
        way += shapes.bezier(way[-1], rise, (end[0], Y1 - 0.05, end[2] - 0.12 if end[2] > 1 else end[2]), end, 12)[1:]
        lead.tube(way, 0.0048, "black", 8).done()
    lock_box()


def lock_box():
    """A red clamshell: the plug lies in it, its lid is closed, and a padlock goes through its hasp."""
    x, y = -1.20, 9.84
    root = empty("Lock_Box", (x, y, BENCH))
    tray = Part("Lock_Box_Tray", parent=root)
    tray.box((0.10, 0.15, 0.006), (0, 0, 0.004), "lockout", 0.002, 1)
    for sx in (-0.048, 0.048):
        tray.box((0.005, 0.15, 0.034), (sx, 0, 0.020), "lockout", 0.002, 1)
    tray.box((0.10, 0.005, 0.034), (0, -0.074, 0.020), "lockout", 0.002, 1)
    for sx in (-0.032, 0.032):
        tray.box((0.036, 0.005, 0.034), (sx, 0.074, 0.020), "lockout", 0.002, 1)
    tray.box((0.030, 0.024, 0.008), (0, -0.087, 0.030), "lockout", 0.002, 1).done()
    empty("Lock_Box_Plug", (0, 0.045, 0.030), parent=root, socket=True)
    # Its own upright axis lies along the hinge, on the left.
    lid = Part("Lock_Box_Lid", (-0.050, 0, 0.0385), (-90, 0, 0), parent=root, open_deg=-105)
    lid.box((0.100, 0.005, 0.152), (0.050, 0, 0), "lockout", 0.002, 1)
    lid.box((0.030, 0.005, 0.026), (0.050, 0.002, -0.088), "lockout", 0.002, 1)
    lid.box((0.060, 0.001, 0.050), (0.050, -0.0028, 0), "trim", 0).done()
    empty("Lock_Hasp", (0, -0.096, 0.036), (-90, 0, 0), parent=root, socket=True)
    empty("Lock_TagPlace", (0.085, -0.050, 0.004), (-90, 0, 0), parent=root, socket=True)

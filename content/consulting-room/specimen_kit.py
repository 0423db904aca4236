"""What is handled at the specimen chair: tubes, labels and their printer, needle, tourniquet, wipes, gauze, plaster, sharps bin, bag.

A thing that looks different by state has a child for each look, with `in_state` (content/README.md). A tube stands on its
origin; its looks turn about their middle.
"""

import math

import bpy

from consulting_layout import BENCH, CART, CART_TOP, TUBES, Y1
from tools.content import shapes
from tools.content.around import label_around
from tools.content.part import Part, empty

TUBE = (0.0066, 0.100)  # radius and length of a tube without its cap
BOTTLE = (0.0195, 0.112)
RACK = (-1.98, Y1 - 0.30)  # the stock rack on the bench
TRAY = (-1.508, 4.908)
TRAY_SLOTS = ((-1.605, 4.972), (-1.555, 4.972), (-1.505, 4.972))
PRINTER = (-1.218, 4.885)
NEEDLE_AT = (-1.425, 4.965)
SHARPS = (-1.615, 4.70)
FRAMES = 30
STEPS_AROUND = 16


def build(cells):
    rack(cells)
    for i, (node, letters, cap, _) in enumerate(TUBES):
        tube(node, letters, cap, (RACK[0] - 0.125 + 0.05 * i, RACK[1] - 0.03, BENCH[3] + 0.014), cells)
    tray()
    stray(cells)
    printer(cells)
    for i, (node, letters, _, _) in enumerate(TUBES):
        label(node.replace("Tube", "Label"), letters, PRINTER_SLOT[letters], cells)
    needle(cells)
    tourniquet()
    wipe(cells)
    gauze()
    sharps(cells)
    bag(cells)


def is_bottle(letters):
    return letters == "BC"


def rack(cells):
    """A rack with the stock; a second row is only to be seen."""
    x, y = RACK
    part = Part("Tube_Rack", (x, y, BENCH[3]), lightmap=0.4)
    part.box((0.33, 0.115, 0.010), (0, 0, 0.006), "trim", 0.003, 1)
    for sx in (-0.16, 0.16):
        part.box((0.010, 0.115, 0.075), (sx, 0, 0.042), "trim", 0.003, 1)
    part.box((0.31, 0.008, 0.040), (0, -0.0535, 0.040), "trim", 0.002, 1)
    part.box((0.31, 0.008, 0.040), (0, 0.0535, 0.040), "trim", 0.002, 1)
    for i, (_, letters, cap, _) in enumerate(TUBES):
        at = (-0.125 + 0.05 * i, 0.03, 0.012)
        if not is_bottle(letters):
            part.lathe([(TUBE[0], 0), (TUBE[0], TUBE[1])], at, "frosted_solid", 14)
            part.lathe([(0.0085, TUBE[1] - 0.01), (0.0088, TUBE[1] + 0.012), (0.007, TUBE[1] + 0.014)], at, cap, 14)
    part.done()


def tube_body(name, letters, cap, cells, blood):
    """Glass, cap with letters on it, the maker's print; the middle is the origin."""
    radius, length = BOTTLE if is_bottle(letters) else TUBE
    half = length / 2
    part = Part(name, smooth_deg=40)
    shell = "tube_glass"
    if is_bottle(letters):
        part.lathe([(0.016, -half), (radius, -half + 0.004), (radius, half - 0.030), (0.011, half - 0.012), (0.011, half)], (0, 0, 0), shell, 28)
        part.lathe([(0.0125, half - 0.006), (0.0125, half + 0.010), (0.010, half + 0.012)], (0, 0, 0), cap, 24)
        part.disc(0.0098, (0, 0, half + 0.0123), cells[f"cap_{letters}"], turn_deg=(-90, 0, 0), n=24)
        part.lathe([(0.015, -half + 0.003), (radius - 0.0015, -half + 0.006), (radius - 0.0015, -half + 0.04)], (0, 0, 0), "broth", 24)
    else:
        bottom = [(radius * math.cos(a), -half + radius - radius * math.sin(a)) for a in (math.pi / 2 * (1 - k / 4) for k in range(4))]
        part.lathe([*bottom, (radius, -half + radius), (radius, half)], (0, 0, 0), shell, 24)
        part.lathe([(0.0080, half - 0.014), (0.0088, half - 0.012), (0.0088, half + 0.010), (0.0074, half + 0.013)], (0, 0, 0), cap, 24)
        part.disc(0.0073, (0, 0, half + 0.0132), cells[f"cap_{letters}"], turn_deg=(-90, 0, 0), n=24)
        if letters == "SST":
            part.lathe([(radius - 0.0006, -half + 0.008), (radius - 0.0006, -half + 0.018)], (0, 0, 0), "gel", 20)
    maker = (half - 0.060, half - 0.036) if is_bottle(letters) else (half - 0.052, half - 0.034)
    label_around(part, radius + 0.0003, maker, 250, 200, cells[f"maker_{letters}"], STEPS_AROUND)
    obj = part.done()
    return obj


def lying_label(part, size, at, cell):
    """A label read from below upwards along a tube: its long side is upright."""
    part.plate(*size, at, cell)


def copy_of(obj, name, parent, at=(0, 0, 0), **extras):
    """The same mesh again."""
    made = bpy.data.objects.new(name, obj.data)
    bpy.context.scene.collection.objects.link(made)
    made.parent, made.location = parent, at
    for key, value in extras.items():
        made[key] = value
    return made


def tube(node, letters, cap, at, cells):
    """States: empty, filled, labelled, signed."""
    radius, length = BOTTLE if is_bottle(letters) else TUBE
    half = length / 2
    root = empty(node, at)
    middle = (0, 0, half)
    body = tube_body(f"{node}_Empty", letters, cap, cells, False)
    body.parent, body.location, body["in_state"] = root, middle, "empty"
    level = (-half + 0.006, -half + 0.072) if is_bottle(letters) else (-half + 0.0035, half - 0.034)
    column = Part(f"{node}_Blood", (0, 0, level[0]), smooth_deg=50)
    r = radius - (0.0018 if is_bottle(letters) else 0.0007)
    tall = level[1] - level[0]
    column.lathe([(r * 0.6, 0), (r, 0.004), (r, tall)], (0, 0, 0), "blood", 20)
    blood = column.done()
    filled = copy_of(body, f"{node}_Filled", root, middle, in_state="filled")
    blood.parent = filled
    fill_clip(blood, f"{node}_Fill")
    invert_clip(filled, f"{node}_Invert")
    label_z = (-half + 0.006, half - 0.064) if is_bottle(letters) else (-half + 0.010, half - 0.054)
    for state, kind in (("labelled", "label"), ("signed", "signed")):
        look = copy_of(body, f"{node}_{state.title()}", root, middle, in_state=state)
        copy_of(blood, f"{node}_Blood_{state.title()}", look, (0, 0, level[0]))
        paper = Part(f"{node}_Label_{state.title()}", parent=look, smooth_deg=50)
        span = 130 if is_bottle(letters) else 300
        label_around(paper, radius + 0.0006, label_z, 270, span, cells[f"{kind}_{letters}"], STEPS_AROUND)
        paper.done()


def keyed(obj, name, path, keys):
    """A clip of one property: (frame, values)."""
    action = bpy.data.actions.new(name)
    obj.animation_data_create().action = action
    before = tuple(getattr(obj, path))
    for frame, values in keys:
        setattr(obj, path, values)
        obj.keyframe_insert(path, frame=frame)
    setattr(obj, path, before)
    track = obj.animation_data.nla_tracks.new()
    track.name = name
    track.strips.new(name, 0, action)
    track.mute = True
    obj.animation_data.action = None


def fill_clip(blood, name):
    """Blood rises to the line in three seconds."""
    keyed(blood, name, "scale", ((0, (1, 1, 0.03)), (8, (1, 1, 0.1)), (90, (1, 1, 1))))


def invert_clip(look, name):
    """Four gentle turns end over end."""
    half = math.pi
    keys = [(0, (0, 0, 0))]
    for k in range(4):
        keys += [(k * 24 + 12, (half, 0, 0)), (k * 24 + 24, (0, 0, 0))]
    keyed(look, name, "rotation_euler", keys)


def tray():
    """A tray on the cart: a stand for three tubes, room for the rest."""
    part = Part("Tray", (*TRAY, CART_TOP), lightmap=0.5)
    w, d = 0.315, 0.215
    part.box((w, d, 0.006), (0, 0, 0.0035), "tray", 0.002, 1)
    for size, at in (
        ((w, 0.006, 0.024), (0, -d / 2, 0.012)),
        ((w, 0.006, 0.024), (0, d / 2, 0.012)),
        ((0.006, d, 0.024), (-w / 2, 0, 0.012)),
        ((0.006, d, 0.024), (w / 2, 0, 0.012)),
    ):
        part.box(size, at, "tray", 0.002, 1)
    stand = tuple(slot[0] - TRAY[0] for slot in TRAY_SLOTS)
    y = TRAY_SLOTS[0][1] - TRAY[1]
    part.box((0.165, 0.052, 0.008), (stand[1], y, 0.0105), "trim", 0.002, 1)
    for dy in (-0.0245, 0.0245):
        part.box((0.165, 0.004, 0.030), (stand[1], y + dy, 0.028), "trim", 0.001, 1)
    for dx in (-0.08, 0.08):
        part.box((0.005, 0.052, 0.030), (stand[1] + dx, y, 0.028), "trim", 0.001, 1)
    part.done()
    for i, (sx, sy) in enumerate(TRAY_SLOTS):
        empty(f"Tray_Slot_{i + 1}", (sx, sy, CART_TOP + 0.0155), (0, 0, 180), socket=True)


def stray(cells):
    """The tube without a label that turns up at the hatch."""
    part = Part("Tube_Stray", (-0.56, 4.65, 1.024), (0, 0, 0), smooth_deg=40)
    radius, length = TUBE
    part.lathe([(radius * 0.5, 0), (radius, 0.005), (radius, length)], (0, 0, 0.004), "tube_glass", 20)
    part.lathe([(radius * 0.5, 0.002), (radius - 0.0007, 0.006), (radius - 0.0007, 0.066)], (0, 0, 0.004), "blood", 18)
    part.lathe([(0.0088, 0.09), (0.0088, 0.112), (0.0074, 0.115)], (0, 0, 0.004), "cap_gold", 20)
    label_around(part, radius + 0.0003, (0.054, 0.072), 90, 200, cells["maker_SST"], STEPS_AROUND)
    part.lathe([(0.026, 0), (0.028, 0.002), (0.028, 0.012), (0.012, 0.018), (0.009, 0.03)], (0, 0, 0), "trim", 24)
    part.done()


PRINTER_SLOT = {"BC": 0, "CIT": 0, "SST": 1, "HEP": 1, "EDTA": 2, "FLU": 2}


def printer(cells):
    """A small label printer on the cart, its front towards who stands there."""
    x, y = PRINTER
    root = empty("Printer", (x, y, CART_TOP), (0, 0, 180))
    part = Part("Printer_Case", parent=root)
    part.box((0.125, 0.135, 0.095), (0, 0.02, 0.048), "dark", 0.012, 3)
    part.box((0.095, 0.012, 0.010), (0, -0.048, 0.072), "black", 0.002, 1)
    part.plate(0.095, 0.038, (0, -0.0485, 0.030), cells["printer_face"], thick=0.002)
    part.done()
    button = Part("Printer_Button", (0.0, -0.005, 0.0955), parent=root)
    button.box((0.052, 0.038, 0.010), (0, 0, 0.004), "teal", 0.003, 2)
    button.plate(0.046, 0.034, (0, 0, 0.0098), cells["print_button"], turn_deg=(-90, 0, 0), thick=0.001)
    button.done()


def label(node, letters, slot, cells):
    """A printed label on its backing, as it comes out of the printer; three of them lie in front of it."""
    x, y = PRINTER
    part = Part(node, (x - 0.03 + 0.03 * slot, y + 0.095, CART_TOP + 0.030 + 0.012 * slot), (0, 0, 180))
    part.plate(0.062, 0.038, (0, 0, 0), cells[f"label_{letters}"], turn_deg=(-62, 0, 0), thick=0.0012)
    part.done()


def needle(cells):
    """Needle, holder and hinged shield. States: capped, ready, safe. The needle points along -Y of the node, which sits in the vein's socket."""
    root = empty("Needle", (*NEEDLE_AT, CART_TOP + 0.018), (0, 0, 90))

    def holder(name, state):
        part = Part(name, parent=root, smooth_deg=45, in_state=state)
        part.lathe([(0.0095, 0), (0.0100, 0.002), (0.0100, 0.042), (0.0150, 0.044), (0.0150, 0.047)], (0, 0, 0), "frosted_solid", 24, (-90, 0, 0), cap=False)
        part.lathe([(0.0035, -0.012), (0.0045, -0.004), (0.0095, 0.0)], (0, 0, 0), "cap_green", 18, (-90, 0, 0))
        return part

    capped = holder("Needle_Capped", "capped")
    capped.lathe([(0.0045, -0.050), (0.0050, -0.046), (0.0052, -0.004)], (0, 0, 0), "cap_green", 18, (-90, 0, 0))
    shield(capped, 105)
    capped.done()
    ready = holder("Needle_Ready", "ready")
    ready.tube([(0, -0.012, 0), (0, -0.042, 0)], 0.0008, "steel", 8)
    shield(ready, 105)
    ready.done()
    safe = holder("Needle_Safe", "safe")
    safe.tube([(0, -0.012, 0), (0, -0.042, 0)], 0.0008, "steel", 8)
    shield(safe, 0)
    safe.done()
    cap = Part("Needle_Sheath", (-1.455, 4.900, CART_TOP + 0.0125), (0, 0, 75), smooth_deg=45)
    cap.lathe([(0.0045, -0.023), (0.0050, -0.019), (0.0052, 0.023)], (0, 0, 0), "cap_green", 18, (90, 0, 0)).done()
    pack = Part("Needle_Pack", (-1.405, 4.915, CART_TOP + 0.0085), (0, 0, 184))
    pack.plate(0.095, 0.041, (0, 0, 0), cells["needle_pack"], turn_deg=(-90, 0, 0), thick=0.003).done()


def shield(part, open_deg):
    """The shield lies over the needle, or is folded back by so many degrees."""
    a = math.radians(open_deg)
    along = (0, -math.cos(a), math.sin(a))
    base = (0, -0.004, 0.008)
    tip = tuple(b + 0.044 * d for b, d in zip(base, along))
    part.tube([base, tip], [0.005, 0.0042], "cap_gold", 10)


def tourniquet():
    """A flat elastic strap: coiled on the tray (`loose`), or tight around the arm (`tight`)."""
    at = (-1.395, 4.855, CART_TOP + 0.008)
    empty("Tray_Tourniquet", at, socket=True)
    root = empty("Tourniquet", at)
    loose = Part("Tourniquet_Loose", parent=root, smooth_deg=60, in_state="loose")
    spiral = [(0.02 * math.cos(t) * (1 + t * 0.055), 0.02 * math.sin(t) * (1 + t * 0.055), 0.0125) for t in (0.28 * k for k in range(68))]
    ribbon(loose, spiral, 0.0125)
    loose.box((0.03, 0.016, 0.026), (0.045, 0.012, 0.0135), "trim", 0.004, 2)
    loose.done()
    tight = Part("Tourniquet_Tight", parent=root, smooth_deg=60, in_state="tight")
    tight.lathe([(0.0555, -0.0125), (0.0575, -0.0115), (0.0575, 0.0115), (0.0555, 0.0125)], (0, 0, 0), "strap", 28, (0, 0, 0), cap=False)
    tight.box((0.036, 0.014, 0.028), (0, -0.061, 0), "trim", 0.004, 2)
    tight.tube([(0.018, -0.064, 0), (0.06, -0.070, -0.02), (0.085, -0.068, -0.07)], [0.006, 0.005, 0.004], "strap", 6)
    tight.done()


def ribbon(part, points, half):
    part.add(lambda bm: shapes.grid(bm, [[(x, y, z - half) for x, y, z in points], [(x, y, z + half) for x, y, z in points]]), "strap")


def wipe(cells):
    """A packed alcohol wipe."""
    part = Part("Wipe", (-1.475, 4.835, CART_TOP + 0.0085), (0, 0, 172))
    part.plate(0.062, 0.040, (0, 0, 0), cells["wipe_pack"], turn_deg=(-90, 0, 0), thick=0.003).done()


def gauze():
    """A pad of gauze and a round plaster; each has its place on the tray."""
    pad = Part("Gauze", (-1.545, 4.845, CART_TOP + 0.007), (0, 0, 6))
    pad.box((0.042, 0.042, 0.008), (0, 0, 0.004), "paper", 0.003, 2).done()
    strip = Part("Plaster", (-1.615, 4.85, CART_TOP + 0.007), (0, 0, 95))
    strip.box((0.058, 0.020, 0.0016), (0, 0, 0.001), "plaster", 0.0007, 1)
    strip.box((0.020, 0.018, 0.0022), (0, 0, 0.0012), "paper", 0.0005, 1).done()


def sharps(cells):
    """The sharps bin on the cart: clear enough to show how full it is; `Sharps_Mouth` is where a needle goes."""
    x, y = SHARPS
    root = empty("Sharps", (x, y, CART_TOP), (0, 0, 180))
    part = Part("Sharps_Bin", parent=root, smooth_deg=40)
    part.box((0.115, 0.105, 0.155), (0, 0, 0.079), "sharps_yellow", 0.010, 3)
    part.box((0.125, 0.115, 0.030), (0, 0, 0.168), "red", 0.010, 3)
    part.lathe([(0.034, 0.0), (0.038, 0.010), (0.031, 0.012), (0.030, 0.002)], (0, 0, 0.183), "red", 24, cap=False)
    part.lathe([(0.030, 0.0), (0.030, 0.001)], (0, 0, 0.184), "black", 24)
    part.plate(0.082, 0.096, (0, -0.0535, 0.070), cells["sharps_label"], thick=0.002)
    part.done()
    level = Part("Sharps_Level", (0, -0.0548, 0.022), parent=root)
    level.box((0.014, 0.001, 0.115), (0.048, 0.0006, 0.055), "trim", 0)
    level.box((0.012, 0.002, 0.048), (0.048, 0, 0.024), "red", 0)
    level.done()
    empty("Sharps_Mouth", (0, 0, 0.085), (60, 0, 0), parent=root, socket=True)


def bag(cells):
    """A specimen bag with an outer pocket. States: empty, filled (tubes inside), complete (form in the pocket)."""
    root = empty("Bag", (-1.405, 4.698, CART_TOP + 0.004), (0, 0, 176))

    def pouch(name, state, thick):
        part = Part(name, parent=root, smooth_deg=60, in_state=state)
        part.box((0.155, 0.215, thick), (0, 0, thick / 2), "bag_film", 0.003, 2)
        part.plate(0.085, 0.099, (0, -0.025, thick + 0.0012), cells["biohazard_label"], turn_deg=(-90, 0, 0), thick=0.001)
        return part

    pouch("Bag_Empty", "empty", 0.004).done()
    for state in ("filled", "complete"):
        full = pouch(f"Bag_{state.title()}", state, 0.019)
        for k, cap in enumerate(("cap_gold", "cap_lavender", "cap_blue")):
            at = (-0.045 + 0.045 * k, 0.062, 0.0105)
            full.lathe([(0.0066, -0.10), (0.0066, 0.0)], at, "blood", 12, (-90, 0, 0))
            full.lathe([(0.0086, -0.012), (0.0086, 0.014)], at, cap, 12, (-90, 0, 0))
        if state == "complete":
            full.box((0.135, 0.150, 0.0012), (0.0, -0.030, 0.0012), "paper", 0)
            full.plate(0.115, 0.150, (0, 0.012, 0.0215), cells["form_sheet"], turn_deg=(-90, 0, 0), thick=0.0008)
        full.done()
    seal = Part("Bag_Seal", (0, 0.098, 0.0), parent=root)
    seal.box((0.158, 0.014, 0.024), (0, 0, 0.012), "red", 0.003, 2)
    seal.done()

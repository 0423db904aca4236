"""Labels, dials, signs and printed matter of the sterilization room: one drawn function each, packed into one atlas.

The make of the machine, its values, lots and names are invented. What the module asks about (limits, cycles, lots) stands here as
it stands in `modules/autoclave-weekly/module.toml`.
"""

import math

from tools.content.drawing import Canvas, at_clock, label

INK, TEAL, RED, GREEN, AMBER, BLUE = "#14272b", "#0b6470", "#b9151b", "#0a7a45", "#e9a820", "#1d4f91"


def ifu_card():
    """The card with the values of the instructions for use."""
    c = Canvas(420, 594, "#fdfcf8")
    c.rect(0, 0, 419, 70, TEAL)
    c.text(20, 24, "AUTOCLAVE AQUILA 24 B", 26, "#ffffff", "bold", "lm")
    c.text(20, 52, "Instructions for use: values", 19, "#d7ecec", "medium", "lm")
    rows = (
        ("Maintenance", "weekly or 20 cycles"),
        ("Open the door at", "0 kPa, 40 °C or less"),
        ("Reservoir", "MIN 1 l, MAX 4 l"),
        ("Feed water", "15 µS/cm or less"),
        ("Air filter", "400 cycles or 1 year"),
        ("Leak test", "5 min + 10 min"),
        ("  rise in 10 min", "1.3 kPa or less"),
        ("Bowie-Dick", "134 °C, 3.5 min"),
        ("Spore test", "weekly, with control"),
        ("  incubate", "57 °C, 24 h"),
    )
    for i, (key, value) in enumerate(rows):
        y = 92 + i * 44
        if i % 2 == 0:
            c.rect(8, y - 8, 411, y + 34, "#eef3f1")
        c.text(18, y + 13, key, 20, "#3c5156", "medium", "lm")
        c.text(404, y + 13, value, 20, INK, "bold", "rm")
    c.text(210, 562, "invented make, training only", 18, RED, "bold", "mm")
    return c.done()


def log_pages():
    """The maintenance log, open at this week."""
    c = Canvas(560, 380, "#fbf7ec")
    c.rect(275, 0, 285, 379, "#e2dac6")
    c.text(14, 12, "AUTOCLAVE LOG", 23, TEAL, "bold")
    c.text(298, 12, "DUE TODAY", 23, TEAL, "bold")
    for i, (words, x) in enumerate((("Cycle", 14), ("Test", 82), ("Result", 186))):
        c.text(x, 46, words, 16, "#56686c", "medium")
    rows = (
        ("393", "Service", "done"),
        ("394", "Leak", "0.5 kPa"),
        ("395", "B-D", "pass"),
        ("396", "Spores", "negative"),
        ("402", "B-D", "pass"),
        ("408", "B-D", "pass"),
        ("411", "load", "pass"),
    )
    for i, row in enumerate(rows):
        y = 72 + i * 38
        for x, words in zip((14, 82, 186), row):
            c.text(x, y, words, 20, "#1e3d8f", "medium")
        c.line([(10, y + 28), (268, y + 28)], "#b9ae95", 1, False)
    for i, words in enumerate(
        ("Service: 7 days ago,", "19 cycles. Due.", "Last spore test:", "negative, control", "positive.", "Air filter: cycle 96.")
    ):
        c.text(298, 54 + i * 40, words, 22, "#1e3d8f", "medium")
    c.text(298, 338, "training example", 18, RED, "bold")
    return c.done()


def dial(low, high, step, minor, unit, red_from, from_deg=-135, to_deg=135):
    """A round scale; degrees clockwise from the top."""
    c = Canvas(320, 320, "#20282c")
    c.oval(160, 160, 158, fill="#fbfbf7")
    turn = lambda value: from_deg + (to_deg - from_deg) * (value - low) / (high - low)
    if red_from is not None:
        marks = [at_clock(160, 160, 134, turn(red_from + (high - red_from) * i / 20)) for i in range(21)]
        c.line(marks, RED, 12, False)
    value = low
    while value <= high + 1e-6:
        major = abs((value - low) / step - round((value - low) / step)) < 1e-6
        a, b = at_clock(160, 160, 142, turn(value)), at_clock(160, 160, 118 if major else 130, turn(value))
        c.line([a, b], INK, 5 if major else 2, False)
        if major:
            c.text(*at_clock(160, 160, 92, turn(value)), f"{value:g}", 29, INK, "bold", "mm")
        value += minor
    c.text(160, 226, unit, 30, INK, "bold", "mm")
    return c.done()


def pressure_face():
    return dial(0, 300, 50, 10, "kPa", 250)


def temperature_face():
    return dial(0, 160, 40, 10, "°C", None)


def time_face():
    return dial(0, 20, 5, 1, "min", None)


def display_off():
    return Canvas(120, 50, "#39433f").done()


DISPLAYS = {  # what the autoclave shows, in the order in which it shows it
    "Drying": ("Cycle 412", "134 °C  DRYING", "20 kPa"),
    "Complete_412": ("Cycle 412", "COMPLETE", "20 kPa"),
    "Dark": (),
    "Ready": ("READY", "water OK", ""),
    "WarmUp": ("Cycle 413", "WARM-UP", ""),
    "Warm": ("Cycle 413", "WARM-UP DONE", ""),
    "LeakTest": ("Leak test 414", "5 min settling", "10 min test"),
    "Ready_BD": ("READY", "0 kPa", ""),
    "Run_415": ("Cycle 415", "134 °C  3.5 min", ""),
    "Complete_415": ("Cycle 415", "COMPLETE", ""),
    "Run_416": ("Cycle 416", "134 °C", ""),
    "Complete_416": ("Cycle 416", "COMPLETE", ""),
}
LEAKS = {"05": ("-72.0", "-71.5"), "08": ("-72.3", "-71.5"), "12": ("-72.6", "-71.4"), "20": ("-72.5", "-70.5")}  # tenths of kPa -> P2, P3
CONDUCTIVITIES = ("4", "412")


def display(lines, width=300, height=127):
    """Dark letters on a pale liquid-crystal display; out, it is dark."""
    if not lines:
        return display_off()
    c = Canvas(width, height, "#c3d2c8")
    lines = [line for line in lines if line]
    size = min(height / (len(lines) + 0.3) * 0.72, 1.62 * width / max(len(line) for line in lines))
    for i, line in enumerate(lines):
        c.text(width / 2, height * (i + 0.5) / len(lines), line, size, "#14231c", "mono", "mm")
    return c.done()


def caption(words, ground="#e8eae6", ink=INK, width=240, height=72, size=30, face="bold"):
    c = Canvas(width, height, ground)
    lines = words.split("\n")
    for i, line in enumerate(lines):
        c.text(width / 2, height / 2 + (i - (len(lines) - 1) / 2) * size * 1.12, line, size, ink, face, "mm")
    return c.done()


def brand():
    rows = [
        (10, 42, "AQUILA 24 B", 42, TEAL, "display", "lm"),
        (410, 46, "pre-vacuum", 26, "#5c6d70", "medium", "rm"),
    ]
    return label((420, 84), "#f3f1ec", rows)


def level_scale():
    """Beside the sight tube: MIN at 1 l, MAX at 4 l of 5 l."""
    c = Canvas(96, 480, "#f3f1ec")
    for litres in range(6):
        y = 464 - litres * 90
        c.line([(0, y), (30 if litres in (1, 4) else 18, y)], RED if litres in (1, 4) else INK, 7 if litres in (1, 4) else 4, False)
        if litres in (1, 4):
            c.text(92, y, "MIN" if litres == 1 else "MAX", 30, RED, "bold", "rm")
    return c.done()


def filter_label():
    rows = [
        (128, 20, "AIR FILTER 0.2 µm", 25, "#ffffff", "bold"),
        (12, 70, "Fitted: cycle 96", 26, INK, "bold", "lm"),
        (12, 104, "Change: 400 cycles", 22, INK, "medium", "lm"),
        (12, 134, "or one year", 22, INK, "medium", "lm"),
    ]
    return label((256, 160), "#ffffff", rows, (40, BLUE))


def bottle_label(title, words, colour):
    c = Canvas(240, 240, "#fdfdfb")
    c.rect(0, 0, 239, 84, colour)
    for i, line in enumerate(title.split("\n")):
        c.text(120, 28 + i * 32, line, 31, "#ffffff", "bold", "mm")
    for i, line in enumerate(words.split("\n")):
        c.text(120, 118 + i * 34, line, 25, INK, "medium", "mm")
    return c.done()


def do_not_use():
    c = Canvas(420, 300, "#fff7e0")
    c.rect(0, 0, 419, 92, RED)
    c.text(210, 46, "DO NOT USE", 58, "#ffffff", "bold", "mm")
    c.text(210, 132, "Autoclave under maintenance", 28, INK, "bold", "mm")
    c.text(210, 176, "or out of service", 28, INK, "bold", "mm")
    c.rect(24, 214, 396, 280, edge=INK, stroke=2)
    c.text(36, 247, "Ask:  sterilization, ext. 2420", 24, INK, "medium", "lm")
    return c.done()


def lock_tag():
    c = Canvas(220, 340, "#fffdf6")
    c.rect(0, 0, 219, 92, RED)
    c.text(110, 34, "DANGER", 38, "#ffffff", "bold", "mm")
    c.text(110, 70, "LOCKED OUT", 27, "#ffffff", "bold", "mm")
    for i, words in enumerate(("Name", "Date", "Phone")):
        y = 132 + i * 62
        c.text(14, y, words, 22, "#56686c", "medium", "lm")
        c.line([(84, y + 14), (206, y + 14)], INK, 2, False)
    c.text(110, 316, "Do not remove", 22, RED, "bold", "mm")
    return c.done()


def test_sheet(pale):
    """The indicator sheet of a Bowie-Dick pack, after its cycle: dark to the edges, or pale in the middle."""
    c = Canvas(360, 360, "#f6f3ea")
    c.text(180, 26, "BOWIE-DICK TEST 134 °C", 23, INK, "bold", "mm")
    dark, light = (42, 38, 48), (208, 190, 160)
    for i in range(9):
        for k in range(9):
            x, y = 44 + k * 31, 56 + i * 31
            away = math.hypot(k - 4, i - 4) / 5.6
            share = 1.0 if not pale else min(1.0, max(0.0, (away - 0.30) / 0.45))
            mix = [round(light[n] + (dark[n] - light[n]) * share) for n in range(3)]
            c.rect(x, y, x + 27, y + 27, "#%02x%02x%02x" % tuple(mix))
    c.text(180, 346, "Cycle:            Initials:", 19, INK, "medium", "mm")
    return c.done()


def incubator_face():
    c = Canvas(320, 120, "#20282c")
    c.rect(16, 16, 304, 104, "#c9d6cf", 6)
    c.text(160, 46, "57 °C", 38, INK, "mono", "mm")
    c.text(160, 84, "24 h   spores", 24, INK, "mono", "mm")
    return c.done()


def timer_face():
    c = Canvas(240, 130, "#20282c")
    c.rect(14, 14, 226, 116, "#c9d6cf", 6)
    c.text(120, 66, "05:00", 62, INK, "mono", "mm")
    return c.done()


def zone_sign(words, colour, arrow):
    c = Canvas(420, 130, colour)
    c.text(210, 66, words, 58, "#ffffff", "bold", "mm")
    if arrow:
        c.arrow(350, 66, 404, 66, "#ffffff", 10, 26)
    return c.done()


def all_labels():
    """Name -> picture, for the atlas."""
    drawn = (ifu_card, log_pages, pressure_face, temperature_face, time_face, display_off, brand, level_scale, filter_label, do_not_use, lock_tag, incubator_face, timer_face)
    out = {draw.__name__: draw() for draw in drawn}
    out |= {"sheet_uniform": test_sheet(False), "sheet_pale": test_sheet(True)}
    for name, words in (
        ("key_warm_up", "WARM-UP"),
        ("key_leak", "LEAK TEST"),
        ("key_start", "START"),
        ("time_legend", "HOLDING TIME"),
        ("reservoir_legend", "RESERVOIR"),
        ("drain_legend", "DRAIN"),
        ("heat_gloves", "HEAT GLOVES"),
        ("goggles", "GOGGLES"),
        ("fluid_gloves", "FLUID GLOVES"),
        ("exam_gloves", "EXAM GLOVES"),
        ("pack_label", "BOWIE-DICK\nPACK 134 °C"),
        ("lockout", "LOCKOUT"),
    ):
        out[name] = caption(words)
    for name in ("key_on", "key_off"):
        out[name] = caption(name[4:].upper(), width=120, height=60, size=44)
    out["spore_test"] = caption("TEST\nlot 2471", "#ffffff", width=150, height=100, size=32)
    out["spore_control"] = caption("CONTROL\nlot 2471", "#ffffff", width=150, height=100, size=30)
    out["spore_old"] = caption("CONTROL\nlot 2466", "#ffffff", width=150, height=100, size=30)
    out["drain_label"] = caption("DRAIN WATER", "#dfe6ea", width=240, height=60, size=30)
    out["water_label"] = bottle_label("DISTILLED\nWATER", "for autoclaves\n15 µS/cm or less\n5 litres", BLUE)
    out["sealed_label"] = bottle_label("DISTILLED\nWATER", "SEALED\n15 µS/cm or less\n5 litres", BLUE)
    out["tap_label"] = bottle_label("TAP\nWATER", "for rinsing\ninstruments\nonly", "#5a6b73")
    out["detergent_label"] = bottle_label("MILD\nDETERGENT", "neutral pH\nfor stainless\nsteel", GREEN)
    out["bleach_label"] = bottle_label("BLEACH", "floors and drains\nchlorine\nnot for steel", "#c56a00")
    out["cleaner_label"] = bottle_label("CHAMBER\nCLEANER", "on the cloth,\nnever into\nthe chamber", TEAL)
    out["grease_label"] = bottle_label("GREASE", "hinges only\n\n", "#6b5a2a")
    out["bath_label"] = caption("ULTRASONIC BATH", "#dfe6ea", width=300, height=60, size=30)
    out |= {f"display_{name}": display(lines) for name, lines in DISPLAYS.items() if lines}
    out |= {f"leak_{name}": display(("Leak test 414", f"P2 {p2} kPa", f"P3 {p3} kPa")) for name, (p2, p3) in LEAKS.items()}
    out |= {f"meter_{value}": display((value, "µS/cm"), 128, 96) for value in CONDUCTIVITIES}
    out["zone_dirty"] = zone_sign("DIRTY", "#a85a12", False)
    out["zone_pack"] = zone_sign("PACK", BLUE, False)
    out["zone_clean"] = zone_sign("CLEAN", GREEN, False)
    return out

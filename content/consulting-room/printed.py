"""What is printed in the consulting room: forms, labels, boxes, the record on the screen. One drawn function each.

All names, dates, numbers and places are invented, and marked so.
"""

from consulting_layout import TUBES
from tools.content.drawing import Canvas, label

import signs

INK, TEAL, RED, PAPER, GREY = signs.INK, signs.TEAL, signs.RED, "#fffdf8", "#56686c"
NAME, NUMBER = "SAMPLE, Joon", "TEST-20417"
BORN = "14 Mar 1948"
FORM_BORN = {"day": "19 Mar 1948", "month": "14 May 1948", "year": "14 Mar 1984", "match": BORN, "corrected": BORN}
TESTS = {
    "set_a": (("Coagulation (INR)", "CIT"), ("Potassium, creatinine", "SST"), ("Blood count", "EDTA")),
    "set_b": (("Blood culture", "BC"), ("Liver values", "SST"), ("Glucose", "FLU")),
    "set_c": (("Coagulation (INR)", "CIT"), ("Troponin", "HEP"), ("Blood count", "EDTA")),
}
CAPS = {"BC": "#e8e4d8", "CIT": "#8cc4ea", "SST": "#d8a21c", "HEP": "#2f9a55", "EDTA": "#9a78c4", "FLU": "#8c9296"}
CAP_NAMES = {"BC": "CULTURE", "CIT": "LIGHT BLUE", "SST": "GOLD", "HEP": "GREEN", "EDTA": "LAVENDER", "FLU": "GREY"}
TAKEN_AT = "23 Nov  10:20"


def bars(c, x, y, width, height, seed):
    """A bar code."""
    k = seed
    at = x
    while at < x + width:
        k = (k * 1103515245 + 12345) % 2147483648
        wide = 2 + (k >> 16) % 4
        c.rect(at, y, at + wide, y + height, INK)
        at += wide + 2 + (k >> 20) % 3


def tube_label(letters, signed):
    """The patient's label, as printed, or with date, time and initials written on it."""
    c = Canvas(288, 176, "#ffffff")
    c.text(10, 8, NAME, 27, INK, "bold")
    c.text(278, 10, letters, 22, INK, "bold", "ra")
    c.text(10, 42, f"born {BORN}", 21, INK, "medium")
    c.text(278, 44, NUMBER, 17, INK, "medium", "ra")
    bars(c, 12, 72, 262, 46, sum(map(ord, letters)))
    c.text(10, 126, "taken", 15, GREY, "medium")
    c.text(200, 126, "by", 15, GREY, "medium")
    c.line([(52, 150), (188, 150)], GREY, 1, False)
    c.line([(222, 150), (278, 150)], GREY, 1, False)
    if signed:
        c.text(56, 126, TAKEN_AT, 20, "#1e3d8f", "medium")
        c.text(228, 126, "MA", 20, "#1e3d8f", "medium")
    c.text(144, 168, "training example", 13, RED, "medium", "mm")
    return c.done()


def maker_label(letters, additive, expires="2027-08"):
    """What the tube's maker prints on it."""
    c = Canvas(192, 160, "#f4f6f6")
    c.rect(0, 0, 191, 58, CAPS[letters])
    c.text(96, 30, letters, 46, INK, "bold", "mm")
    c.text(96, 78, additive, 21, INK, "medium", "mm")
    c.text(96, 108, f"use by {expires}", 22, INK, "bold", "mm")
    c.line([(0, 132), (191, 132)], INK, 3, False)
    c.text(96, 148, "fill to here", 16, INK, "medium", "mm")
    return c.done()


def cap_face(letters):
    c = Canvas(96, 96, CAPS[letters])
    c.text(48, 48, letters, 30 if len(letters) > 3 else 36, INK, "bold", "mm")
    return c.done()


def form_sheet():
    """The request form; date of birth and tests are put on by `form_born` and `form_tests`."""
    c = Canvas(480, 640, PAPER)
    c.rect(0, 0, 479, 64, TEAL)
    c.text(20, 32, "LABORATORY REQUEST", 32, "#ffffff", "bold", "lm")
    rows = ((78, "Patient", NAME), (138, "Date of birth", ""), (198, "Number", NUMBER))
    for y, key, value in rows:
        c.text(20, y, key, 17, GREY, "medium")
        c.text(20, y + 20, value, 28, INK, "bold")
        c.line([(16, y + 55), (464, y + 55)], "#c9c2ad", 1, False)
    c.text(20, 262, "Tests", 17, GREY, "medium")
    c.text(20, 468, "Special handling", 17, GREY, "medium")
    c.text(20, 490, "None. Room temperature.", 24, INK, "medium")
    c.text(20, 528, "Fasting", 17, GREY, "medium")
    c.text(20, 548, "Not required", 24, INK, "medium")
    c.text(20, 596, "Ordered by Dr Example, ext. 2210", 19, INK, "medium")
    c.text(460, 622, "training example", 15, RED, "medium", "rm")
    return c.done()


def form_born(state):
    c = Canvas(300, 34, PAPER)
    c.text(2, 17, FORM_BORN[state], 28, INK, "bold", "lm")
    if state == "corrected":
        c.text(298, 17, "corrected", 18, "#0a6b3c", "bold", "rm")
    return c.done()


def form_tests(state):
    c = Canvas(440, 170, PAPER)
    for i, (words, letters) in enumerate(TESTS[state]):
        c.rect(4, 12 + i * 54, 32, 40 + i * 54, edge=INK, stroke=2)
        c.line([(9, 26 + i * 54), (16, 35 + i * 54), (28, 16 + i * 54)], INK, 4)
        c.text(46, 26 + i * 54, words, 26, INK, "bold", "lm")
        c.text(436, 26 + i * 54, letters, 20, GREY, "bold", "rm")
    return c.done()


def biohazard(c, x, y, s, fill):
    """Our own drawing of the customary idea: three open rings around a middle."""
    for cx, cy in ((0, -34), (-30, 18), (30, 18)):
        c.oval(x + cx * s, y + cy * s, 34 * s, edge=fill, stroke=max(2, int(9 * s)))
    c.oval(x, y, 16 * s, fill=fill)
    c.oval(x, y, 7 * s, fill="#e8761c")


def biohazard_label():
    c = Canvas(192, 224, "#e8761c")
    biohazard(c, 96, 96, 1.0, INK)
    c.text(96, 184, "BIOHAZARD", 28, INK, "bold", "mm")
    c.text(96, 208, "one patient, one bag", 15, INK, "medium", "mm")
    return c.done()


def sharps_label():
    c = Canvas(192, 224, "#f4c81e")
    c.text(96, 26, "SHARPS", 38, INK, "bold", "mm")
    biohazard(c, 96, 112, 0.7, INK)
    c.line([(0, 58), (191, 58)], RED, 4, False)
    c.text(96, 70, "full: close here", 16, RED, "bold", "mm")
    c.text(96, 200, "never recap", 24, INK, "bold", "mm")
    return c.done()


def glove_box(size, ground):
    c = Canvas(256, 128, ground)
    c.oval(128, 64, 58, 24, fill="#f4f6f6")
    c.oval(128, 66, 48, 17, fill="#4a62a8")
    c.text(30, 64, size, 58, "#ffffff", "bold", "mm")
    c.text(226, 64, size, 58, "#ffffff", "bold", "mm")
    c.text(128, 18, "NITRILE GLOVES", 20, "#ffffff", "bold", "mm")
    c.text(128, 112, "latex-free", 18, "#ffffff", "medium", "mm")
    return c.done()


def wipe_pack():
    rows = [
        (80, 15, "ALCOHOL PREP", 18, "#ffffff", "bold"),
        (80, 50, "70 % isopropyl", 19, INK, "bold"),
        (80, 76, "sterile, single use", 15, INK, "medium"),
    ]
    return label((160, 96), "#e9f2f8", rows, (30, "#1e5aa0"))


def needle_pack():
    rows = [
        (112, 13, "SAFETY NEEDLE 21 G", 18, "#ffffff", "bold"),
        (112, 48, "STERILE   use by 2028-02", 17, INK, "bold"),
        (112, 76, "seal whole: use", 15, INK, "medium"),
    ]
    return label((224, 96), "#eef3f1", rows, (26, "#0a8a4b"))


def printer_face():
    c = Canvas(160, 64, "#23303a")
    c.text(80, 22, "LABEL PRINTER", 17, "#ffffff", "bold", "mm")
    c.rect(54, 38, 106, 56, "#2f9a8f", 5)
    c.text(80, 47, "PRINT", 14, "#ffffff", "bold", "mm")
    return c.done()


def print_button():
    return label((128, 96), "#2f9a8f", [(64, 48, "PRINT", 36, "#ffffff", "bold")])


def hatch_sign():
    return label((512, 96), "#22303c", [(256, 48, "LABORATORY   hand over here", 32, "#ffffff", "bold")])


def log_pages():
    c = Canvas(512, 352, "#fbf7ec")
    c.rect(250, 0, 262, 351, "#e2dac6")
    for x in (0, 262):
        c.text(x + 16, 14, "SPECIMEN LOG" if x == 0 else "HANDED OVER", 20, TEAL, "bold")
        for i, words in enumerate(("Bag", "Time", "Given", "Taken")):
            c.text(x + 16 + i * 58, 46, words, 15, GREY, "medium")
        for row in range(9):
            y = 94 + row * 28
            c.line([(x + 12, y), (x + 240, y)], "#b9ae95", 1, False)
    for row, cells in enumerate((("A1", "08:30", "JT", "KO"), ("A2", "08:55", "JT", "KO"), ("A3", "09:40", "LM", "KO"))):
        for i, words in enumerate(cells):
            c.text(16 + i * 58, 72 + row * 28, words, 17, "#1e3d8f", "medium")
    return c.done()


def transport_label():
    c = Canvas(288, 128, "#ffffff")
    c.rect(0, 0, 287, 42, "#1e5aa0")
    c.text(144, 21, "SPECIMEN TRANSPORT", 24, "#ffffff", "bold", "mm")
    biohazard(c, 52, 90, 0.5, INK)
    c.text(108, 70, "Exempt human", 22, INK, "bold")
    c.text(108, 98, "specimen", 22, INK, "bold")
    return c.done()


def bag_box():
    c = Canvas(224, 128, "#e8761c")
    c.text(112, 34, "SPECIMEN BAGS", 26, INK, "bold", "mm")
    biohazard(c, 112, 86, 0.5, INK)
    return c.done()


def chair_sign():
    return label((224, 96), TEAL, [(112, 48, "CHAIR 1", 44, "#ffffff", "bold")])


def soap_face():
    c = Canvas(128, 192, "#f4f6f5")
    c.rect(10, 12, 118, 62, "#1e5aa0", 8)
    c.text(64, 38, "SOAP", 26, "#ffffff", "bold", "mm")
    c.text(64, 172, "push", 17, INK, "medium", "mm")
    return c.done()


def record():
    """The electronic record on the computer's screen."""
    c = Canvas(1024, 634, "#f4f7fa")
    c.rect(0, 0, 1023, 60, "#0f4c5c")
    c.text(24, 30, "Harbour Clinic   Specimen collection", 27, "#ffffff", "bold", "lm")
    c.text(1000, 30, "Chair 1", 22, "#ffffff", "medium", "rm")
    c.text(40, 84, NAME, 46, "#1b2a38", "bold")
    for i, (key, value) in enumerate((("Date of birth", BORN), ("Number", NUMBER), ("Ordered by", "Dr Example"))):
        c.rect(40 + i * 320, 160, 340 + i * 320, 250, "#ffffff", 8, "#cfd9e0", 2)
        c.text(56 + i * 320, 172, key, 19, "#5b6b79", "medium")
        c.text(56 + i * 320, 204, value, 30, "#1b2a38", "bold")
    c.text(40, 280, "Today's order", 26, "#1b2a38", "bold")
    for i, words in enumerate(("Blood tests as on the request form", "Identity: two identifiers, asked openly", "Collected:  not yet")):
        c.rect(40, 322 + i * 72, 980, 384 + i * 72, "#ffffff", 8, "#cfd9e0", 2)
        c.text(60, 353 + i * 72, words, 26, "#1b2a38", "medium", "lm")
    c.rect(0, 572, 1023, 633, "#fbeccb")
    c.text(24, 602, "TRAINING DATA, not a real patient", 24, "#6b4300", "bold", "lm")
    return c.done()


def clock_face():
    """The wall clock at twenty past ten: the time to write on the labels."""
    return signs.clock_face(10, 20)


def all_printed():
    """Name -> picture, for the atlas."""
    own = (
        form_sheet, biohazard_label, sharps_label, wipe_pack, needle_pack, printer_face, print_button, hatch_sign,
        log_pages, transport_label, bag_box, chair_sign, soap_face, clock_face,
    )
    shared = (signs.handrub_face, signs.hygiene_board, signs.lock_key, signs.hills_picture, signs.sails_picture)
    out = {made.__name__: made() for made in own + shared}
    out |= {f"form_born_{state}": form_born(state) for state in FORM_BORN}
    out |= {f"form_tests_{state}": form_tests(state) for state in TESTS}
    for node, letters, _, additive in TUBES:
        out[f"maker_{letters}"] = maker_label(letters, additive)
        out[f"cap_{letters}"] = cap_face(letters)
        out[f"label_{letters}"] = tube_label(letters, False)
        out[f"signed_{letters}"] = tube_label(letters, True)
    for size, ground in (("S", "#3f7fb5"), ("M", "#2f6f9f"), ("L", "#235c86")):
        out[f"gloves_{size}"] = glove_box(size, ground)
    out |= {f"door_{words.lower().replace(' ', '_')}": signs.door_sign(words) for words in ("Treatment 1", "Copier")}
    return out

"""Signs, labels and printed matter of the clinic: one drawn function each, packed into one atlas.

All names, numbers and places are invented. Safety signs follow the customary colours and ideas (green: way
out and first aid; red: fire) but are our own drawings.
"""

import math

from tools.content.drawing import Canvas, at_clock

RED, GREEN, TEAL, INK, PAPER = "#c4161c", "#0a8a4b", "#0b6470", "#14272b", "#fffdf8"


def runner(c, x, y, s, fill="#ffffff"):
    """A running person, about 100 x 180 units times s, from the top left corner."""
    p = lambda *pts: [(x + a * s, y + b * s) for a, b in pts]
    c.oval(x + 66 * s, y + 18 * s, 17 * s, fill=fill)
    c.line(p((54, 48), (40, 100)), fill, 27 * s)
    c.line(p((46, 102), (74, 128), (60, 174)), fill, 20 * s)
    c.line(p((38, 102), (24, 146), (-12, 150)), fill, 20 * s)
    c.line(p((58, 48), (84, 78), (112, 66)), fill, 14 * s)
    c.line(p((48, 46), (14, 60), (4, 92)), fill, 14 * s)


def exit_sign():
    c = Canvas(512, 256, GREEN)
    c.rect(8, 8, 503, 247, radius=12, edge="#ffffff", stroke=4)
    runner(c, 52, 40, 1.0)
    c.text(352, 130, "EXIT", 118, "#ffffff", "bold", "mm")
    return c.done()


def extinguisher_sign():
    c = Canvas(256, 256, RED)
    c.rect(92, 92, 150, 226, "#ffffff", 20)
    c.rect(110, 66, 132, 96, "#ffffff")
    c.line([(98, 62), (164, 50)], "#ffffff", 11)
    c.line([(98, 76), (60, 98), (56, 168)], "#ffffff", 10)
    c.shape([(48, 164), (64, 164), (72, 200), (40, 200)], "#ffffff")
    for x, y, r in ((186, 196, 30), (204, 164, 22), (178, 150, 16)):
        c.shape(
            [
                (x, y - r * 1.6),
                (x + r * 0.75, y),
                (x + r * 0.6, y + r * 0.6),
                (x, y + r),
                (x - r * 0.6, y + r * 0.6),
                (x - r * 0.75, y),
            ],
            "#ffffff",
        )
    return c.done()


def pass_card():
    c = Canvas(256, 256, "#fbfbf8")
    c.rect(0, 0, 255, 56, RED)
    c.text(128, 28, "P A S S", 36, "#ffffff", "bold", "mm")
    for i, (letter, rest) in enumerate(
        (("P", "ull the pin"), ("A", "im at the base"), ("S", "queeze the lever"), ("S", "weep side to side"))
    ):
        c.text(18, 72 + i * 44, letter, 28, RED, "bold")
        c.text(40, 75 + i * 44, rest, 24, INK, "medium")
    return c.done()


def heart(c, x, y, s, fill, bolt):
    c.oval(x - 38 * s, y - 30 * s, 46 * s, fill=fill)
    c.oval(x + 38 * s, y - 30 * s, 46 * s, fill=fill)
    c.shape([(x - 78 * s, y - 6 * s), (x + 78 * s, y - 6 * s), (x, y + 88 * s)], fill)
    c.shape(
        [(x + a * s, y + b * s) for a, b in ((16, -60), (-30, 14), (-4, 14), (-16, 66), (34, -8), (6, -8))],
        bolt,
    )


def aed_sign():
    c = Canvas(256, 256, GREEN)
    c.text(128, 40, "AED", 52, "#ffffff", "bold", "mm")
    heart(c, 128, 148, 1.0, "#ffffff", GREEN)
    return c.done()


def aed_face():
    c = Canvas(256, 256, "#f3c52b")
    c.rect(20, 16, 236, 150, "#26333a", 14)
    heart(c, 128, 84, 0.62, "#ffffff", "#26333a")
    c.text(128, 184, "DEFIBRILLATOR", 26, INK, "bold", "mm")
    c.text(128, 222, "training example", 21, INK, "medium", "mm")
    return c.done()


def staff_only():
    c = Canvas(256, 256, "#22303c")
    c.text(128, 88, "STAFF", 62, "#ffffff", "bold", "mm")
    c.text(128, 152, "ONLY", 62, "#ffffff", "bold", "mm")
    c.rect(34, 204, 222, 212, "#7fd1c7")
    return c.done()


def call_point_sign():
    c = Canvas(256, 256, RED)
    c.oval(92, 100, 30, fill="#ffffff")
    for r in (46, 62):
        c.oval(92, 100, r, edge="#ffffff", stroke=5)
    c.shape([(150, 128), (172, 110), (200, 150), (216, 200), (160, 210)], "#ffffff")
    c.text(128, 232, "FIRE ALARM", 30, "#ffffff", "bold", "mm")
    return c.done()


def call_point_face():
    c = Canvas(192, 256, RED)
    c.text(96, 34, "FIRE", 44, "#ffffff", "bold", "mm")
    c.rect(30, 66, 162, 170, "#ffffff", 8)
    c.oval(96, 118, 20, fill=INK)
    for y, d in ((84, 1), (152, -1)):
        c.shape([(96, y + 14 * d), (80, y - 4 * d), (112, y - 4 * d)], INK)
    c.text(96, 200, "PULL DOWN", 27, "#ffffff", "bold", "mm")
    c.text(96, 232, "in case of fire", 19, "#ffffff", "medium", "mm")
    return c.done()


def first_aid_face():
    c = Canvas(256, 256, GREEN)
    c.rect(100, 34, 156, 166, "#ffffff", 6)
    c.rect(62, 72, 194, 128, "#ffffff", 6)
    c.text(128, 212, "FIRST AID", 42, "#ffffff", "bold", "mm")
    return c.done()


def handrub_face():
    c = Canvas(128, 192, "#f4f6f5")
    c.rect(10, 12, 118, 62, TEAL, 8)
    c.text(64, 38, "HAND RUB", 19, "#ffffff", "bold", "mm")
    c.shape([(64, 82), (88, 124), (64, 150), (40, 124)], "#4aa5b0")
    c.oval(64, 126, 25, fill="#4aa5b0")
    c.text(64, 172, "press once", 17, INK, "medium", "mm")
    return c.done()


def hygiene_board():
    """When to clean one's hands: own words, own drawing of a bed bay."""
    c = Canvas(448, 640, PAPER)
    c.rect(0, 0, 447, 92, TEAL)
    c.text(224, 34, "Clean hands", 42, "#ffffff", "bold", "mm")
    c.text(224, 72, "five moments at the bedside", 22, "#d9efef", "medium", "mm")
    c.rect(40, 128, 408, 330, "#e0efef", 18)
    c.rect(84, 232, 350, 286, "#ffffff", 10, "#0b6470", 4)
    c.rect(84, 196, 132, 240, "#ffffff", 8, "#0b6470", 4)
    c.oval(152, 214, 20, fill="#c68863")
    c.rect(168, 216, 340, 244, "#74b9c0", 12)
    for x in (96, 338):
        c.line([(x, 286), (x, 312)], TEAL, 6)
    for n, x, y in ((1, 62, 262), (2, 206, 188), (3, 268, 188), (4, 384, 214), (5, 384, 296)):
        c.oval(x, y, 19, fill="#b5551a")
        c.text(x, y, str(n), 24, "#ffffff", "bold", "mm")
    rows = (
        "Before you touch a patient",
        "Before a clean task",
        "After contact with body fluid",
        "After you touched a patient",
        "After you touched things nearby",
    )
    for i, words in enumerate(rows):
        y = 372 + i * 44
        c.oval(50, y, 16, fill="#b5551a")
        c.text(50, y, str(i + 1), 20, "#ffffff", "bold", "mm")
        c.text(80, y, words, 23, INK, "medium", "lm")
    c.text(224, 606, "20 seconds. Every surface of both hands.", 20, TEAL, "bold", "mm")
    return c.done()


def assembly_map():
    """Evacuation plan: the rooms of this very scene, the ways out, assembly point A."""
    c = Canvas(640, 448, PAPER)
    c.rect(0, 0, 639, 58, GREEN)
    c.text(20, 29, "If the alarm sounds", 30, "#ffffff", "bold", "lm")
    c.text(620, 29, "Harbour Clinic, ground floor", 20, "#ffffff", "medium", "rm")
    c.rect(40, 200, 250, 396, "#ffffff", edge=INK, stroke=4)
    c.text(60, 222, "Reception", 20, INK, "medium")
    c.rect(166, 84, 232, 200, "#ffffff", edge=INK, stroke=4)
    for x0, y0, x1, y1, words in (
        (72, 84, 166, 134, "Utility"),
        (72, 134, 166, 200, "Treat. 1"),
        (232, 84, 318, 122, "Store"),
        (232, 122, 318, 161, "Treat. 2"),
        (232, 161, 318, 200, "Office"),
    ):
        c.rect(x0, y0, x1, y1, "#eef3f1", edge="#7d8b8e", stroke=2)
        c.text((x0 + x1) / 2, (y0 + y1) / 2, words, 15, INK, "medium", "mm")
    c.arrow(200, 290, 200, 212, GREEN, 9, 24)
    c.arrow(199, 190, 199, 70, GREEN, 9, 24)
    c.arrow(196, 320, 196, 412, GREEN, 9, 24)
    c.oval(232, 304, 11, fill="#1e5aa0")
    c.text(214, 304, "You are here", 18, "#1e5aa0", "bold", "rm")
    c.line([(199, 72), (420, 72), (420, 130)], GREEN, 5)
    c.line([(196, 416), (420, 416), (420, 262)], GREEN, 5)
    c.rect(356, 132, 484, 260, GREEN, 12)
    for a in (45, 135, 225, 315):
        x0, y0 = at_clock(420, 184, 50, a)
        x1, y1 = at_clock(420, 184, 18, a)
        c.arrow(x0, y0, x1, y1, "#ffffff", 6, 17)
    c.oval(420, 184, 9, fill="#ffffff")
    c.text(420, 244, "A", 26, "#ffffff", "bold", "mm")
    c.text(500, 150, "Assembly\npoint A", 25, INK, "bold")
    c.text(500, 222, "car park, by\nthe blue gate", 18, INK, "medium")
    for i, words in enumerate(
        ("Raise the alarm.", "Leave by the near exit.", "Do not use the lift.", "Report to the warden.")
    ):
        c.text(436, 290 + i * 28, f"{i + 1}  {words}", 16, INK, "medium")
    return c.done()


def clock_face(hour=9, minute=20):
    c = Canvas(256, 256, "#fdfdfb")
    for k in range(60):
        c.line(
            [at_clock(128, 128, 100 if k % 5 == 0 else 110, k * 6), at_clock(128, 128, 119, k * 6)],
            INK,
            6 if k % 5 == 0 else 2,
            False,
        )
    c.line([(128, 128), at_clock(128, 128, 62, hour * 30 + minute / 2)], INK, 9)
    c.line([(128, 128), at_clock(128, 128, 92, minute * 6)], INK, 6)
    c.oval(128, 128, 8, fill=RED)
    return c.done()


def extinguisher_label():
    c = Canvas(320, 256, "#f7f3ea")
    c.rect(0, 0, 319, 70, "#1d4f91")
    c.text(160, 35, "ABC POWDER", 38, "#ffffff", "bold", "mm")
    for i, words in enumerate(("1  Pull the pin", "2  Aim at the base of the fire", "3  Squeeze and sweep")):
        c.text(18, 84 + i * 32, words, 21, INK, "bold")
    for i, (letter, name) in enumerate((("A", "solids"), ("B", "liquids"), ("C", "live wires"))):
        c.rect(20 + i * 98, 186, 60 + i * 98, 226, "#1d4f91", 6)
        c.text(40 + i * 98, 206, letter, 28, "#ffffff", "bold", "mm")
        c.text(40 + i * 98, 240, name, 15, INK, "medium", "mm")
    return c.done()


def gauge_face():
    """0 to 400 psi over 240 degrees, from -120 to +120 clockwise from the top; green 150 to 200."""
    c = Canvas(256, 256, "#fbfbf8")
    deg = lambda psi: -120 + psi * 240 / 400
    for a, b, colour in ((0, 150, RED), (150, 200, "#1c9a4c"), (200, 400, "#e3b23c")):
        c.pie(128, 128, 118, deg(a), deg(b), colour)
    c.oval(128, 128, 84, fill="#fbfbf8")
    for psi in range(0, 401, 50):
        c.line([at_clock(128, 128, 84, deg(psi)), at_clock(128, 128, 120, deg(psi))], INK, 4, False)
        if psi % 100 == 0:
            c.text(*at_clock(128, 128, 62, deg(psi)), str(psi), 25, INK, "bold", "mm")
    c.text(128, 196, "psi", 30, INK, "bold", "mm")
    return c.done()


def inspection_tag():
    c = Canvas(144, 256, "#f6d55c")
    c.oval(72, 20, 9, fill="#ffffff", edge=INK, stroke=2)
    c.text(72, 48, "INSPECTED", 20, INK, "bold", "mm")
    c.rect(10, 64, 134, 246, "#fffdf3")
    for i, words in enumerate(
        ("Jan  ok  RT", "Feb  ok  RT", "Mar  ok  MS", "Apr  ok  RT", "May", "Jun", "Jul")
    ):
        c.text(18, 70 + i * 24, words, 16, INK, "medium")
        c.line([(12, 92 + i * 24), (132, 92 + i * 24)], "#c9c2ad", 1, False)
    return c.done()


def badge_card():
    c = Canvas(160, 256, "#f9fbfc")
    c.rect(0, 0, 159, 52, TEAL)
    c.text(80, 26, "Harbour Clinic", 20, "#ffffff", "bold", "mm")
    c.rect(40, 68, 120, 158, "#d8e6e6", 8)
    c.oval(80, 102, 20, fill="#8f6a52")
    c.rect(52, 126, 108, 158, "#2f8f9a", 14)
    c.text(80, 184, "NEW STAFF", 21, INK, "bold", "mm")
    c.text(80, 208, "example badge", 16, "#3d5257", "medium", "mm")
    for i, w in enumerate((4, 2, 6, 2, 3, 5, 2, 4, 6, 2, 3)):
        c.rect(28 + i * 10, 226, 28 + i * 10 + w, 248, INK)
    return c.done()


def register_pages():
    c = Canvas(512, 352, "#fbf7ec")
    c.rect(250, 0, 262, 351, "#e2dac6")
    for x in (0, 262):
        c.text(x + 16, 14, "SIGN-IN BOOK" if x == 0 else "VISITORS AND STAFF", 20, TEAL, "bold")
        for i, words in enumerate(("Name", "In", "Out")):
            c.text(x + 16 + (0, 122, 178)[i], 46, words, 15, "#56686c", "medium")
        for row in range(9):
            y = 94 + row * 28
            c.line([(x + 12, y), (x + 240, y)], "#b9ae95", 1, False)
    for row, (name, time) in enumerate(
        (("A. Sample", "08:05"), ("B. Example", "08:20"), ("C. Specimen", "08:41"))
    ):
        c.text(16, 72 + row * 28, name, 17, "#1e3d8f", "medium")
        c.text(138, 72 + row * 28, time, 17, "#1e3d8f", "medium")
    return c.done()


def patient_chart():
    c = Canvas(360, 480, "#ffffff")
    c.rect(0, 0, 359, 46, "#8a5015")
    c.text(14, 23, "PATIENT CHART", 24, "#ffffff", "bold", "lm")
    c.text(346, 23, "EXAMPLE", 20, "#ffffff", "bold", "rm")
    for i, (key, value) in enumerate(
        (("Name", "SAMPLE, Alex"), ("Number", "000-EXAMPLE"), ("Ward", "Day clinic"))
    ):
        c.text(16, 62 + i * 30, key, 17, "#56686c", "medium")
        c.text(110, 62 + i * 30, value, 18, INK, "bold")
    c.rect(14, 158, 346, 290, edge="#c9c2ad", stroke=2)
    points = [(24 + i * 28, 236 - 26 * math.sin(i * 0.9) - 8 * math.sin(i * 2.3)) for i in range(12)]
    c.line(points, "#b5551a", 3)
    for i in range(1, 4):
        c.line([(14, 158 + i * 33), (346, 158 + i * 33)], "#e8e2d2", 1, False)
    c.text(22, 164, "Temperature", 15, "#56686c", "medium")
    for i, w in enumerate((300, 262, 318, 240, 290)):
        c.rect(16, 308 + i * 24, 16 + w, 316 + i * 24, "#c3cccd", 4)
    c.text(180, 456, "training example, not a real person", 17, RED, "bold", "mm")
    return c.done()


def carton_label():
    c = Canvas(256, 176, "#fbfaf5")
    c.text(16, 14, "SUPPLIES", 30, INK, "bold")
    c.text(16, 54, "Gloves M, 10 x 100", 20, INK, "medium")
    c.text(16, 82, "Store: shelf 2", 20, INK, "medium")
    for i, w in enumerate((4, 2, 7, 3, 2, 6, 4, 2, 5, 3, 6, 2, 4, 3)):
        c.rect(16 + i * 12, 118, 16 + i * 12 + w, 160, INK)
    c.arrow(222, 110, 222, 20, INK, 8, 24)
    return c.done()


def door_sign(words, ground="#22303c"):
    c = Canvas(288, 88, ground)
    c.text(144, 44, words, 38, "#ffffff", "bold", "mm")
    return c.done()


def lock_key():
    """The padlock on the workstation's lock key."""
    c = Canvas(128, 128, TEAL)
    c.oval(64, 52, 22, 24, edge="#ffffff", stroke=9)
    c.rect(34, 56, 94, 106, "#ffffff", 8)
    c.oval(64, 76, 8, fill=TEAL)
    c.rect(60, 78, 68, 94, TEAL)
    return c.done()


def hills_picture():
    c = Canvas(512, 512, "#f1e9dc")
    c.oval(340, 150, 90, fill="#e8a87c")
    for k, colour in enumerate(("#85b7b0", "#4f8f92", "#2b6a73", "#1d4652")):
        top = [
            (u, 230 + k * 66 + 38 * math.sin(u / 70 + k * 1.7) + 18 * math.sin(u / 31 + k))
            for u in range(0, 516, 4)
        ]
        c.shape([(0, 511), *top, (511, 511)], colour)
    return c.done()


def sails_picture():
    c = Canvas(384, 512, "#e9eef0")
    c.oval(286, 110, 46, fill="#f0c38e")
    for k, colour in enumerate(("#a9cdd2", "#6fa9b1", "#2f7681")):
        top = [(u, 330 + k * 56 + 9 * math.sin(u / 34 + k * 2)) for u in range(0, 388, 4)]
        c.shape([(0, 511), *top, (383, 511)], colour)
        if k < 2:
            x, s = 130 + k * 110, 1.0 + 0.45 * k
            base = 330 + k * 56
            c.shape([(x, base - 130 * s), (x, base - 8), (x + 66 * s, base - 8)], "#fffdf8")
            c.shape([(x - 6, base - 104 * s), (x - 6, base - 8), (x - 46 * s, base - 8)], "#d5694a")
            c.shape(
                [
                    (x - 52 * s, base - 2),
                    (x + 70 * s, base - 2),
                    (x + 44 * s, base + 18 * s),
                    (x - 34 * s, base + 18 * s),
                ],
                "#8a5015",
            )
    return c.done()


def all_signs():
    """Name -> picture, for the atlas."""
    drawn = (
        exit_sign,
        extinguisher_sign,
        pass_card,
        aed_sign,
        aed_face,
        staff_only,
        call_point_sign,
        call_point_face,
        first_aid_face,
        handrub_face,
        hygiene_board,
        assembly_map,
        clock_face,
        extinguisher_label,
        gauge_face,
        inspection_tag,
        badge_card,
        register_pages,
        patient_chart,
        carton_label,
        lock_key,
        hills_picture,
        sails_picture,
    )
    signs = {draw.__name__: draw() for draw in drawn}
    for words in ("Treatment 1", "Treatment 2", "Office", "Utility", "Store"):
        signs["door_" + words.lower().replace(" ", "_")] = door_sign(words)
    signs["shelf_label"] = door_sign("Shelf 2", TEAL)
    return signs

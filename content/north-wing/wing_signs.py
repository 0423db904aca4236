"""Signs and printed matter of the north wing and the yard, and those of the clinic that hang there, in one atlas.

All names and numbers are invented, but for the emergency number.
"""

import signs
from signs import GREEN, INK, PAPER, RED, TEAL
from tools.content.drawing import Canvas, at_clock, label

PEOPLE_IN = ("Dana Whitfield", "Mateo", "Amira", "Grace", "Lena", "You")
CLINICS = (
    "exit_sign", "extinguisher_sign", "pass_card", "call_point_sign", "call_point_face", "first_aid_face", "handrub_face", "hygiene_board",
    "extinguisher_label", "gauge_face", "inspection_tag", "carton_label", "staff_only", "shelf_label",
)  # fmt: skip


def four_arrows(c, x, y, s, fill):
    """People come together: four arrows to a middle."""
    for a in (45, 135, 225, 315):
        x0, y0 = at_clock(x, y, 150 * s, a)
        x1, y1 = at_clock(x, y, 62 * s, a)
        c.arrow(x0, y0, x1, y1, fill, 22 * s, 58 * s)
    for dx in (-30, 0, 30):
        c.oval(x + dx * s, y - 26 * s, 11 * s, fill=fill)
        c.rect(x + (dx - 11) * s, y - 12 * s, x + (dx + 11) * s, y + 38 * s, fill, 6 * s)


def assembly_sign():
    c = Canvas(512, 512, GREEN)
    c.rect(12, 12, 499, 499, radius=18, edge="#ffffff", stroke=6)
    four_arrows(c, 256, 178, 0.95, "#ffffff")
    c.text(256, 372, "ASSEMBLY POINT", 50, "#ffffff", "bold", "mm")
    c.text(256, 444, "A", 80, "#ffffff", "bold", "mm")
    return c.done()


def assembly_mark():
    """On the paving; it keeps the paving's colour around the letter."""
    c = Canvas(384, 384, GREEN)
    c.rect(20, 20, 363, 363, "#a39e94", 6)
    c.oval(192, 192, 118, fill=GREEN)
    c.text(192, 196, "A", 170, "#ffffff", "bold", "mm")
    return c.done()


def roll_call():
    """Who is in the building today, with a box to tick for each."""
    c = Canvas(384, 500, PAPER)
    c.rect(0, 0, 383, 64, RED)
    c.text(18, 32, "ROLL CALL", 34, "#ffffff", "bold", "lm")
    c.text(366, 32, "drill", 24, "#ffffff", "medium", "rm")
    c.text(18, 76, "In the building today", 21, "#56686c", "medium")
    for i, name in enumerate(PEOPLE_IN):
        y = 112 + i * 52
        c.rect(18, y, 52, y + 34, "#ffffff", 4, INK, 3)
        c.text(68, y + 17, name, 27, INK, "medium", "lm")
        c.line([(18, y + 43), (366, y + 43)], "#d5cdb8", 1, False)
    c.text(18, 436, "Missing?  Tell the fire service.", 22, INK, "bold")
    c.text(18, 464, "Nobody goes back in.", 22, RED, "bold")
    return c.done()


def fire_notice():
    c = Canvas(256, 360, PAPER)
    c.rect(0, 0, 255, 62, RED)
    c.text(128, 31, "IN A FIRE", 36, "#ffffff", "bold", "mm")
    for i, (letter, word) in enumerate((("R", "escue"), ("A", "larm"), ("C", "lose doors"), ("E", "xtinguish"))):
        c.text(20, 82 + i * 52, letter, 40, RED, "bold")
        c.text(52, 92 + i * 52, word, 30, INK, "medium")
    c.text(52, 284, "or leave", 30, INK, "medium")
    c.text(128, 338, "Meet at assembly point A", 20, TEAL, "bold", "mm")
    return c.done()


def phone_card():
    rows = [
        (128, 22, "EMERGENCY", 28, "#ffffff", "bold"),
        (128, 80, "911", 58, INK, "bold"),
        (128, 128, "You are at 12 Quay Street", 19, INK, "medium"),
        (128, 156, "Harbour Clinic, ground floor", 17, "#3d5257", "medium"),
    ]
    return label((256, 180), PAPER, rows, (44, RED))


def push_to_open():
    return label((288, 88), GREEN, [(144, 44, "Push bar to open", 30, "#ffffff", "bold")])


def copier_panel():
    c = Canvas(256, 128, "#dfeef2")
    c.rect(0, 0, 255, 26, TEAL)
    c.text(10, 13, "Copy", 17, "#ffffff", "bold", "lm")
    c.text(246, 13, "Ready", 15, "#ffffff", "medium", "rm")
    for i, words in enumerate(("A4", "1 copy", "2 sides")):
        c.rect(10 + i * 80, 40, 82 + i * 80, 82, "#ffffff", 6, "#9db3b8", 2)
        c.text(46 + i * 80, 61, words, 16, INK, "medium", "mm")
    c.rect(10, 94, 160, 118, "#0a8a4b", 6)
    c.text(85, 106, "Start", 16, "#ffffff", "bold", "mm")
    return c.done()


def paper_label():
    return label((160, 48), "#2b6a73", [(80, 24, "PAPER A4", 24, "#ffffff", "bold")])


OWN = (assembly_sign, assembly_mark, roll_call, fire_notice, phone_card, push_to_open, copier_panel, paper_label)


def all_signs():
    """Name -> picture, for the atlas."""
    made = {draw.__name__: draw() for draw in OWN}
    of_clinic = signs.all_signs()
    doors = [name for name in of_clinic if name.startswith("door_")]
    return made | {name: of_clinic[name] for name in (*CLINICS, *doors)}

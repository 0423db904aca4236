"""Printed matter of the desk, the bins, the eyewash and the yard: what `signs` has no room for, in the same atlas.

All names, numbers and places are invented, but for the emergency number.
"""

import hand_prints
import signs
import wing_signs
from signs import GREEN, INK, PAPER, RED, TEAL
from tools.content.drawing import Canvas

CONTACTS = (  # the numbers of modules/facts.toml
    ("Danger to life", "911"),
    ("Security", "2400"),
    ("IT help desk", "2300"),
    ("Privacy officer", "2500"),
    ("Dana, manager", "2110"),
)


def contact_card():
    c = Canvas(400, 284, PAPER)
    c.rect(0, 0, 399, 52, TEAL)
    c.text(20, 26, "Who to call", 29, "#ffffff", "bold", "lm")
    for i, (who, number) in enumerate(CONTACTS):
        y = 64 + i * 37
        c.text(20, y, who, 25, RED if number == "911" else INK, "medium")
        c.text(380, y, number, 27, RED if number == "911" else INK, "bold", "ra")
        c.line([(20, y + 34), (380, y + 34)], "#d9d2c4", 1, False)
    c.text(20, 256, "Report first, fix later.", 19, TEAL, "bold")
    return c.done()


def password_note():
    c = Canvas(160, 160, "#f3dc6b")
    for i, (words, size) in enumerate((("password", 25), ("Gull-42!", 32), ("don't tell", 23))):
        c.text(80, 38 + i * 42, words, size, "#24365e", "medium", "mm")
    return c.done()


def printout():
    """A list of today's appointments, printed and left on the desk."""
    c = Canvas(256, 362, "#ffffff")
    c.text(18, 18, "Appointments today", 23, INK, "bold")
    for i, (time, name) in enumerate((("09:20", "SAMPLE, A."), ("09:30", "EXAMPLE, B."), ("09:40", "SPECIMEN, C."), ("09:50", "MODEL, D."), ("10:10", "PATTERN, E."))):
        y = 64 + i * 46
        c.text(18, y, time, 19, "#56686c", "medium")
        c.text(80, y, name, 20, INK, "bold")
        c.rect(80, y + 26, 236 - 17 * i, y + 31, "#c3cccd", 2)
        c.line([(18, y + 40), (238, y + 40)], "#e3dfd4", 1, False)
    c.text(128, 330, "training example, not real people", 14, RED, "bold", "mm")
    return c.done()


def shred_label():
    c = Canvas(256, 160, "#e9ebe9")
    c.rect(0, 0, 255, 48, RED)
    c.text(128, 24, "CONFIDENTIAL", 28, "#ffffff", "bold", "mm")
    c.text(128, 84, "Paper with names", 25, INK, "bold", "mm")
    c.text(128, 116, "goes in here.", 25, INK, "bold", "mm")
    c.text(128, 144, "locked, then shredded", 18, "#56686c", "medium", "mm")
    return c.done()


def recycling_label():
    c = Canvas(192, 128, "#1e5aa0")
    c.text(96, 40, "PAPER", 40, "#ffffff", "bold", "mm")
    c.text(96, 82, "recycling", 28, "#ffffff", "medium", "mm")
    c.text(96, 110, "open: no names", 20, "#cfe0f3", "medium", "mm")
    return c.done()


def found_label():
    c = Canvas(320, 64, "#f3c52b")
    c.text(160, 22, "FOUND? DON'T PLUG IT IN", 22, INK, "bold", "mm")
    c.text(160, 48, "IT security collects it here", 18, INK, "medium", "mm")
    return c.done()


def stick_label():
    c = Canvas(96, 40, "#ffffff")
    c.text(48, 20, "PAYROLL", 21, RED, "bold", "mm")
    return c.done()


def eyewash_sign():
    """An eye over two jets of water."""
    c = Canvas(256, 256, GREEN)
    white = "#ffffff"
    c.shape([(52, 76), (96, 44), (160, 44), (204, 76), (160, 108), (96, 108)], white)
    c.oval(128, 76, 27, fill=GREEN)
    c.oval(128, 76, 12, fill=white)
    for side in (-1, 1):
        for i in range(4):
            x, y = 128 + side * (62 - i * 15), 186 - i * 17
            c.oval(x, y, 8 - i, fill=white)
    c.rect(54, 190, 202, 206, white, 8)
    c.text(128, 232, "EYEWASH", 34, white, "bold", "mm")
    return c.done()


def first_day_record():
    """What a new member of staff signs at the end."""
    c = Canvas(384, 500, PAPER)
    c.rect(0, 0, 383, 64, TEAL)
    c.text(18, 32, "FIRST DAY", 33, "#ffffff", "bold", "lm")
    c.text(366, 32, "record", 24, "#ffffff", "medium", "rm")
    for i, words in enumerate(("Sign in, wear the badge", "One badge, one person", "Both ways out, point A", "Alarm, AED, eyewash", "Clean hands, five moments", "Nothing left to read", "Report first, fix later")):
        y = 84 + i * 44
        c.rect(18, y, 46, y + 28, "#ffffff", 4, INK, 3)
        c.text(62, y + 14, words, 23, INK, "medium", "lm")
    for i, words in enumerate(("Name", "Date")):
        y = 424 + i * 46
        c.text(18, y, words, 19, "#56686c", "medium", "ls")
        c.line([(78, y), (366, y)], "#9aa7a8", 2, False)
    return c.done()


OWN = (contact_card, password_note, printout, shred_label, recycling_label, found_label, stick_label, eyewash_sign)


def all_signs():
    """Name -> picture, for the atlas; the record stands where the yard has its roll call."""
    made = {draw.__name__: draw() for draw in OWN}
    made["printout"] = made["printout"].resize((192, 272))
    sign = wing_signs.assembly_sign()
    yard = {
        "assembly_sign": sign.resize((256, 256)),
        "assembly_mark": wing_signs.assembly_mark().resize((192, 192)),
        "push_to_open": wing_signs.push_to_open(),
        "roll_call": first_day_record().resize((288, 375)),
    }
    return signs.all_signs() | made | yard | hand_prints.all_prints()

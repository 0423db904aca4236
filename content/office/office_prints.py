"""What is printed in the office, and the mail program on its screen. One drawn function each; all names and numbers are invented."""

from office_layout import REPORT, ROW_SIZE, ROW_STEP, ROW_X, ROW_Y
from tools.content.drawing import Canvas, label

import signs

INK, TEAL, RED, GREEN, PAPER = signs.INK, signs.TEAL, signs.RED, signs.GREEN, "#fffdf8"
CONTACTS = (
    ("IT help desk", "2300"),
    ("Security", "2400"),
    ("Privacy officer", "2500"),
    ("Payroll", "2600"),
    ("Dana Whitfield", "2110"),
    ("Bayline Medical", "555 0119"),
)


def contact_card():
    c = Canvas(480, 340, PAPER)
    c.rect(0, 0, 479, 56, TEAL)
    c.text(22, 28, "Numbers we know", 30, "#ffffff", "bold", "lm")
    for i, (who, number) in enumerate(CONTACTS):
        y = 80 + i * 36
        c.text(22, y, who, 25, INK, "medium")
        c.text(458, y, number, 25, INK, "bold", "ra")
        c.line([(22, y + 33), (458, y + 33)], "#d9d2c4", 1, False)
    c.text(22, 306, "Training example: all numbers are invented", 17, "#56686c", "regular")
    return c.done()


def poster():
    c = Canvas(448, 640, PAPER)
    c.rect(0, 0, 447, 132, TEAL)
    c.text(224, 48, "A message", 44, "#ffffff", "display", "mm")
    c.text(224, 96, "wants something?", 44, "#ffffff", "display", "mm")
    for i, (word, words) in enumerate(
        (("Stop.", "Hurry is a trick."), ("Look.", "Who is it from, really?\nWhere does it lead?"), ("Ask.", "On a number you had\nbefore it came."), ("Report.", "One report warns\neverybody."))
    ):
        y = 158 + i * 118
        c.oval(56, y + 38, 30, fill="#f8ead6")
        c.text(56, y + 38, str(i + 1), 32, "#8a5015", "bold", "mm")
        c.text(104, y, word, 34, INK, "bold")
        c.text(104, y + 42, words, 23, "#3d5257", "medium")
    return c.done()


def shred_label():
    rows = [
        (128, 22, "CONFIDENTIAL", 27, "#ffffff", "bold"),
        (128, 84, "Shred bin", 40, INK, "bold"),
        (128, 130, "locked, emptied weekly", 19, "#3d5257", "medium"),
    ]
    return label((256, 160), "#e9ebe9", rows, (44, RED))


def binder(words, tint):
    c = Canvas(64, 256, tint)
    c.rect(8, 24, 56, 150, "#fffdf8", 4)
    for i, line in enumerate(words):
        c.text(32, 60 + i * 34, line, 18, INK, "bold", "mm")
    c.oval(32, 206, 15, fill="#22282b")
    return c.done()


def note():
    c = Canvas(160, 160, "#f3dc6b")
    for i, (words, size) in enumerate((("mail", 27), ("Harbour", 31), ("2026 !", 31))):
        c.text(80, 38 + i * 42, words, size, "#24365e", "medium", "mm")
    return c.done()


def outlet():
    rows = [
        (64, 20, "NETWORK", 18, "#3d5257", "bold"),
        (64, 46, "O-14", 20, INK, "bold"),
    ]
    return label((128, 64), "#f2f1ee", rows)


def notice(title, lines):
    """A sheet for the notice board."""
    c = Canvas(256, 362, "#fbfaf5")
    c.rect(0, 0, 255, 50, TEAL)
    c.text(128, 25, title, 24, "#ffffff", "bold", "mm")
    for i, words in enumerate(lines):
        c.text(20, 78 + i * 36, words, 22, INK, "medium")
    return c.done()


NOTICES = (
    ("Floor works", ("Corridor, ground floor", "from Monday, 7 to 10", "", "Kettle & Crane Floors", "It will be loud.")),
    ("Lunch list", ("Mon   soup", "Tue   pasta", "Wed   curry", "Thu   bake", "Fri   ask Joe")),
)


def report_button():
    c = Canvas(REPORT[2], REPORT[3], "#0b6470")
    c.line([(34, 12), (34, 42)], "#ffffff", 4)
    c.shape([(36, 12), (62, 19), (36, 28)], "#ffffff")
    c.text(150, 26, "Report phishing", 21, "#ffffff", "bold", "mm")
    return c.done()


def row(sender, subject, time, decided):
    """One line of the inbox: new, or decided upon."""
    w, h = ROW_SIZE
    c = Canvas(w, h, "#e9eef2" if decided else "#ffffff")
    c.rect(0, 0, w - 1, h - 1, edge="#cfd9e0", stroke=2)
    ink, grey = ("#6b7a86", "#6b7a86") if decided else ("#0c1a26", "#24323e")
    if decided:
        c.line([(22, 34), (30, 43), (46, 24)], "#0b6470", 5)
    else:
        c.oval(33, 34, 8, fill="#1e78c8")
    c.text(62, 20, sender, 30, ink, "medium" if decided else "bold", "lm")
    c.text(62, 50, subject, 26, grey, "regular" if decided else "medium", "lm")
    c.text(w - 18, 20, "decided" if decided else time, 23, grey, "medium", "rm")
    return c.done()


def mailbox():
    """The mail program; its rows are nodes of their own."""
    c = Canvas(1024, 634, "#f4f7fa")
    c.rect(0, 0, 1023, 56, "#0f4c5c")
    c.text(24, 28, "Harbour Clinic   Mail", 27, "#ffffff", "bold", "lm")
    c.oval(982, 28, 19, fill="#7fd1c7")
    c.text(982, 28, "ME", 16, "#0f4c5c", "bold", "mm")
    c.rect(0, 56, 238, 633, "#e3ebf0")
    for i, (words, count) in enumerate((("Inbox", "6"), ("Sent", ""), ("Drafts", ""), ("Archive", ""), ("Reported", ""))):
        y = 84 + i * 54
        if i == 0:
            c.rect(12, y - 8, 226, y + 38, "#0b6470", 10)
        c.text(30, y + 15, words, 25, "#ffffff" if i == 0 else "#24323e", "medium", "lm")
        c.text(208, y + 15, count, 20, "#ffffff", "bold", "rm")
    c.text(258, 92, "This morning", 29, "#1b2a38", "bold", "lm")
    w, h = ROW_SIZE
    for i in range(6):
        y = ROW_Y + i * ROW_STEP
        c.rect(ROW_X - w / 2, y - h / 2, ROW_X + w / 2, y + h / 2, "#ffffff", 8, "#cfd9e0", 2)
    c.rect(0, 606, 1023, 633, "#fbeccb")
    c.text(24, 620, "TRAINING DATA, invented senders", 17, "#6b4300", "bold", "lm")
    c.text(1000, 620, "Leaving? Press the lock key.", 17, "#6b4300", "medium", "rm")
    return c.done()


ROWS = {  # look: sender, subject, time
    "Payroll": ("Harbour Payroll", "Your pay is held", "08:12"),
    "Sign_In": ("IT Help Desk", "Your sign-in app ends today", "08:04"),
    "Form": ("Forms Service", "Your tax form W-2", "07:58"),
    "Supplier": ("Tom Iverson, Bayline Medical", "Our new bank details", "08:20"),
    "Manager": ("Dana Whitfield", "Phone list, by nine", "08:20"),
    "Flooring": ("KETTLE & CRANE FLOORS", "FLOOR WORKS !!", "07:31"),
    "Roster": ("Samira Okafor", "Can you swap Friday?", "07:45"),
}


def all_prints():
    """Name -> picture, for the atlas."""
    out = {made.__name__: made() for made in (contact_card, poster, shred_label, note, outlet, report_button)}
    out |= {made.__name__: made() for made in (signs.lock_key, signs.sails_picture)}
    out["clock_face"] = signs.clock_face(9, 5)
    out["door_office"] = signs.door_sign("Office")
    out |= {f"notice_{i}": notice(*words) for i, words in enumerate(NOTICES)}
    for look, line in ROWS.items():
        out |= {f"row_{look}_{state}": row(*line, state == "decided") for state in ("new", "decided")}
    for i, (words, tint) in enumerate(
        ((("Rota",), "#2b6a73"), (("Orders",), "#8a5015"), (("Fire", "safety"), "#8f2a2a"), (("Forms",), "#4a5f7d"), (("Policy",), "#3f6b4b"))
    ):
        out[f"binder_{i}"] = binder(words, tint)
    return out

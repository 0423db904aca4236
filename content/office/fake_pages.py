"""Draws the two false sign-in pages of the module `inbox-triage`: the one that the bad link leads to, and the one in the attachment.

From the repository root:  python content/office/fake_pages.py
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODULE = HERE.parents[1] / "modules/inbox-triage"
sys.path.insert(0, str(HERE.parents[1]))

from tools.content.drawing import Canvas


def sign_in(address, wants):
    """A page that looks like the clinic's; `address` is in three pieces, of which the second gives it away."""
    c = Canvas(1024, 634, "#eef3f6")
    c.rect(0, 0, 1023, 64, "#dfe4e8")
    c.rect(24, 12, 1000, 52, "#ffffff", 18, "#b6c0c8", 2)
    x = 46
    for words, ink, face in zip(address, ("#3d5257", "#9b1c1c", "#3d5257"), ("medium", "bold", "medium")):
        c.text(x, 32, words, 23, ink, face, "lm")
        x += round(len(words) * 11.4)
    c.rect(296, 108, 728, 560, "#ffffff", 16, "#cfd9e0", 2)
    c.text(512, 166, "Harbour Clinic", 40, "#0f4c5c", "display", "mm")
    c.text(512, 212, wants, 23, "#34495e", "medium", "mm")
    for y, label, value in ((254, "Name", "your name"), (348, "Password", "\u2022" * 10)):
        c.text(336, y, label, 19, "#5b6b79", "medium")
        c.rect(336, y + 28, 688, y + 78, "#ffffff", 8, "#857e6f", 2)
        c.text(354, y + 53, value, 23, "#1b2a38", "medium", "lm")
    c.rect(336, 462, 688, 520, "#0b6470", 10)
    c.text(512, 491, "Sign in", 25, "#ffffff", "bold", "mm")
    c.rect(0, 590, 1023, 633, "#fbeccb")
    c.text(512, 612, "TRAINING EXAMPLE: this page takes nothing and leads nowhere", 21, "#6b4300", "bold", "mm")
    return c.done()


def main():
    link = sign_in(("https://harbour-clinic.example.", "login-verify.test", "/pay"), "Sign in to see your pay")
    link.save(MODULE / "fake_page.png", optimize=True)
    attachment = sign_in(("file:///C:/Users/me/Downloads/", "W2_2026.html", ""), "Sign in to open your tax form")
    attachment.save(MODULE / "fake_form.png", optimize=True)


if __name__ == "__main__":
    main()

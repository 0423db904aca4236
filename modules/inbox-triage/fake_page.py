"""Draws fake_page.png, the sign-in page that the bad links of this module lead to.

From the repository root:  python modules/inbox-triage/fake_page.py
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tools.content.drawing import Canvas


def main():
    c = Canvas(1024, 634, "#eef3f6")
    c.rect(0, 0, 1023, 64, "#dfe4e8")
    c.rect(24, 12, 1000, 52, "#ffffff", 18, "#b6c0c8", 2)
    c.text(46, 32, "https://harbour-clinic.example.", 23, "#3d5257", "medium", "lm")
    c.text(396, 32, "login-verify.test", 23, "#9b1c1c", "bold", "lm")
    c.text(588, 32, "/pay", 23, "#3d5257", "medium", "lm")
    c.rect(296, 108, 728, 560, "#ffffff", 16, "#cfd9e0", 2)
    c.text(512, 166, "Harbour Clinic", 40, "#0f4c5c", "display", "mm")
    c.text(512, 212, "Sign in to see your pay", 23, "#34495e", "medium", "mm")
    for y, label, value in ((254, "Name", "your name"), (348, "Password", "\u2022" * 10)):
        c.text(336, y, label, 19, "#5b6b79", "medium")
        c.rect(336, y + 28, 688, y + 78, "#ffffff", 8, "#857e6f", 2)
        c.text(354, y + 53, value, 23, "#1b2a38", "medium", "lm")
    c.rect(336, 462, 688, 520, "#0b6470", 10)
    c.text(512, 491, "Sign in", 25, "#ffffff", "bold", "mm")
    c.rect(0, 590, 1023, 633, "#fbeccb")
    c.text(512, 612, "TRAINING EXAMPLE: this page takes nothing and leads nowhere", 21, "#6b4300", "bold", "mm")
    c.done().save(HERE / "fake_page.png", optimize=True)


if __name__ == "__main__":
    main()

"""The assembly point: marked ground, its sign, and the board with the roll call."""

from tools.content import shapes
from tools.content.part import Part, empty
from wing import ASSEMBLY

BOARD = (3.55, 19.9)


def build(cells, at=ASSEMBLY, board_at=BOARD):
    ground(cells, at)
    sign(cells, at)
    board(cells, board_at)


def ground(cells, at):
    """A painted square with the letter of the assembly point."""
    x, y = at
    part = Part("AssemblyMark", (x, y, 0.004), smooth_deg=0)
    part.plate(2.2, 2.2, (0, 0, 0), cells["assembly_mark"], turn_deg=(-90, 0, 0), thick=0.001).done()


def sign(cells, at):
    """On a post behind the marked ground, facing the exit."""
    x, y = at
    part = Part("AssemblySign", (x, y + 1.55, 0), collide=True)
    for dx in (-0.42, 0.42):
        part.tube([(dx, 0.03, -0.05), (dx, 0.03, 2.55)], 0.028, "steel", 14)
    part.box((1.00, 0.03, 1.00), (0, 0, 2.0), "trim", 0.006)
    part.plate(0.96, 0.96, (0, -0.018, 2.0), cells["assembly_sign"]).done()


def board(cells, at):
    """The warden's board: a writing slope on a post with the list of who is in today."""
    root = Part("RollCall", (*at, 0), (0, 0, -28), collide=True)
    root.tube([(0, 0, -0.05), (0, 0, 1.0)], 0.035, "dark", 16)
    root.lathe([(0.18, 0), (0.18, 0.012), (0.04, 0.03)], (0, 0, 0), "dark", 32)
    root.box((0.52, 0.035, 0.66), (0, -0.045, 1.22), "oak", 0.008, turn_deg=(-24, 0, 0))
    made = root.done()
    sheet = Part("RollCall_List", (0, -0.064, 1.2285), (-24, 0, 0), parent=made)
    sheet.plate(0.46, 0.60, (0, 0, 0), cells["roll_call"], thick=0.003).done()
    clip = Part("RollCall_Clip", (0, -0.064, 1.2285), (-24, 0, 0), parent=made)
    clip.box((0.14, 0.016, 0.035), (0, -0.006, 0.290), "steel", 0.005).done()


def bench():
    part = Part("Bench", (5.35, 18.6, 0), (0, 0, -90), collide=True)
    for x in (-0.62, 0.62):
        part.box((0.06, 0.38, 0.42), (x, 0, 0.21), "dark", 0.008, hide="-z")
    for i in range(4):
        part.box((1.6, 0.085, 0.03), (0, -0.15 + i * 0.10, 0.435), "oak", 0.006, swap=True)
    part.done()

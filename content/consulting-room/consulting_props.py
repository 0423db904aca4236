"""What a person uses in the consulting room beside the kit: form, workstation, phone, gloves, hand rub, box and log at the hatch."""

from consulting_layout import BENCH, CART, CART_TOP, HATCH, X1, Y0, Y1
from corridor_props import hand_rub, hygiene_board
from reception_props import open_pages, phone, workstation
from tools.content.part import Part, empty

from printed import FORM_BORN, TESTS

TOP = BENCH[3]


def build(cells):
    request_form(cells)
    workstation(cells, (-1.02, Y1 - 0.22, TOP), -6)
    phone((-0.60, Y1 - 0.30, TOP), -16)
    gloves(cells)
    hand_rub(cells, (-2.40, Y1, 1.26), 0)
    hygiene_board(cells, (X1 - 0.003, 5.02, 1.55), -90)
    transport_box(cells)
    log_book(cells)
    bag_box(cells)
    bench_things()


def request_form(cells):
    """The request form on its clipboard; the date of birth and the tests are looks by state."""
    board = Part("Form", (-1.56, Y1 - 0.34, TOP), (0, 0, -5))
    board.box((0.225, 0.315, 0.005), (0, 0, 0.003), "dark", 0.002, 1, hide="-z")
    board.plate(0.205, 0.2733, (0, -0.014, 0.0062), cells["form_sheet"], turn_deg=(-90, 0, 0), thick=0.001)
    board.box((0.10, 0.026, 0.010), (0, 0.140, 0.010), "steel", 0.004, 2)
    root = board.done()
    mm = 0.205 / 480

    def spot(x, y, height):
        """From pixels of the sheet to the board."""
        return x * mm - 0.1025, 0.1367 - 0.014 - y * mm, height

    name = Part("Form_Patient", spot(250, 112, 0.0080), parent=root)
    name.plate(0.20, 0.020, (0, 0, 0), _part_of(cells["form_sheet"], 6 / 480, 88 / 640, 474 / 480, 135 / 640), turn_deg=(-90, 0, 0), thick=0.0002)
    name.done()
    born = empty("Form_Born", spot(170, 173, 0.0080), parent=root)
    for state in FORM_BORN:
        look = Part(f"Form_Born_{state.title()}", parent=born, in_state=state)
        look.plate(300 * mm, 34 * mm, (0, 0, 0), cells[f"form_born_{state}"], turn_deg=(-90, 0, 0), thick=0.0002).done()
    tests = empty("Form_Tests", spot(240, 376, 0.0080), parent=root)
    for state in TESTS:
        look = Part(f"Form_Tests_{state[-1].upper()}", parent=tests, in_state=state)
        look.plate(440 * mm, 170 * mm, (0, 0, 0), cells[f"form_tests_{state}"], turn_deg=(-90, 0, 0), thick=0.0002).done()
    handling = Part("Form_Handling", spot(250, 520, 0.0080), parent=root)
    handling.plate(0.20, 0.042, (0, 0, 0), _part_of(cells["form_sheet"], 6 / 480, 471 / 640, 474 / 480, 569 / 640), turn_deg=(-90, 0, 0), thick=0.0002)
    handling.done()


def _part_of(cell, a, b, c, d):
    """A rectangle inside a cell of the atlas, in shares of it."""
    u0, v0, u1, v1 = cell
    return u0 + (u1 - u0) * a, v0 + (v1 - v0) * b, u0 + (u1 - u0) * c, v0 + (v1 - v0) * d


def gloves(cells):
    """Three boxes in a rack on the wall, small to large."""
    for i, size in enumerate(("S", "M", "L")):
        box = Part(f"Gloves_{size}", (-2.06, Y1 - 0.003, 1.62 - 0.135 * i))
        box.box((0.245, 0.10, 0.122), (0, -0.05, 0), "trim", 0.003, 1, hide="+y")
        box.plate(0.243, 0.1215, (0, -0.1015, 0), cells[f"gloves_{size}"], thick=0.002)
        box.ball((0.035, 0.014, 0.014), (0, -0.106, 0.002), "glove", 14)
        box.done()
    rack = Part("Gloves_Rack", (-2.06, Y1, 1.485))
    for z in (-0.208, -0.073, 0.062):
        rack.box((0.262, 0.112, 0.006), (0, -0.056, z), "steel", 0.001, 1)
    for x in (-0.128, 0.128):
        rack.box((0.004, 0.06, 0.40), (x, -0.031, 0.0), "steel", 0.001, 1)
    rack.done()


def transport_box(cells):
    """The transport box on the ledge, its lid up; `TransportBox_Inside` is where a bag goes."""
    x = HATCH[0] - 0.135
    box = Part("TransportBox", (x, Y0 + 0.145, HATCH[2] + 0.004), (0, 0, 180))
    w, d, h, t = 0.30, 0.225, 0.15, 0.012
    box.box((w, d, t), (0, 0, t / 2), "transport", 0.002, 1)
    for size, at in (
        ((w, t, h), (0, -d / 2 + t / 2, h / 2)),
        ((w, t, h), (0, d / 2 - t / 2, h / 2)),
        ((t, d - 2 * t, h), (-w / 2 + t / 2, 0, h / 2)),
        ((t, d - 2 * t, h), (w / 2 - t / 2, 0, h / 2)),
    ):
        box.box(size, at, "transport", 0.003, 1)
    box.plate(0.22, 0.098, (0, -d / 2 - 0.001, 0.070), cells["transport_label"], thick=0.002)
    root = box.done()
    lid = Part("TransportBox_Lid", (0, d / 2 - 0.004, h + 0.002), (-104, 0, 0), parent=root)
    lid.box((w, d, 0.022), (0, -d / 2, 0.012), "transport", 0.005, 2).done()
    empty("Ledge_Spot", ((HATCH[0] + HATCH[1]) / 2 - 0.06, Y0 + 0.17, HATCH[2] + 0.006), (0, 0, 180), socket=True)
    empty("TransportBox_Inside", (0, 0, t + 0.058), (-52, 0, 0), parent=root, socket=True)


def log_book(cells):
    """The specimen log, open on the ledge, with a pen beside."""
    part = Part("Log", (HATCH[1] - 0.20, Y0 + 0.165, HATCH[2] + 0.004), (0, 0, 180), smooth_deg=50)
    part.box((0.32, 0.225, 0.006), (0, 0, 0.0035), "teal", 0.002, hide="-z")
    part.box((0.305, 0.21, 0.008), (0, 0, 0.0095), "paper", 0.002, hide="-z")
    open_pages(part, 0.303, 0.208, (0, 0, 0.0132), cells["log_pages"])
    part.tube([(0.175, -0.08, 0.005), (0.18, 0.06, 0.005)], [0.0045, 0.0045], "dark", 8).done()


def bag_box(cells):
    part = Part("Bag_Box", (-1.78, Y1 - 0.16, TOP))
    part.box((0.21, 0.12, 0.115), (0, 0, 0.058), "trim", 0.003, 1, hide="-z")
    part.plate(0.205, 0.112, (0, -0.0615, 0.058), cells["bag_box"], thick=0.002)
    part.box((0.15, 0.02, 0.05), (0, -0.005, 0.125), "bag_film", 0.004, 1).done()


def bench_things():
    """A box of tissues and a bottle by the sink, which nobody has to touch."""
    part = Part("Bench_Things", (0, 0, TOP), lightmap=0.3)
    part.box((0.13, 0.13, 0.12), (-2.28, Y1 - 0.20, 0.061), "teal", 0.006, 2, hide="-z")
    part.box((0.05, 0.012, 0.05), (-2.28, Y1 - 0.20, 0.135), "paper", 0.005, 2)
    part.lathe([(0.03, 0), (0.033, 0.01), (0.033, 0.13), (0.012, 0.155), (0.012, 0.17)], (-2.47, Y1 - 0.12, 0), "trim", 20)
    part.done()

"""What tests the machine: the Bowie-Dick pack and its sheets, the spore test, its incubator, and a load to run it in."""

from measures import BENCH
from tools.content.part import Part, empty


def build(cells):
    bowie_dick(cells)
    spores(cells)
    incubator(cells)
    load()


def bowie_dick(cells):
    """The pack, the mat that it is opened on, and the sheet out of it in two forms: uniform, and pale in the middle."""
    pack = Part("BD_Pack", (-1.03, 9.69, BENCH))
    pack.box((0.125, 0.125, 0.026), (0, 0, 0.014), "pouch", 0.004, 2)
    pack.box((0.127, 0.020, 0.0275), (0, 0.030, 0.014), "tape", 0.002, 1)
    pack.plate(0.100, 0.030, (0, -0.020, 0.0278), cells["pack_label"], turn_deg=(-90, 0, 0), thick=0.001)
    pack.plate(0.080, 0.024, (0, -0.0635, 0.0145), cells["pack_label"], thick=0.001).done()
    mat = Part("Test_Mat", (-0.66, 9.70, BENCH), lightmap=0.7, socket=True)
    mat.box((0.24, 0.20, 0.003), (0, 0, 0.002), "splash", 0.001, 1).done()
    sheet = empty("BD_Sheet", (-0.66, 9.70, BENCH + 0.004), (-8, 0, 0))
    for name, cell in (("Uniform", "sheet_uniform"), ("Pale", "sheet_pale")):
        part = Part(f"BD_Sheet_{name}", (0, 0, 0.008), parent=sheet)
        part.plate(0.170, 0.170, (0, 0, 0), cells[cell], turn_deg=(-90, 0, 0), thick=0.0010).done()


def vial(name, at, cell, parent=None):
    """A spore test vial, upside up on its flat cap; its fluid is purple, and yellow where spores grew."""
    root = empty(name, at, parent=parent)
    body = Part(f"{name}_Body", parent=root, smooth_deg=50)
    body.lathe([(0.0085, 0.001), (0.0095, 0.004), (0.0095, 0.044)], (0, 0, 0), "glass_clear", 20, cap=False)
    body.lathe([(0.0115, 0.042), (0.0115, 0.058), (0.010, 0.060)], (0, 0, 0), "bezel", 20)
    body.plate(0.0216, 0.0144, (0, -0.0098, 0.030), cell, thick=0.001).done()
    result = empty(f"{name}_Result", parent=root)
    for form, wider, holder in (("Purple", 0.0, root), ("Yellow", 0.0004, result)):
        fluid = Part(f"{name}_{form}", parent=holder)
        fluid.lathe([(0.0078, 0.003), (0.0084 + wider, 0.005), (0.0084 + wider, 0.024 + wider)], (0, 0, 0), form.lower(), 18).done()


def spores(cells):
    """A rack with the test vial, its control of the same lot, and a control of another."""
    rack = Part("Vial_Rack", (-0.86, 9.66, BENCH), lightmap=0.8)
    rack.box((0.15, 0.045, 0.012), (0, 0, 0.006), "trim", 0.003, 1).done()
    for name, dx, cell in (("Spore_Test", -0.048, "spore_test"), ("Spore_Control", 0.0, "spore_control"), ("Spore_OldControl", 0.048, "spore_old")):
        vial(name, (-0.86 + dx, 9.66, BENCH + 0.012), cells[cell])


def incubator(cells):
    root = empty("Incubator", (-0.66, 9.98, BENCH))
    part = Part("Incubator_Body", parent=root, lightmap=0.8)
    part.box((0.24, 0.22, 0.14), (0, 0.02, 0.075), "housing", 0.012, 3)
    part.box((0.16, 0.05, 0.006), (0, -0.05, 0.147), "bezel", 0.002, 1)
    part.done()
    face = Part("Incubator_Display", (-0.025, -0.0915, 0.090), parent=root, smooth_deg=0)
    face.plate(0.145, 0.054, (0, 0, 0), cells["incubator_face"], thick=0.002).done()
    key = Part("Incubator_Start", (0.088, -0.090, 0.090), parent=root)
    key.box((0.030, 0.010, 0.024), (0, -0.003, 0), "status", 0.004, 2).done()
    for name, dx in (("Incubator_Test", -0.045), ("Incubator_Control", 0.045)):
        empty(name, (dx, -0.05, 0.1475), parent=root, socket=True)
        well = Part(f"{name}_Well", (dx, -0.05, 0.1505), parent=root)
        well.lathe([(0.016, -0.0005), (0.016, 0.002), (0.012, 0.002), (0.012, -0.0002), (0.001, -0.0002)], (0, 0, 0), "brushed", 24, cap=False).done()


def load():
    """A tray of pouches as on every day; the test vial goes into its hardest place, the middle over the drain."""
    root = Part("Load", (-2.86, 8.98, BENCH))
    root.box((0.176, 0.26, 0.002), (0, 0, 0.003), "brushed", 0)
    for sx in (-0.088, 0.088):
        root.box((0.002, 0.26, 0.012), (sx, 0, 0.008), "brushed", 0.0005, 1)
    for i, (y, turn) in enumerate(((-0.085, 2), (-0.03, -3), (0.03, 3), (0.085, -2))):
        root.box((0.155, 0.045, 0.014), (0.002 * i, y, 0.013), "pouch", 0.004, 1, (24, 0, turn))
        root.box((0.140, 0.036, 0.004), (0.002 * i, y - 0.004, 0.021), "pouch_film", 0.001, 1, (24, 0, turn))
        root.tube([(-0.05, y - 0.006, 0.023), (0.05, y - 0.006, 0.0235)], 0.0018, "polished", 6)
    made = root.done()
    empty("Load_TestPlace", (0, 0, 0.026), parent=made, socket=True)
    pack = Part("Load_TestPack", (0, 0, 0.026), parent=made)
    pack.box((0.070, 0.030, 0.012), (0, 0, 0.006), "pouch", 0.004, 2)
    pack.lathe([(0.0085, -0.026), (0.0085, 0.026)], (0, 0, 0.013), "purple", 14, (0, 90, 0)).done()

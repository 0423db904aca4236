"""Who is in the scene: Mateo leads the drill, Lena is in danger, Dana, Amira and Grace are counted."""


from tools.content.part import Part

CAST = {  # node: who, where, turn
    "Guide": ("Mateo", (1.05, 4.55), 20),
    "Lena": ("Lena", (3.20, 5.99), 88),
    "Dana": ("Dana", (3.15, 19.55), -50),
    "Amira": ("Amira", (0.75, 20.0), 30),
    "Grace": ("Grace_Lab", (2.15, 20.1), -8),
}
NODES = tuple(CAST)
LIDS = {}


def build():
    """Puts everybody in; returns the extras of their clips."""
    extras = {}
    for node, (who, at, turn) in CAST.items():
        stand_in(node, at, turn, seated=who == "Lena")
    return extras


def stand_in(node, at, turn, seated):
    part = Part(node, (*at, 0), (0, 0, turn), smooth_deg=60)
    top = 1.25 if seated else 1.70
    part.lathe([(0.16, 0.0), (0.2, 0.3), (0.22, top - 0.40), (0.10, top - 0.25), (0.09, top - 0.22)], (0, 0, 0), "teal", 24)
    part.ball((0.10, 0.11, 0.13), (0, 0, top - 0.12), "skin")
    if seated:
        for x in (-0.28, 0.28):
            part.lathe([(0.30, -0.01), (0.30, 0.01)], (x, 0.05, 0.30), "rubber", 28, (0, 90, 0))
    part.done()

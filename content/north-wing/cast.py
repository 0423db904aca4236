"""Who is in the scene: Mateo leads the drill, Lena is in danger, Dana, Amira and Grace are counted with them."""

from content.people import people

CAST = {  # node: who, where, turn
    "Guide": ("Mateo", (1.05, 4.55), 20),
    "Lena": ("Lena", (3.20, 5.99), 88),
    "Dana": ("Dana", (3.15, 19.55), -50),
    "Amira": ("Amira", (0.75, 20.0), 30),
    "Grace": ("Grace_Lab", (2.15, 20.1), -8),
}
NODES = tuple(CAST)


def build():
    """Puts everybody in; returns the extras of their clips."""
    extras = {}
    for node, (who, at, turn) in CAST.items():
        extras |= people.build(who, node, at, turn)
    return extras

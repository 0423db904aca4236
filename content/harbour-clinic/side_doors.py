"""The doors off the corridor: closed for good, or leaves that turn about their hinges, with frames, levers and signs."""

from layout import C_X0, C_X1, SIDE_DOOR_TOP, SIDE_DOORS, STORE, WALL
from tools.content.part import Part

LEVER_Z, SIGN_Z = 1.02, 1.62


def closed(cells, doors=SIDE_DOORS):
    """Doors that never open; with all of them, the sign over the store."""
    leaves, signs = Part("Corridor_Doors", lightmap=0.8, collide=True), Part("Corridor_Signs", lightmap=0.5)
    for x, y0, y1, sign in doors:
        side, cy = (1 if x == C_X0 else -1), (y0 + y1) / 2  # side points into the corridor
        frame(leaves, x, y0, y1)
        leaves.box((0.03, y1 - y0 - 0.004, 2.086), (x + side * 0.001, cy, 1.05), "oak", 0.002, tile=1.4)
        leaves.box((0.034, y1 - y0 - 0.1, 0.22), (x + side * 0.002, cy, 0.16), "steel", 0.002)
        ly = y1 - 0.08 if side > 0 else y0 + 0.08
        inward = -1 if side > 0 else 1
        leaves.tube([(x + side * 0.016, ly, LEVER_Z), (x + side * 0.024, ly, LEVER_Z)], 0.026, "steel", 20)
        leaves.tube(
            [
                (x + side * 0.02, ly, LEVER_Z),
                (x + side * 0.062, ly, LEVER_Z),
                (x + side * 0.066, ly + inward * 0.02, LEVER_Z),
                (x + side * 0.066, ly + inward * 0.13, LEVER_Z),
            ],
            0.0095,
            "steel",
            12,
        )
        signs.plate(0.288, 0.088, (x + side * 0.0195, cy, SIGN_Z), cells[sign], turn_deg=(0, 0, 90 * side))
    s0, s1, _, top = STORE
    if doors == SIDE_DOORS:
        signs.plate(0.288, 0.088, (C_X1 - 0.004, (s0 + s1) / 2, top + 0.1), cells["door_store"], turn_deg=(0, 0, -90))
    leaves.done()
    signs.done()


def frame(part, x, y0, y1, through=False):
    """An architrave around a side door; `through` the wall it also lines the opening and shows in the room."""
    side = 1 if x == C_X0 else -1
    far = x - side * (WALL + 0.018) if through else x - side * 0.020
    near = x + side * 0.030
    cx, depth = (far + near) / 2, abs(near - far)
    for y in (y0 - 0.0325, y1 + 0.0325):
        part.box((depth, 0.075, SIDE_DOOR_TOP), (cx, y, SIDE_DOOR_TOP / 2 - 0.002), "trim", 0.004, hide="-z")
    part.box((depth + 0.002, y1 - y0 + 0.14, 0.075), (cx, (y0 + y1) / 2, SIDE_DOOR_TOP + 0.0325), "trim", 0.004)


def opening(name, door, cells, glazed=False, open_deg=92.0, frame_share=0.5):
    """A frame, and a leaf hinged at its south end that opens into the room: `<name>`, and `<name>_Plate` to be felt.

    The plate is of steel on the corridor's side, above the lever; a glazed leaf has a narrow pane one sees through.
    """
    x, y0, y1, sign = door
    side = 1 if x == C_X0 else -1  # points into the corridor
    made = Part(f"{name}_Frame", lightmap=frame_share, collide=True)
    frame(made, x, y0, y1, through=True)
    made.done()
    # Turned by 90 degrees the leaf lies along +Y, and its front faces +X.
    width, top, front = y1 - y0 - 0.006, 2.086, -side
    leaf = Part(name, (x, y0 + 0.003, 0), (0, 0, 90), lightmap=0.7, open_deg=open_deg * side, collide=True)
    if glazed:
        glass = (width - 0.31, width - 0.13, 1.12, 1.82)  # from, to, low, high
        for a, b, low, high in (
            (0, glass[0], 0.007, top),
            (glass[1], width, 0.007, top),
            (glass[0], glass[1], 0.007, glass[2]),
            (glass[0], glass[1], glass[3], top),
        ):
            leaf.box((b - a, 0.044, high - low), ((a + b) / 2, 0, (low + high) / 2), "oak", 0.001, 1, tile=1.4)
        for a, b, low, high in (
            (glass[0], glass[0] + 0.012, glass[2], glass[3]),
            (glass[1] - 0.012, glass[1], glass[2], glass[3]),
            (glass[0] + 0.012, glass[1] - 0.012, glass[2], glass[2] + 0.012),
            (glass[0] + 0.012, glass[1] - 0.012, glass[3] - 0.012, glass[3]),
        ):
            leaf.box((b - a, 0.052, high - low), ((a + b) / 2, 0, (low + high) / 2), "dark", 0.001, 1)
    else:
        leaf.box((width, 0.044, top - 0.007), (width / 2, 0, top / 2 + 0.0035), "oak", 0.002, 1, tile=1.4)
    leaf.box((width - 0.1, 0.048, 0.22), (width / 2, 0, 0.16), "steel", 0.002)
    for face in (-1, 1):
        lever(leaf, width - 0.065, face)
    if front < 0:
        leaf.plate(0.288, 0.088, (width / 2 - 0.16, -0.0245, SIGN_Z), cells[sign], thick=0.004)
    else:
        leaf.plate(0.288, 0.088, (width / 2 - 0.16, 0.0245, SIGN_Z), cells[sign], turn_deg=(0, 0, 180), thick=0.004)
    made = leaf.done()
    if glazed:
        pane = Part(f"{name}_Glass", parent=made, smooth_deg=0)
        pane.pane(glass[1] - glass[0] - 0.02, glass[3] - glass[2] - 0.02, ((glass[0] + glass[1]) / 2, 0, (glass[2] + glass[3]) / 2), "glass").done()
    plate = Part(f"{name}_Plate", (0.20, front * 0.024, 1.26), (0, 0, 180 if front > 0 else 0), parent=made)
    plate.box((0.16, 0.004, 0.34), (0, 0, 0), "steel", 0.0015, 1).done()
    return made


def lever(part, x, face):
    """A lever with its rose on one face of a leaf; the grip points to the hinge."""
    part.tube([(x, face * 0.021, LEVER_Z), (x, face * 0.030, LEVER_Z)], 0.026, "steel", 24)
    part.tube([(x, face * 0.028, LEVER_Z), (x, face * 0.062, LEVER_Z)], 0.010, "steel", 14)
    part.tube(
        [(x, face * 0.055, LEVER_Z), (x - 0.007, face * 0.066, LEVER_Z), (x - 0.125, face * 0.066, LEVER_Z)],
        0.0095,
        "steel",
        14,
    )

"""What somebody holds: a paper cup with a lid in each hand, upright while the arms are as `Motion.hands` has them."""

import numpy as np
from mathutils import Vector
from tools.content import shapes

from .face import rgb
from .motion import Motion
from .pieces import from_shapes
from .skeleton import PALM, mirrored


def cups(frame):
    """Both cups, as they are in the hands' rest pose."""
    motion = Motion(frame, 0.46)
    pose, out = motion.upright(), []
    for side, flip in (("L", Vector), ("R", mirrored)):
        turn, wrist = motion.body.world(pose, f"hand.{side}")
        rest = motion.body.at[f"hand.{side}"]
        palm = wrist + turn @ (flip(frame.hand_point((0.082, -0.004, 0.0))) - rest) + turn @ (flip(PALM) * 0.047)
        for mat, colour, profile in (
            ("smooth", "#e9e4da", ((0.026, 0.0), (0.027, 0.001), (0.031, 0.030), (0.036, 0.096))),
            ("smooth", "#8a5a38", ((0.0316, 0.030), (0.0322, 0.031), (0.0352, 0.072), (0.0345, 0.073))),
            (
                "smooth",
                "#2a2522",
                ((0.0385, 0.094), (0.0395, 0.097), (0.0390, 0.104), (0.0330, 0.110), (0.0310, 0.1115)),
            ),
        ):
            piece = from_shapes(mat, lambda bm: shapes.lathe(bm, profile, 18), rgb(colour), {f"hand.{side}": 1})
            back = turn.inverted()
            there = [palm + Vector((0, 0, -0.058)) + Vector(p.tolist()) for p in piece.points]
            piece.points = np.array([(rest + back @ (p - wrist))[:] for p in there], np.float32)
            out.append(piece)
    return out

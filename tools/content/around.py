"""A label around something round."""

import math

from . import shapes


def label_around(part, radius, between, middle_deg, span_deg, cell, steps, mat="signs"):
    """Puts a picture of the atlas around a cylinder, from height to height, its middle at an angle (270 faces -Y)."""
    low, high = between
    angles = [math.radians(middle_deg - span_deg / 2 + span_deg * k / steps) for k in range(steps + 1)]

    def make(bm):
        shapes.grid(bm, [[(radius * math.cos(a), radius * math.sin(a), z) for a in angles] for z in between])

    def paint(bm, faces, layer):
        u0, v0, u1, v1 = cell
        for face in faces:
            for loop in face.loops:
                c = loop.vert.co
                deg = (math.degrees(math.atan2(c.y, c.x)) - middle_deg + 540) % 360 - 180
                u = deg / span_deg + 0.5
                loop[layer].uv = (u0 + (u1 - u0) * u, 1 - (v0 + (v1 - v0) * (high - c.z) / (high - low)))

    part.add(make, mat, uv=paint)

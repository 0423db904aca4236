"""Drawing signs and screens: a canvas that draws at twice the size, and an atlas that packs canvases."""

import json
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parents[2] / "content" / "fonts"
FACES = {
    "regular": "Inter-Regular.ttf",
    "medium": "Inter-Medium.ttf",
    "bold": "Inter-SemiBold.ttf",
    "display": "InterDisplay-SemiBold.ttf",
    "mono": "JetBrainsMono-Regular.ttf",
}
FINE = 2


class Canvas:
    """A picture with coordinates in final pixels."""

    def __init__(self, width, height, ground="#ffffff"):
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * FINE, height * FINE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def done(self):
        return self.image.resize((self.width, self.height), Image.LANCZOS)

    def _s(self, points):
        return [(x * FINE, y * FINE) for x, y in points]

    def rect(self, x0, y0, x1, y1, fill=None, radius=0, edge=None, stroke=2):
        box = [x0 * FINE, y0 * FINE, x1 * FINE, y1 * FINE]
        self.pen.rounded_rectangle(
            box, radius * FINE, fill=fill, outline=edge, width=stroke * FINE if edge else 0
        )

    def oval(self, cx, cy, rx, ry=None, fill=None, edge=None, stroke=2):
        ry = ry or rx
        self.pen.ellipse(
            [(cx - rx) * FINE, (cy - ry) * FINE, (cx + rx) * FINE, (cy + ry) * FINE],
            fill=fill,
            outline=edge,
            width=stroke * FINE if edge else 0,
        )

    def line(self, points, fill, stroke=4, round_ends=True):
        self.pen.line(self._s(points), fill=fill, width=int(stroke * FINE), joint="curve")
        if round_ends:
            for x, y in (points[0], points[-1]):
                self.oval(x, y, stroke / 2, fill=fill)

    def shape(self, points, fill):
        self.pen.polygon(self._s(points), fill=fill)

    def pie(self, cx, cy, r, from_deg, to_deg, fill):
        """A sector; degrees clockwise from the top."""
        self.pen.pieslice(
            [(cx - r) * FINE, (cy - r) * FINE, (cx + r) * FINE, (cy + r) * FINE],
            from_deg - 90,
            to_deg - 90,
            fill=fill,
        )

    def text(self, x, y, words, size, fill="#14272b", face="regular", anchor="la"):
        font = ImageFont.truetype(str(FONTS / FACES[face]), int(size * FINE))
        self.pen.text(
            (x * FINE, y * FINE), words, font=font, fill=fill, anchor=anchor, spacing=size * 0.35 * FINE
        )

    def texts(self, rows):
        """Several texts, each (x, y, words, size, colour, face); around their middle unless a seventh says how."""
        for row in rows:
            self.text(*(*row, "mm")[:7])

    def arrow(self, x0, y0, x1, y1, fill, stroke=6, head=16):
        a = math.atan2(y1 - y0, x1 - x0)
        back = (x1 - head * 0.8 * math.cos(a), y1 - head * 0.8 * math.sin(a))
        self.line([(x0, y0), back], fill, stroke, False)
        wing = lambda s: (x1 - head * math.cos(a + s * 0.55), y1 - head * math.sin(a + s * 0.55))
        self.shape([(x1, y1), wing(1), wing(-1)], fill)


def label(size, ground, rows, band=None):
    """Words on a ground, with a band of colour (how high, which) across its top; rows as in `Canvas.texts`."""
    c = Canvas(*size, ground)
    if band:
        c.rect(0, 0, size[0] - 1, band[0], band[1])
    c.texts(rows)
    return c.done()


def at_clock(cx, cy, r, deg):
    """The point at `deg` clockwise from the top."""
    return cx + r * math.sin(math.radians(deg)), cy - r * math.cos(math.radians(deg))


def pack(pictures, width, path):
    """Packs named pictures into one PNG, on shelves; writes and returns name -> (u0, v0, u1, v1), v down."""
    shelves, places = [], {}  # [width taken, top, height]
    for name, picture in sorted(pictures.items(), key=lambda p: (-p[1].height, -p[1].width, p[0])):
        w, h = picture.width + 8, picture.height + 8
        shelf = next((shelf for shelf in shelves if shelf[0] + w <= width), None)
        if shelf is None:
            shelf = [0, shelves[-1][1] + shelves[-1][2] if shelves else 0, h]
            shelves.append(shelf)
        places[name] = (shelf[0], shelf[1], w, h)
        shelf[0] += w
    height = -(-(shelves[-1][1] + shelves[-1][2]) // 64) * 64
    atlas, cells = Image.new("RGB", (width, height), "#ffffff"), {}
    for name, (x, y, w, h) in places.items():
        atlas.paste(pictures[name].resize((w, h)), (x, y))  # bleeds 4 px of border, against mip seams
        atlas.paste(pictures[name], (x + 4, y + 4))
        cells[name] = ((x + 5) / width, (y + 5) / height, (x + w - 5) / width, (y + h - 5) / height)
    atlas.save(path)
    Path(path).with_suffix(".json").write_text(json.dumps(cells, indent=1))
    return cells

"""Makes the bundled fonts: subset, TrueType outlines, tabular figures as the default figures.

Sources are the static fonts of the Debian packages `fonts-inter` and `fonts-jetbrains-mono`
(SIL Open Font License 1.1, see OFL-*.txt). The HUD draws text without OpenType shaping, so the
`tnum` figures are put into the character map here ("frozen") instead of being asked for later.

Run from the repository root:  python content/fonts/fonts.py
"""

from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).resolve().parent
INTER = Path("/usr/share/fonts/opentype/inter")
JETBRAINS = Path("/usr/share/fonts/truetype/jetbrains-mono")
FONTS = {
    "Inter-Regular.ttf": INTER / "Inter-Regular.otf",
    "Inter-Medium.ttf": INTER / "Inter-Medium.otf",
    "Inter-SemiBold.ttf": INTER / "Inter-SemiBold.otf",
    "InterDisplay-SemiBold.ttf": INTER / "InterDisplay-SemiBold.otf",
    "JetBrainsMono-Regular.ttf": JETBRAINS / "JetBrainsMono-Regular.ttf",
}
# Latin, Latin-1, Latin Extended-A/B/Additional, Greek, Cyrillic, punctuation, super/subscripts,
# currency, letterlike, number forms, arrows, mathematics, keys, shapes, ticks.
RANGES = [
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x18F, 0x18F),
    (0x192, 0x192),
    (0x1A0, 0x1A1),
    (0x1AF, 0x1B0),
    (0x1CD, 0x1DC),
    (0x1E6, 0x1E7),
    (0x1EA, 0x1EB),
    (0x1FA, 0x21B),
    (0x237, 0x237),
    (0x259, 0x259),
    (0x2BB, 0x2BD),
    (0x2C6, 0x2DD),
    (0x300, 0x304),
    (0x306, 0x30C),
    (0x323, 0x328),
    (0x370, 0x3CE),
    (0x400, 0x45F),
    (0x490, 0x493),
    (0x49A, 0x49B),
    (0x4A2, 0x4A3),
    (0x4AE, 0x4B1),
    (0x4D8, 0x4E9),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),
    (0x2000, 0x206F),
    (0x2070, 0x209C),
    (0x20A0, 0x20BF),
    (0x2113, 0x2126),
    (0x2150, 0x215E),
    (0x2190, 0x21B5),
    (0x21E7, 0x21EA),
    (0x2202, 0x2265),
    (0x2303, 0x2327),
    (0x25A0, 0x25FF),
    (0x2600, 0x2611),
    (0x2713, 0x2717),
    (0x2318, 0x2318),
    (0xFFFD, 0xFFFD),
]
LIMIT_BYTES = 250_000


def cubic_to_quadratic(font, max_err_em=0.0008):
    """Replaces CFF outlines by TrueType ones, so that every renderer takes the file."""
    glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
    max_err = font["head"].unitsPerEm * max_err_em
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyph_set[name].draw(Cu2QuPen(pen, max_err, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    glyf.compile(font)
    for name in order:
        advance, _ = font["hmtx"][name]
        font["hmtx"][name] = (advance, getattr(glyphs[name], "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for key in (
        "maxZones",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
        "maxComponentDepth",
    ):
        setattr(maxp, key, 1 if key == "maxZones" else 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def tabular_figures(font):
    """The substitution figure -> figure of equal width, as the font's own `tnum` feature has it."""
    found = {}
    gsub = font["GSUB"].table
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for sub in gsub.LookupList.Lookup[index].SubTable:
                    sub = getattr(sub, "ExtSubTable", sub)
                    found.update(getattr(sub, "mapping", {}))
    return found


def freeze_figures(font):
    """Points the ten digits at their tabular glyphs; punctuation keeps its natural width."""
    tnum = tabular_figures(font)
    figures = [font.getBestCmap()[code] for code in range(ord("0"), ord("9") + 1)]
    figures = [tnum.get(name, name) for name in figures]
    width = max(font["hmtx"][name][0] for name in figures)
    for name in figures:  # interpolated masters can be off by a unit or two
        font["hmtx"][name] = (width, font["hmtx"][name][1])
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                table.cmap[code] = tnum.get(table.cmap[code], table.cmap[code])


def make(name, source):
    """Writes one font and returns its size in bytes."""
    font = TTFont(source)
    if "GSUB" in font:
        freeze_figures(font)
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.hinting, options.desubroutinize, options.notdef_outline = False, True, True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[code for a, b in RANGES for code in range(a, b + 1)])
    worker.subset(font)
    if "CFF " in font:
        cubic_to_quadratic(font)
    path = HERE / name
    font.save(path)
    return path.stat().st_size


def check(name):
    """The ten digits of the written file have one width."""
    font = TTFont(HERE / name)
    cmap = font.getBestCmap()
    widths = {font["hmtx"][cmap[code]][0] for code in range(ord("0"), ord("9") + 1)}
    assert len(widths) == 1, f"{name}: figures of {len(widths)} widths"


def main():
    for name, source in FONTS.items():
        size = make(name, source)
        check(name)
        assert size <= LIMIT_BYTES, f"{name}: {size} bytes"
        print(f"{name}: {size} bytes")


if __name__ == "__main__":
    main()

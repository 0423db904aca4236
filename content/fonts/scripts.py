"""Makes the fonts of scripts that Inter does not have: cut to what a training text needs, from Noto.

Sources are the Debian packages `fonts-noto-core` and `fonts-noto-cjk` (SIL Open Font License 1.1, see OFL-Noto.txt).
Chinese, Japanese and Korean are cut to the characters of their national standards: GB 2312 (6,763 characters),
JIS X 0208 (6,879) and the syllables of KS X 1001 (2,350). A character beyond these is looked for in the fonts of the PC.

Run from the repository root, with the folder that has `opentype/noto` and `truetype/noto` where it is not the usual one:
python content/fonts/scripts.py [FOLDER]
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
LIMIT_BYTES = 8_000_000
# As they stand in the collection.
CJK = {"NotoSansJP-Regular.otf": "Noto Sans CJK JP", "NotoSansSC-Regular.otf": "Noto Sans CJK SC", "NotoSansKR-Regular.otf": "Noto Sans CJK KR"}
SMALL = [f"NotoSans{script}-{weight}.ttf" for script in ("Arabic", "Hebrew", "Devanagari", "Thai") for weight in ("Regular", "Bold")]


def of_standard(codec, rows):
    """The characters of a national standard of 94 rows of 94, as a codec of two bytes above 0xA0 has it."""
    found = set()
    for row in rows:
        for cell in range(1, 95):
            try:
                found.update(ord(c) for c in bytes([0xA0 + row, 0xA0 + cell]).decode(codec))
            except UnicodeDecodeError:
                pass
    return found


def wanted(name):
    """The characters a font is cut to."""
    wide = set(range(0x3000, 0x3040)) | set(range(0xFF00, 0xFFF0)) | {0x2026, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D}
    kana = set(range(0x3040, 0x3100)) | set(range(0x31F0, 0x3200))
    if "JP" in name:
        return wide | kana | of_standard("euc_jp", range(1, 85))
    if "SC" in name:
        return wide | kana | of_standard("gb2312", range(1, 88))
    return wide | of_standard("euc_kr", range(16, 41)) | set(range(0x1100, 0x1200)) | set(range(0x3130, 0x3190))


def options():
    """Keeps what shaping needs; drops hints, names and vertical writing."""
    kept = subset.Options()
    kept.layout_features = ["*"]
    kept.hinting, kept.desubroutinize, kept.notdef_outline = False, False, True
    kept.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    kept.drop_tables += ["vhea", "vmtx", "VORG", "DSIG"]
    return kept


def cut(font, codes, path):
    """Writes a font with these characters and returns its size in bytes."""
    kept = options()
    if path.suffix == ".otf":
        kept.layout_features = ["ccmp", "kern", "mark", "mkmk", "ljmo", "vjmo", "tjmo"]
    worker = subset.Subsetter(kept)
    worker.populate(unicodes=codes)
    worker.subset(font)
    font.save(path)
    return path.stat().st_size


def main():
    fonts = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts")
    total = 0
    for name in SMALL:
        font = TTFont(fonts / "truetype/noto" / name)
        total += cut(font, set(font.getBestCmap()), HERE / name)
    for name, family in CJK.items():
        collection = TTCollection(fonts / "opentype/noto/NotoSansCJK-Regular.ttc")
        font = next(font for font in collection.fonts if font["name"].getDebugName(1) == family)
        total += cut(font, wanted(name), HERE / name)
    assert total <= LIMIT_BYTES, f"{total} bytes"
    print(f"{total} bytes")


if __name__ == "__main__":
    main()

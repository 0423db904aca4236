"""The path-traced picture of the scene for the home screen. The guide's portrait comes from content/people/picture.py."""

from pathlib import Path

from tools.content.photo import photo

HERE = Path(__file__).resolve().parent


def main(exposure_ev):
    photo(HERE / "picture.jpg", (640, 400), (2.3, -2.2, 1.5), (-0.45, 1.6, 1.05), 47, 32, exposure_ev)

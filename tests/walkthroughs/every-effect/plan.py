"""Draws plan.png, the picture that the module of effects shows on a screen. Needs Pillow."""

from pathlib import Path

from PIL import Image, ImageDraw

plan = Image.new("RGB", (160, 100), "#fdfaf4")
draw = ImageDraw.Draw(plan)
draw.rectangle((10, 10, 90, 90), outline="#14272b", width=3)
draw.rectangle((90, 10, 150, 90), outline="#14272b", width=3)
draw.line((90, 45, 90, 62), fill="#fdfaf4", width=5)
draw.line((50, 54, 140, 54), fill="#0b6470", width=4)
draw.polygon(((150, 54), (138, 47), (138, 61)), fill="#0b6470")
plan.save(Path(__file__).with_name("plan.png"), optimize=True)

"""The files of one scene, which all lie in its folder and bear its name: glb, lightmap, light by room, references.

A scene's build.py says what stands in the scene; how its files are made from that is the same for all.
"""

from dataclasses import dataclass, field
from pathlib import Path

from . import part


@dataclass
class SceneFiles:
    """Where they go, how the scene is exposed, and what the ways to bake and pack need to know of it."""

    folder: Path
    exposure_ev: float
    movable: tuple  # names begin so; cast nothing into the baked light
    people: tuple  # names begin so; are not mirrored
    panes: tuple = ()  # area lamps in windows; mirrors see them as sheets that glow
    packed: tuple = ()  # pictures with even surfaces
    packed_finely: tuple = ()  # pictures with grain
    views: dict = field(default_factory=dict)  # of the references: name -> (eye, target, vertical field of view in degrees)
    absent: tuple = ()  # patterns of names: looks that the references and the picture on the home screen leave out

    @property
    def name(self):
        return self.folder.name

    def lightmap(self, side, samples):
        from . import bake

        bake.lightmap(list(part.LIGHTMAPPED), self.folder / f"{self.name}.lightmap.png", side, samples, self.movable)

    def rooms(self, boxes, samples, mirror_samples=96):
        """What moves is lit by probes, and what is shiny mirrors the room that it stands in."""
        from . import probes

        rooms = [probes.Room(*box) for box in boxes]
        path = self.folder / f"{self.name}.rooms"
        probes.write(rooms, path, samples, self.people, self.movable, self.panes, mirror_samples)

    def export(self, clip_extras, packed=True):
        from .export import export

        extras = {
            "lightmap": f"{self.name}.lightmap.png",
            "rooms": f"{self.name}.rooms.json",
            "exposure_ev": self.exposure_ev,
            "units": "m",
            "licence": "MIT OR Apache-2.0",
        }
        export(self.folder / f"{self.name}.glb", extras, clip_extras, self.movable)
        if packed:
            self.pack()

    def pack(self):
        """Large pictures stay packed on the graphics card."""
        from . import packed

        packed.pack(self.folder / f"{self.name}.glb", self.packed, self.packed_finely)

    def references(self, steps):
        """All of them after the step `reference`, or those that steps such as `reference=door` name."""
        from . import reference

        wanted = [step.partition("=") for step in steps if step.startswith("reference")]
        if not wanted:
            return
        only = [name for _, _, name in wanted if name]
        reference.write(self.folder / "reference", self.views, only, self.absent)

    def picture(self, eye, target, vfov_deg, samples=32):
        """The picture on the home screen, path-traced."""
        from . import reference
        from .photo import photo

        reference.hide(self.absent)
        photo(self.folder / "picture.jpg", (640, 400), eye, target, vfov_deg, samples, self.exposure_ev)

"""`Part`: one named object of the scene, put together from shapes; and the empties beside it.

A part becomes one glTF node with one mesh. What a node means to the program stands in its `extras`
(custom properties here): `collide`, `floor`, `lightmap`, `open_deg`, and so on.
"""

import math

import bpy  # first: it brings bmesh and mathutils
import bmesh
from mathutils import Vector

from . import lightmap_charts, shapes
from .materials import material, tile_metres

LIGHTMAPPED = {}
"""Name of a lightmapped object -> its share of lightmap texels per metre (1 = full)."""


def new_scene():
    """An empty scene in metres at 30 frames a second."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.context.scene.unit_settings.system = "METRIC"
    bpy.context.scene.render.fps = 30
    LIGHTMAPPED.clear()


def _link(obj, at, turn_deg, parent, extras):
    bpy.context.scene.collection.objects.link(obj)
    obj.location = at
    obj.rotation_euler = [math.radians(a) for a in turn_deg]
    obj.parent = parent
    for key, value in extras.items():
        obj[key] = value
    return obj


def empty(name, at=(0, 0, 0), turn_deg=(0, 0, 0), parent=None, **extras):
    """A named place without geometry."""
    obj = bpy.data.objects.new(name, None)
    obj.empty_display_size = 0.12
    obj.empty_display_type = "ARROWS"
    return _link(obj, at, turn_deg, parent, extras)


class Part:
    """Collects shapes into one mesh; `done()` makes the object."""

    def __init__(
        self, name, at=(0, 0, 0), turn_deg=(0, 0, 0), parent=None, lightmap=0.0, smooth_deg=35, **extras
    ):
        self.name, self.at, self.turn_deg, self.parent = name, at, turn_deg, parent
        self.lightmap, self.smooth_deg, self.extras = lightmap, smooth_deg, extras
        self.bm, self.slots = bmesh.new(), []
        self.bm.loops.layers.uv.new("UVMap")
        lightmap_charts.add_layers(self.bm)

    # -- adding shapes ---------------------------------------------------------------------------

    def add(self, make, mat, at=(0, 0, 0), turn_deg=(0, 0, 0), swap=False, uv=None, tile=None):
        """Runs `make(bm)` on fresh geometry, maps it, places it and takes it in."""
        bm = bmesh.new()
        layer = bm.loops.layers.uv.new("UVMap")
        lightmap_charts.add_layers(bm)
        make(bm)
        faces = list(bm.faces)
        if uv is None:
            shapes.box_uv(bm, faces, tile or tile_metres(mat), swap)
        else:
            uv(bm, faces, layer)
        slot = self.slot(mat)
        for face in faces:
            face.material_index = slot
        bm.transform(shapes.placed(at, turn_deg))
        mesh = bpy.data.meshes.new("piece")
        bm.to_mesh(mesh)
        bm.free()
        self.bm.from_mesh(mesh)
        bpy.data.meshes.remove(mesh)
        return self

    def slot(self, mat):
        if mat not in self.slots:
            self.slots.append(mat)
        return self.slots.index(mat)

    def box(self, size, at, mat, bevel=0.004, seg=2, turn_deg=(0, 0, 0), hide="", swap=False, tile=None):
        return self.add(
            lambda bm: shapes.box(bm, size, (0, 0, 0), bevel, seg, hide), mat, at, turn_deg, swap, tile=tile
        )

    def pane(self, width, height, at, mat, turn_deg=0):
        """One sheet that faces -Y turned: a renderer that shows both sides of a thick pane shows its tint twice."""
        w, h = width / 2, height / 2
        corners = ((-w, 0, -h), (w, 0, -h), (w, 0, h), (-w, 0, h))
        return self.add(lambda bm: shapes.quad(bm, *corners), mat, at, (0, 0, turn_deg))

    def lathe(self, profile, at, mat, n=32, turn_deg=(0, 0, 0), cap=True):
        return self.add(lambda bm: shapes.lathe(bm, profile, n, cap), mat, at, turn_deg)

    def tube(self, points, radius, mat, n=10, at=(0, 0, 0), turn_deg=(0, 0, 0), cap=True):
        return self.add(lambda bm: shapes.tube(bm, points, radius, n, cap), mat, at, turn_deg)

    def ball(self, radii, at, mat, n=20):
        return self.add(lambda bm: shapes.ellipsoid(bm, (0, 0, 0), radii, n), mat, at)

    def wall(self, start, end, height, mat, openings=(), reveal=0.12, z0=0.0):
        """A wall whose room side lies on the line start -> end, the room being on the right hand."""
        a, b = Vector(start), Vector(end)
        turn = math.degrees(math.atan2(b.y - a.y, b.x - a.x))
        return self.add(
            lambda bm: shapes.wall(bm, (b - a).length, height, openings, reveal, z0),
            mat,
            (a.x, a.y, 0),
            (0, 0, turn),
        )

    def plate(self, width, height, at, cell, mat="signs", turn_deg=(0, 0, 0), thick=0.006):
        """A thin board whose front (-Y) shows one cell (u0, v0, u1, v1; v down) of an atlas."""

        def paint(bm, faces, layer):
            bm.normal_update()
            u0, v0, u1, v1 = cell
            for face in faces:
                front = face.normal.y < -0.5
                for loop in face.loops:
                    u, v = loop.vert.co.x / width + 0.5, 0.5 - loop.vert.co.z / height
                    if not front:  # the edge takes the colour of the cell's corner
                        u, v = 0.02, 0.02
                    loop[layer].uv = (u0 + (u1 - u0) * u, 1 - (v0 + (v1 - v0) * v))

        return self.add(
            lambda bm: shapes.box(bm, (width, thick, height), bevel=0, hide="+y"), mat, at, turn_deg, uv=paint
        )

    def disc(self, radius, at, cell, mat="signs", turn_deg=(0, 0, 0), n=40):
        """A round picture facing -Y."""

        def make(bm):
            bm.faces.new([bm.verts.new(p) for p in shapes.arc(radius, 0, 360 - 360 / n, n - 1)])

        def paint(bm, faces, layer):
            u0, v0, u1, v1 = cell
            for loop in faces[0].loops:
                u, v = 0.5 + loop.vert.co.x / (2 * radius), 0.5 - loop.vert.co.z / (2 * radius)
                loop[layer].uv = (u0 + (u1 - u0) * u, 1 - (v0 + (v1 - v0) * v))

        return self.add(make, mat, at, turn_deg, uv=paint)

    def slats(self, count, pitch, size, at, mat):
        """A row of upright slats along X; their lightmap is one smooth chart per side (see lightmap_charts)."""

        def make(bm):
            for i in range(count):
                x = (i - (count - 1) / 2) * pitch
                faces = shapes.box(bm, size, (x, 0, 0), 0.003, 1, hide="+y")
                lightmap_charts.unfold_slat(bm, faces, x, pitch, size)

        return self.add(make, mat, at)

    def text(self, words, size, at, mat, font_path, turn_deg=(90, 0, 0), depth=0.012):
        """Raised letters, without backs: they stand before a wall."""
        curve = bpy.data.curves.new("text", "FONT")
        curve.body, curve.size, curve.extrude = words, size, depth
        curve.align_x = curve.align_y = "CENTER"
        curve.bevel_depth, curve.bevel_resolution, curve.resolution_u = 0.0012, 0, 2
        curve.font = bpy.data.fonts.load(str(font_path))
        holder = bpy.data.objects.new("text", curve)
        bpy.context.scene.collection.objects.link(holder)
        graph = bpy.context.evaluated_depsgraph_get()
        mesh = bpy.data.meshes.new_from_object(holder.evaluated_get(graph))
        bpy.data.objects.remove(holder)

        def letters(bm):
            bm.from_mesh(mesh)
            bm.normal_update()
            bmesh.ops.delete(bm, geom=[f for f in bm.faces if f.normal.z < -0.1], context="FACES")

        self.add(letters, mat, at, turn_deg)
        bpy.data.meshes.remove(mesh)
        return self

    # -- finishing ---------------------------------------------------------------------------------

    def done(self):
        """Makes the object and, for a lightmapped part, remembers its share of the lightmap."""
        if not self.lightmap:
            lightmap_charts.remove_layers(self.bm)
        mesh = bpy.data.meshes.new(self.name)
        self._mark_sharp()
        self.bm.to_mesh(mesh)
        self.bm.free()
        for mat in self.slots:
            mesh.materials.append(material(mat))
        obj = bpy.data.objects.new(self.name, mesh)
        if self.lightmap:
            self.extras["lightmap"] = True
            LIGHTMAPPED[self.name] = self.lightmap
        return _link(obj, self.at, self.turn_deg, self.parent, self.extras)

    def _mark_sharp(self):
        limit = math.radians(self.smooth_deg)
        for face in self.bm.faces:
            face.smooth = True
        for edge in self.bm.edges:
            edge.smooth = len(edge.link_faces) == 2 and edge.calc_face_angle(9) < limit

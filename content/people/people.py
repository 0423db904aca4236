"""The people of all scenes: `build` puts one of them into the Blender scene, feet at the node's origin, facing glTF +Z.

from content.people import people          # the repository root is on sys.path
extras |= people.build("Dana", "Manager", (1.2, 0.4), -30)   # then export(path, scene_extras, extras)
"""

import hashlib
import math
import pickle
from pathlib import Path

import numpy as np
from tools.content import field, shapes
from tools.content.field import step_up

from . import (
    clothes,
    face,
    hair,
    hands,
    head,
    held,
    legwear,
    motion,
    pieces,
    poses,
    skeleton,
    surfaces,
    wheelchair,
    worn,
)
from .cast import CAST
from .face import rgb
from .skeleton import Frame, make_rig

NAMES = tuple(CAST)
CLIPS = ("Idle", "Walk", "Point", "Talk", "Blink", "Speak")


def build(name, node, at=(0, 0), turn_deg=0.0, clips=CLIPS, seat_m=0.46, holds_out=False):
    """Adds the person `name` as the node `node`, standing at `at` (x, y and perhaps z, in metres) and facing -Y turned by `turn_deg`
    about Z (as an empty for a place does), with the clips `<node>_Idle` and so on; returns extras by clip name for the exporter.
    Who sits has the hip joints over `at` and the seat's surface at the height `seat_m`; with `holds_out` the left forearm lies on an
    arm rest, palm up, in all clips."""
    if name not in CAST:
        raise ValueError(f"no person is called {name}; there are {', '.join(NAMES)}")
    surfaces.add()
    person = CAST[name]
    frame = Frame(person)
    bones = frame.bones()
    if person.at == "wheelchair":
        bones += wheelchair.bones(frame)
    rig = make_rig(node, bones)
    also = (held, motion, poses) if person.holds else (wheelchair,) if person.at == "wheelchair" else ()
    made = kept(f"{name}-head", frame, heads, (face, hair)) + kept(
        f"{name}-body", frame, figure, (face, clothes, legwear, worn, hands, *also)
    )
    pieces.skinned(f"{node}_Mesh", made, rig)
    triangles = sum(len(f) - 2 for piece in made for f in piece.faces)
    print(
        f"{node}: {name}, {sum(len(piece.points) for piece in made)} points, {triangles} triangles, {len(rig.data.bones)} bones"
    )
    extras = motion.animate(rig, node, frame, clips, seat_m, holds_out)
    rig.location, rig.rotation_euler = (*at, 0)[:3], (0, 0, math.radians(turn_deg))
    rig["height_m"] = person.height
    if person.at == "sit":
        rig["sits"] = True  # neither walks, turns nor steps aside
    return extras


def kept(name, frame, make, scripts):
    """What was made before from the same measures by the same scripts; making a person takes a while."""
    paths = [Path(script.__file__) for script in (field, shapes, pieces, skeleton, head, *scripts)]
    state = hashlib.sha256(repr(frame.person).encode() + b"".join(path.read_bytes() for path in paths)).hexdigest()[:16]
    path = surfaces.BUILD / f"{name}.{state}.pieces"
    if not path.is_file():
        for old in surfaces.BUILD.glob(f"{name}.*.pieces"):
            old.unlink()
        path.write_bytes(pickle.dumps([pieces.settled(piece) for piece in make(frame)]))
    return pickle.loads(path.read_bytes())


def figure(frame):
    """All pieces of a person below the head."""
    person = frame.person
    tops = [(top, clothes.top(frame, top)) for top in person.tops]
    outer = tops[-1][1]
    over = lambda p: np.minimum.reduce([one(p) for _, one in tops])
    bare = max(top.sleeve for top in person.tops) - 0.16
    out = hands.arm(frame, bare, rgb(person.skin))
    for i, (top, one) in enumerate(tops):
        out.append(clothes.made_top(frame, top, one, tops[i + 1][1] if i + 1 < len(tops) else None))
    out += legwear.trousers(frame, person.legs, over)
    out += legwear.shoes(frame, person.shoes)
    out += adorned(frame, person, tops[-1][0], outer, over)
    if person.at == "wheelchair":
        out += wheelchair.pieces(frame)
    if person.holds:
        out += held.cups(frame)
    return out


def adorned(frame, person, top, outer, over):
    """What is on the chest: lanyard, pocket, buttons, scarf."""
    out = []
    if person.lanyard:
        out += worn.lanyard(frame, over, *person.lanyard)
    inner = person.tops[0]
    if inner.neck in ("high", "round") and not inner.collar and not person.scarf and person.hair != "headscarf":
        out.append(worn.neckband(frame, inner))
    if top.neck == "v" and person.hair != "headscarf":
        out.append(worn.facing(frame, top, outer))
    if person.pocket:
        out.append(worn.pocket(frame, outer, top))
    if top.buttons:
        first = top.closes * person.height if top.closes else frame.shoulder.z - 0.16
        last = max((top.hem + 0.05) * person.height, first - 0.36)
        out.append(worn.buttons(frame, top, outer, first - 0.01, last, 3))
    if person.scarf:
        out.append(worn.scarf(frame, outer, person.scarf))
    for piece in out:
        if piece.weights is None:
            low = 1 - step_up(piece.points[:, 2], 0.57 * person.height, 0.67 * person.height)
            piece.weights = {"chest": 1 - low, "hips": low}
    return out


def heads(frame):
    """Head, face and hair, on the body."""
    person, one = frame.person, frame.head
    skin, colour = rgb(person.skin), rgb(person.hair_colour)
    brows = rgb(person.brow_colour or person.hair_colour) * 0.8
    locks, covers = hair.STYLES[person.hair](one, colour)
    out = [head_skin(frame, covers, skin)]
    sides = [face.eye(one, rgb(person.iris)), face.brow(one, brows), *face.lids(one, skin)]
    out += sides + [piece.mirrored() for piece in sides] + [face.glints(one)] + face.mouth(one)
    closing(one, out)
    out += locks
    if person.beard:
        out.append(hair.beard(one, brows * 1.1))
    if person.glasses:
        out.append(face.glasses(one, rgb(person.glasses)))
    for piece in out:
        piece.moved(frame.head_at, frame.head_scale)
    return out


def head_skin(frame, covers, skin):
    """Head and neck with the mouth open, what hair or a scarf covers left out."""
    person, one = frame.person, frame.head
    colours = face.skin_colours(one, skin, rgb(person.lip), person.rouge, person.stubble)

    def detail(p):
        ahead = step_up(-p[:, 1], 0.035, 0.070)
        mouth = np.exp(-((p[:, 0] / 0.034) ** 2 + ((p[:, 2] + 0.064) / 0.020) ** 2))
        eyes = np.exp(-(((np.abs(p[:, 0]) - 0.033) / 0.026) ** 2 + ((p[:, 2] - 0.014) / 0.020) ** 2))
        nose = np.exp(-((p[:, 0] / 0.020) ** 2 + ((p[:, 2] + 0.028) / 0.018) ** 2))
        ear = np.exp(-(((np.abs(p[:, 0]) - 0.090) / 0.014) ** 2 + (p[:, 2] / 0.035) ** 2)) * 0.75
        lines = 0.45 * person.face.age
        return np.maximum(ahead * np.clip(0.30 + lines + mouth * 1.2 + eyes + nose * 0.9, 0, 1), ear)

    hide = lambda p: covers(p) < -0.006
    low, high = (-0.125, -0.135, -0.215), (0.125, 0.140, 0.165)
    piece = pieces.from_field("skin", one.skin, low, high, 0.0020, 2700, colours, None, hide, detail)
    return piece.wrapped(((0, 0.01, 0), (0, 0, 1), 0.08))


def closing(one, made):
    """Shuts the mouth of what was made with it open, and weighs it on head, jaw and neck."""
    skin = made[0]
    w = one.weight(skin.points)
    z = skin.points[:, 2]
    neck = 1 - step_up(z, -0.120, -0.060)
    chest = 1 - step_up(z, -0.215, -0.165)
    shut = one.closed(skin.points)
    skin.normals = face.turned_normals(skin.normals, w)
    skin.points = shut
    skin.weights = {
        "jaw": w,
        "head": (1 - w) * (1 - neck),
        "neck": (1 - w) * neck * (1 - chest),
        "chest": (1 - w) * neck * chest,
    }

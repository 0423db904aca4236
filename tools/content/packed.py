"""Packs pictures of a finished .glb for graphics cards: KTX2 with their smaller copies (KHR_texture_basisu) in place of JPEG.

They stay packed in the card's memory, where they need an eighth. Needs Node with the package
`ktx2-encoder`, which packs; see packed.mjs.
"""

import hashlib
import io
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from . import glb

EXTENSION = "KHR_texture_basisu"
PACKER = Path(__file__).with_name("packed.mjs")


def pack(path, drawn, grained):
    """Packs opaque pictures of colours by name: `drawn` ones with even surfaces as ETC1S, `grained` ones as UASTC, which keeps more and
    takes more of the file. Normals and other numbers lose too much by either."""
    folder = Path(path).parent / "build" / "packed"
    gltf, binary = glb.read(path)
    views = [binary[v.get("byteOffset", 0) :][: v["byteLength"]] for v in gltf["bufferViews"]]
    for index, image in enumerate(gltf["images"]):
        way = {name: way for way, names in (("etc1s", drawn), ("uastc", grained)) for name in names}.get(image["name"])
        if way is None or image["mimeType"] == "image/ktx2":
            continue
        views[image["bufferView"]] = kept(folder, views[image["bufferView"]], way)
        image["mimeType"] = "image/ktx2"
        for texture in gltf["textures"]:
            if texture.get("source") == index:
                del texture["source"]
                texture["extensions"] = {EXTENSION: {"source": index}}
    for key in ("extensionsUsed", "extensionsRequired"):
        gltf[key] = sorted({*gltf.get(key, ()), EXTENSION})
    binary = bytearray()
    for view, data in zip(gltf["bufferViews"], views):
        binary += b"\0" * (-len(binary) % 4)
        view["byteOffset"], view["byteLength"] = len(binary), len(data)
        binary += data
    gltf["buffers"][0]["byteLength"] = len(binary)
    glb.write(path, gltf, bytes(binary))


def kept(folder, data, way):
    """What was packed before from the same picture; packing takes up to a minute."""
    path = folder / (hashlib.sha256(data).hexdigest()[:24] + f".{way}.ktx2")
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(packed(data, way))
    return path.read_bytes()


def packed(data, way):
    """A picture of any format -> the bytes of a KTX2 file."""
    picture = Image.open(io.BytesIO(data)).convert("RGBA")
    # Cards read blocks of 4 pixels.
    picture = picture.resize([4 * round(side / 4) for side in picture.size], Image.Resampling.LANCZOS)
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder, "raw"), Path(folder, "ktx2")
        raw.write_bytes(picture.tobytes())
        command = ["node", PACKER, raw, str(picture.width), str(picture.height), out, way]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return out.read_bytes()

//! Small files made in memory, so that tests depend on nothing outside.

use gltf_import::{ImportError, Imported, Limits, import};
use serde_json::{Value, json};

/// A file while it is put together.
pub struct File {
    pub json: Value,
    pub bin: Vec<u8>,
}

impl File {
    /// `{ "asset": ... }` with these entries added.
    pub fn new(entries: Value) -> Self {
        let mut json = json!({ "asset": { "version": "2.0" }, "bufferViews": [], "accessors": [] });
        for (key, value) in entries.as_object().unwrap() {
            json[key] = value.clone();
        }
        Self { json, bin: Vec::new() }
    }

    pub fn view(&mut self, bytes: &[u8]) -> usize {
        self.bin.resize(self.bin.len().next_multiple_of(4), 0);
        let view = json!({ "buffer": 0, "byteOffset": self.bin.len(), "byteLength": bytes.len() });
        self.bin.extend(bytes);
        push(&mut self.json["bufferViews"], view)
    }

    pub fn floats(&mut self, kind: &str, values: &[f32]) -> usize {
        let view = self.view(&values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>());
        let per_element = match kind {
            "SCALAR" => 1,
            "VEC2" => 2,
            "VEC3" => 3,
            "VEC4" => 4,
            _ => 16,
        };
        let count = values.len() / per_element;
        push(&mut self.json["accessors"], json!({ "bufferView": view, "componentType": 5126, "count": count, "type": kind }))
    }

    pub fn shorts(&mut self, kind: &str, count: usize, values: &[u16]) -> usize {
        let view = self.view(&values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>());
        push(&mut self.json["accessors"], json!({ "bufferView": view, "componentType": 5123, "count": count, "type": kind }))
    }

    pub fn accessor(&mut self, accessor: Value) -> usize {
        push(&mut self.json["accessors"], accessor)
    }

    pub fn glb(&self) -> Vec<u8> {
        let mut json = self.json.clone();
        json["buffers"] = json!([{ "byteLength": self.bin.len() }]);
        glb(json.to_string().into_bytes(), self.bin.clone())
    }

    pub fn import(&self) -> Result<Imported, ImportError> {
        import(&self.glb(), &|_| None, &Limits::default())
    }

    /// The place and words of the error that the file must give.
    pub fn refused(&self) -> (String, String) {
        let error = self.import().expect_err("was imported");
        (error.place, error.what)
    }
}

pub fn glb(mut json: Vec<u8>, mut bin: Vec<u8>) -> Vec<u8> {
    json.resize(json.len().next_multiple_of(4), b' ');
    bin.resize(bin.len().next_multiple_of(4), 0);
    let length = 12 + 8 + json.len() + 8 + bin.len();
    let mut bytes = b"glTF\x02\0\0\0".to_vec();
    bytes.extend((length as u32).to_le_bytes());
    for (kind, content) in [(b"JSON", &json), (b"BIN\0", &bin)] {
        bytes.extend((content.len() as u32).to_le_bytes());
        bytes.extend(kind);
        bytes.extend(content);
    }
    bytes
}

fn push(list: &mut Value, entry: Value) -> usize {
    let list = list.as_array_mut().unwrap();
    list.push(entry);
    list.len() - 1
}

pub fn png(width_px: u32, height_px: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::RgbImage::from_fn(width_px, height_px, |x, y| image::Rgb([x as u8, y as u8, 7]));
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

pub fn jpeg(width_px: u32, height_px: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let image = image::RgbImage::from_fn(width_px, height_px, |x, y| image::Rgb([x as u8 * 9, y as u8 * 9, 7]));
    image.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).unwrap();
    bytes
}

/// A file with something of everything: a lit, textured, skinned, animated square below a parent, lights, a camera, extras.
pub fn everything() -> File {
    let mut file = File::new(json!({
        "extensionsUsed": ["KHR_lights_punctual", "KHR_texture_transform", "KHR_materials_clearcoat", "KHR_materials_emissive_strength"],
        "extensionsRequired": ["KHR_lights_punctual"],
        "scene": 0,
        "scenes": [{ "nodes": [0, 3], "extras": { "lightmap": "room.png" } }],
        "cameras": [{ "type": "perspective", "perspective": { "yfov": 0.9, "znear": 0.1 } }],
        "extensions": { "KHR_lights_punctual": { "lights": [
            { "type": "directional", "color": [1, 0.9, 0.8], "intensity": 3 },
            { "type": "spot", "spot": { "innerConeAngle": 0.2, "outerConeAngle": 0.6 }, "range": 5 },
        ] } },
        "samplers": [{ "magFilter": 9728, "minFilter": 9729, "wrapS": 33071, "wrapT": 33648 }],
        "textures": [{ "source": 0, "sampler": 0 }, { "source": 1 }],
        "materials": [{
            "name": "Paint",
            "pbrMetallicRoughness": { "baseColorFactor": [0.5, 0.25, 1, 1], "metallicFactor": 0.1, "roughnessFactor": 0.7, "baseColorTexture": {
                "index": 0, "extensions": { "KHR_texture_transform": { "offset": [0.5, 0.25], "rotation": 1.5, "scale": [2, 3] } },
            } },
            "normalTexture": { "index": 1, "scale": 0.6 },
            "emissiveFactor": [1, 0.5, 0],
            "alphaMode": "MASK", "alphaCutoff": 0.3, "doubleSided": true,
            "extensions": {
                "KHR_materials_emissive_strength": { "emissiveStrength": 4 },
                "KHR_materials_clearcoat": { "clearcoatFactor": 0.8, "clearcoatRoughnessFactor": 0.2 },
            },
        }],
    }));
    let png = file.view(&png(4, 2));
    let jpeg = file.view(&jpeg(8, 8));
    file.json["images"] = json!([
        { "name": "bricks", "bufferView": png, "mimeType": "image/png" }, { "bufferView": jpeg, "mimeType": "image/jpeg" },
    ]);
    let positions = file.floats("VEC3", &[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0]);
    let normals = file.floats("VEC3", &[0.0, 0.0, 1.0].repeat(4));
    let uvs = file.floats("VEC2", &[0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
    let joints = file.shorts("VEC4", 4, &[0, 1, 0, 0].repeat(4));
    let weights = file.floats("VEC4", &[3.0, 1.0, 0.0, 0.0].repeat(4));
    let indices = file.shorts("SCALAR", 6, &[0, 1, 2, 0, 2, 3]);
    file.json["meshes"] = json!([{ "name": "Square", "primitives": [{
        "attributes": {
            "POSITION": positions, "NORMAL": normals, "TEXCOORD_0": uvs, "TEXCOORD_1": uvs, "JOINTS_0": joints, "WEIGHTS_0": weights,
        },
        "indices": indices, "material": 0,
    }] }]);
    let matrices =
        file.floats("MAT4", &[[1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, -1.0, 0.0, 1.0]; 2].concat());
    file.json["skins"] = json!([{ "joints": [2, 3], "inverseBindMatrices": matrices }]);
    file.json["nodes"] = json!([
        { "name": "Body", "children": [1, 2], "translation": [1, 2, 3] },
        { "name": "Skin", "mesh": 0, "skin": 0, "extras": { "collide": true, "verb": "press", "mass": 2.5, "range": [0, 1], "odd": { "a": 1 } } },
        { "name": "Hip", "rotation": [0, 2, 0, 0], "camera": 0, "extensions": { "KHR_lights_punctual": { "light": 1 } } },
        { "name": "Head", "matrix": [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0, 5, 6, 7, 1] },
    ]);
    let times = file.floats("SCALAR", &[0.0, 0.5]);
    let turns = file.floats("VEC4", &[0.0, 0.0, 0.0, 2.0, 0.0, 1.0, 0.0, 0.0]);
    let cubic = file.floats("VEC3", &[0.0; 18]);
    let weights = file.floats("SCALAR", &[0.0, 1.0, 1.0, 0.0]);
    file.json["animations"] = json!([{
        "name": "Wave",
        "samplers": [
            { "input": times, "output": turns },
            { "input": times, "output": cubic, "interpolation": "CUBICSPLINE" },
            { "input": times, "output": weights, "interpolation": "STEP" },
        ],
        "channels": [
            { "sampler": 0, "target": { "node": 2, "path": "rotation" } },
            { "sampler": 1, "target": { "node": 3, "path": "scale" } },
            { "sampler": 2, "target": { "node": 1, "path": "weights" } },
            { "sampler": 2, "target": { "path": "weights" } },
        ],
    }]);
    file
}

/// The same with every extension of materials, morph targets, lines and points, variants, pointers, metadata and instances.
pub fn everything_else() -> File {
    let mut file = everything();
    let texture = json!({ "index": 1, "texCoord": 1 });
    let layers = json!({
        "KHR_materials_clearcoat": { "clearcoatFactor": 1, "clearcoatTexture": texture, "clearcoatNormalTexture": { "index": 1, "scale": 2 } },
        "KHR_materials_transmission": { "transmissionFactor": 0.5, "transmissionTexture": texture },
        "KHR_materials_volume": { "thicknessFactor": 0.1, "attenuationDistance": 1, "attenuationColor": [1, 0.5, 0.5] },
        "KHR_materials_ior": { "ior": 1.4 },
        "KHR_materials_specular": { "specularFactor": 0.5, "specularColorFactor": [1, 2, 3], "specularColorTexture": texture },
        "KHR_materials_sheen": { "sheenColorFactor": [0, 1, 0], "sheenRoughnessTexture": texture },
        "KHR_materials_iridescence": { "iridescenceFactor": 1, "iridescenceThicknessTexture": texture },
        "KHR_materials_anisotropy": { "anisotropyStrength": 1, "anisotropyRotation": 1, "anisotropyTexture": texture },
        "KHR_materials_dispersion": { "dispersion": 1 },
    });
    push(&mut file.json["materials"], json!({ "name": "Layers", "extensions": layers }));
    file.json["extensions"]["KHR_materials_variants"] = json!({ "variants": [{ "name": "day" }, { "name": "night" }] });
    file.json["extensions"]["KHR_xmp_json_ld"] = json!({ "packets": [{ "dc:title": "Square" }] });
    file.json["asset"]["extensions"] = json!({ "KHR_xmp_json_ld": { "packet": 0 } });
    let square = file.json["meshes"][0]["primitives"][0].clone();
    let deltas = file.floats("VEC3", &[0.0, 0.0, 0.5].repeat(4));
    let colors = file.floats("VEC4", &[0.5; 16]);
    let (indices, values) = (file.view(&[1, 3]), file.view(&[0; 24]));
    let sparse = file.accessor(json!({
        "componentType": 5126, "count": 4, "type": "VEC3",
        "sparse": { "count": 2, "indices": { "bufferView": indices, "componentType": 5121 }, "values": { "bufferView": values } },
    }));
    let mut morphing = square.clone();
    morphing["targets"] = json!([{ "POSITION": deltas, "NORMAL": sparse }, { "POSITION": sparse, "COLOR_0": colors }]);
    morphing["attributes"]["COLOR_0"] = json!(colors);
    morphing["attributes"]["JOINTS_1"] = square["attributes"]["JOINTS_0"].clone();
    morphing["attributes"]["WEIGHTS_1"] = square["attributes"]["WEIGHTS_0"].clone();
    let mappings = json!([{ "material": 1, "variants": [0, 1] }]);
    morphing["extensions"] = json!({ "KHR_materials_variants": { "mappings": mappings } });
    let strokes = |mode: usize| json!({ "mode": mode, "attributes": { "POSITION": deltas, "COLOR_0": colors } });
    let mesh = json!({ "primitives": [morphing, strokes(0), strokes(2)], "weights": [0.5, 0.25] });
    let mesh = push(&mut file.json["meshes"], mesh);
    push(
        &mut file.json["cameras"],
        json!({ "type": "orthographic", "orthographic": { "xmag": 1, "ymag": 1, "znear": 0, "zfar": 5 } }),
    );
    let places = file.floats("VEC3", &[0.0; 6]);
    let instances = json!({ "EXT_mesh_gpu_instancing": { "attributes": { "TRANSLATION": places } } });
    push(&mut file.json["nodes"], json!({ "mesh": mesh, "weights": [1, 0], "camera": 1 }));
    push(&mut file.json["nodes"], json!({ "mesh": mesh, "extensions": instances }));
    let times = file.floats("SCALAR", &[0.0, 1.0]);
    let outputs = [
        ("/nodes/4/weights", file.floats("SCALAR", &[0.0, 0.0, 1.0, 1.0])),
        ("/meshes/1/weights", file.floats("SCALAR", &[0.0, 0.0, 1.0, 1.0])),
        ("/meshes/1/weights/1", file.floats("SCALAR", &[0.0, 1.0])),
        ("/nodes/4/extensions/KHR_node_visibility/visible", file.floats("SCALAR", &[1.0, 0.0])),
        (
            "/materials/0/pbrMetallicRoughness/baseColorTexture/extensions/KHR_texture_transform/offset",
            file.floats("VEC2", &[0.0; 4]),
        ),
        ("/materials/0/emissiveFactor", file.floats("VEC3", &[0.0; 6])),
        ("/extensions/KHR_lights_punctual/lights/1/range", file.floats("SCALAR", &[1.0, 2.0])),
        ("/cameras/1/orthographic/xmag", file.floats("SCALAR", &[1.0, 2.0])),
    ];
    let samplers: Vec<Value> = outputs.iter().map(|(_, output)| json!({ "input": times, "output": output })).collect();
    let channel = |(sampler, (pointer, _)): (usize, &(&str, usize))| json!({ "sampler": sampler, "target": { "path": "pointer", "extensions": { "KHR_animation_pointer": { "pointer": pointer } } } });
    let channels: Vec<Value> = outputs.iter().enumerate().map(channel).collect();
    push(&mut file.json["animations"], json!({ "samplers": samplers, "channels": channels }));
    file
}

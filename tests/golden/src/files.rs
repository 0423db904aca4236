//! glTF files put together in memory, to be read as any other file is. Start at [`File`].

use gltf_import::{Limits, import};
use scene::Scene;
use serde_json::{Value, json};

/// A file while it is put together.
pub struct File {
    pub json: Value,
    pub bin: Vec<u8>,
}

impl File {
    /// With these entries. `extensions`: what it uses and cannot be shown without.
    pub fn new(extensions: &[&str], entries: Value) -> Self {
        let mut json = json!({ "asset": { "version": "2.0" }, "bufferViews": [], "accessors": [] });
        if !extensions.is_empty() {
            json["extensionsUsed"] = json!(extensions);
            json["extensionsRequired"] = json!(extensions);
        }
        entries.as_object().into_iter().flatten().for_each(|(key, value)| json[key] = value.clone());
        Self { json, bin: Vec::new() }
    }

    /// Bytes of the file's buffer, as a view with these entries besides.
    pub fn view(&mut self, bytes: &[u8], more: &Value) -> usize {
        self.bin.resize(self.bin.len().next_multiple_of(4), 0);
        let mut view = json!({ "buffer": 0, "byteOffset": self.bin.len(), "byteLength": bytes.len() });
        more.as_object().into_iter().flatten().for_each(|(key, value)| view[key] = value.clone());
        self.bin.extend(bytes);
        push(&mut self.json["bufferViews"], view)
    }

    pub fn accessor(&mut self, accessor: Value) -> usize {
        push(&mut self.json["accessors"], accessor)
    }

    pub fn floats(&mut self, kind: &str, values: &[f32]) -> usize {
        let n = ["SCALAR", "VEC2", "VEC3", "VEC4"].iter().position(|known| *known == kind).map_or(16, |position| position + 1);
        let view = self.view(&values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>(), &Value::Null);
        self.accessor(json!({ "bufferView": view, "componentType": 5126, "count": values.len() / n, "type": kind }))
    }

    pub fn shorts(&mut self, kind: &str, count: usize, values: &[u16]) -> usize {
        let view = self.view(&values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>(), &Value::Null);
        self.accessor(json!({ "bufferView": view, "componentType": 5123, "count": count, "type": kind }))
    }

    /// A square of 2 m around the origin that faces +Z, its picture upright: positions, normals, coordinates.
    pub fn square(&mut self) -> Value {
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        let positions = self.floats("VEC3", &corners.map(|(x, y)| [x, y, 0.0]).concat());
        let normals = self.floats("VEC3", &[0.0, 0.0, 1.0].repeat(4));
        let uvs = self.floats("VEC2", &corners.map(|(x, y)| [0.5 + 0.5 * x, 0.5 - 0.5 * y]).concat());
        let indices = self.shorts("SCALAR", 6, &[0, 1, 2, 0, 2, 3]);
        json!({ "attributes": { "POSITION": positions, "NORMAL": normals, "TEXCOORD_0": uvs }, "indices": indices, "material": 0 })
    }

    /// Reads it, or says why it cannot be read.
    ///
    /// # Panics
    ///
    /// When it cannot be read.
    pub fn scene(&self) -> Scene {
        let mut json = self.json.clone();
        if json["buffers"].is_null() {
            json["buffers"] = json!([{ "byteLength": self.bin.len(), "uri": "all.bin" }]);
        }
        let read = import(json.to_string().as_bytes(), &|name| (name == "all.bin").then(|| self.bin.clone()), &Limits::default());
        match read {
            Ok(read) => read.scene,
            Err(why) => panic!("{why}"),
        }
    }
}

fn push(list: &mut Value, entry: Value) -> usize {
    let Some(list) = list.as_array_mut() else { return 0 };
    list.push(entry);
    list.len() - 1
}

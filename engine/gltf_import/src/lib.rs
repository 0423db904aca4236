//! gltf_import

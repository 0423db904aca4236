//! Dressing a scene in one of its variants (KHR_materials_variants).

use crate::Scene;

impl Scene {
    /// Gives every primitive the material it has in this variant; None: the file's own.
    pub fn choose_variant(&mut self, variant: Option<usize>) {
        for primitive in self.meshes.iter_mut().flat_map(|mesh| &mut mesh.primitives) {
            let variants = &primitive.variants;
            if variants.by_variant.is_empty() {
                continue;
            }
            let chosen = variants.by_variant.iter().find(|(listed, _)| Some(*listed) == variant);
            primitive.material = chosen.map_or(variants.otherwise, |(_, material)| Some(*material));
        }
    }

    /// Index of the first variant of this name.
    pub fn find_variant(&self, name: &str) -> Option<usize> {
        self.variants.iter().position(|variant| variant == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Mesh, Primitive, VariantMaterials};

    #[test]
    fn variants_are_put_on_and_taken_off() {
        let variants = VariantMaterials { otherwise: Some(0), by_variant: vec![(1, 2)] };
        let dressed = Primitive { material: Some(0), variants, ..Primitive::default() };
        let plain = Primitive { material: Some(5), ..Primitive::default() };
        let meshes = vec![Mesh { primitives: vec![dressed, plain], ..Mesh::default() }];
        let mut scene = Scene { meshes, variants: vec!["day".into(), "night".into()], ..Scene::empty() };
        let mut worn = |variant| {
            scene.choose_variant(variant);
            [0, 1].map(|primitive: usize| scene.meshes[0].primitives[primitive].material)
        };
        assert_eq!(worn(Some(1)), [Some(2), Some(5)]);
        assert_eq!(worn(Some(0)), [Some(0), Some(5)], "not listed");
        assert_eq!(worn(None), [Some(0), Some(5)]);
        assert_eq!(scene.find_variant("night"), Some(1));
    }
}

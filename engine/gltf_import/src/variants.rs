//! KHR_materials_variants: what a file can be dressed in.

use crate::json::At;
use crate::{ImportError, Job};
use scene::VariantMaterials;

const NAME: &str = "KHR_materials_variants";

pub(crate) fn read_names(job: &mut Job) -> Result<Vec<String>, ImportError> {
    let Some(extension) = job.root.extension(NAME)? else { return Ok(Vec::new()) };
    extension.objects("variants", job.limits.list_len)?.iter().map(At::name).collect()
}

/// What a primitive wears in each of the file's variants.
pub(crate) fn read_materials(
    job: &mut Job,
    primitive: &At,
    otherwise: Option<usize>,
    n_variants: usize,
    n_materials: usize,
) -> Result<VariantMaterials, ImportError> {
    let Some(extension) = primitive.extension(NAME)? else { return Ok(VariantMaterials::default()) };
    let mut by_variant: Vec<(usize, usize)> = Vec::new();
    for mapping in extension.objects("mappings", job.limits.list_len)? {
        let material = mapping.need("material")?.index(n_materials, "material")?;
        for at in mapping.list("variants", job.limits.list_len)? {
            by_variant.push((at.index(n_variants, "variant")?, material));
        }
    }
    by_variant.sort_by_key(|(variant, _)| *variant);
    let n_listed = by_variant.len();
    by_variant.dedup_by_key(|(variant, _)| *variant);
    if by_variant.len() < n_listed {
        job.warn(&extension, "gives one variant several materials; the first counts");
    }
    Ok(VariantMaterials { otherwise, by_variant })
}

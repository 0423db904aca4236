//! KHR_xmp_json_ld: what is said about a file and its parts, kept as it is written.

use crate::json::At;
use crate::{ImportError, Job};
use scene::Xmp;

const NAME: &str = "KHR_xmp_json_ld";
/// What a packet can be about, besides the file itself.
const LISTS: [&str; 7] = ["scenes", "nodes", "meshes", "materials", "images", "animations", "textures"];

pub(crate) fn read(job: &mut Job) -> Result<Vec<Xmp>, ImportError> {
    let Some(extension) = job.root.extension(NAME)? else { return Ok(Vec::new()) };
    let packets = extension.objects("packets", job.limits.list_len)?;
    let mut read: Vec<Xmp> = packets.iter().map(|packet| Xmp { json: packet.value.to_string(), about: Vec::new() }).collect();
    let mut told_about: Vec<At> = job.root.object("asset")?.into_iter().collect();
    for list in LISTS {
        told_about.extend(job.root.objects(list, job.limits.list_len)?);
    }
    for at in told_about {
        let Some(extension) = at.extension(NAME)? else { continue };
        let packet = extension.index_of("packet", read.len(), "packet");
        if let Some(packet) = job.or(packet, || None)? {
            read[packet].about.push(at.place);
        }
    }
    Ok(read)
}

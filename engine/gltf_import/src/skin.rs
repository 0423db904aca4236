//! Skins, and that meshes only use joints which their skins have.

use crate::json::At;
use crate::{ImportError, Job};
use glam::Mat4;
use scene::{Mesh, Node, Skin};

/// As many as the smallest graphics cards take at once.
const N_JOINTS_DRAWN: usize = 64;

pub(crate) fn read(job: &mut Job, n_nodes: usize) -> Result<Vec<Skin>, ImportError> {
    let mut skins = Vec::new();
    for at in job.root.objects("skins", job.limits.list_len)? {
        let skin = read_skin(job, &at, n_nodes);
        skins.push(job.or(skin, || Skin { joints: Vec::new(), joint_from_mesh: Vec::new() })?);
    }
    Ok(skins)
}

fn read_skin(job: &mut Job, at: &At, n_nodes: usize) -> Result<Skin, ImportError> {
    let joints = at.list("joints", job.limits.joints_per_skin)?;
    let joints: Vec<usize> = joints.iter().map(|joint| joint.index(n_nodes, "node")).collect::<Result<_, _>>()?;
    if joints.is_empty() {
        return at.fail("has no joints");
    }
    let mut joint_from_mesh = vec![Mat4::IDENTITY; joints.len()];
    if let Some(matrices) = at.get("inverseBindMatrices") {
        let accessor = job.accessors.index(&matrices)?;
        let written = job.accessors.floats::<16>(&matrices, accessor, false, &mut job.decoded)?;
        if written.len() < joints.len() {
            return matrices.fail(format!("has {} matrices for {} joints", written.len(), joints.len()));
        }
        joint_from_mesh = written[..joints.len()].iter().map(Mat4::from_cols_array).collect();
    }
    if joints.len() > N_JOINTS_DRAWN {
        let what =
            format!("has {} joints; only the first {N_JOINTS_DRAWN} move, the others stay as they were bound", joints.len());
        job.warn(at, what);
    }
    Ok(Skin { joints, joint_from_mesh })
}

pub(crate) fn check_uses(job: &mut Job, nodes: &[Node], skins: &[Skin], meshes: &[Mesh]) -> Result<(), ImportError> {
    let n_joints = |mesh: &Mesh| {
        let joints = mesh.primitives.iter().flat_map(|primitive| primitive.vertices.joints.iter().flatten());
        joints.max().map_or(0, |highest| usize::from(*highest) + 1)
    };
    let n_joints_of_mesh: Vec<usize> = meshes.iter().map(n_joints).collect();
    for (node, at) in nodes.iter().zip(job.root.objects("nodes", job.limits.list_len)?) {
        let (Some(mesh), Some(skin)) = (node.mesh, node.skin) else { continue };
        let (needed, there) = (n_joints_of_mesh[mesh], skins[skin].joints.len());
        if needed > there {
            let what = format!("its mesh uses joint {}, but its skin has only {there}", needed - 1);
            let follows = there == 0;
            job.or(Err(ImportError { follows, ..ImportError::new(at.place, what) }), || ())?;
        }
    }
    Ok(())
}

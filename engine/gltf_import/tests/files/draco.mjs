// Makes draco.glb: a bumpy grid of ours with every attribute, packed by the ways that Draco knows.
// npm install @gltf-transform/core @gltf-transform/extensions draco3dgltf && node draco.mjs draco-edgebreaker.glb EDGEBREAKER 5
// The others: draco-valence.glb EDGEBREAKER 0 25 (only from 1000 triangles on), draco-sequential.glb SEQUENTIAL 10.
import { Document, NodeIO } from "@gltf-transform/core";
import { KHRDracoMeshCompression } from "@gltf-transform/extensions";
import draco from "draco3dgltf";

const side = Number(process.argv[5] ?? 9);
const n = side * side;
const positions = new Float32Array(n * 3);
const normals = new Float32Array(n * 3);
const uvs = new Float32Array(n * 2);
const colors = new Uint8Array(n * 4);
for (let i = 0; i < n; i++) {
  const [x, y] = [(i % side) / (side - 1), Math.floor(i / side) / (side - 1)];
  positions.set([x, 0.25 * x * y, y], 3 * i);
  const normal = [-0.25 * y, 1, -0.25 * x];
  const length = Math.hypot(...normal);
  normals.set(normal.map((value) => value / length), 3 * i);
  uvs.set([x, y], 2 * i);
  colors.set([x * 255, y * 255, 51, 255], 4 * i);
}
const triangles = [];
for (let y = 0; y + 1 < side; y++) {
  for (let x = 0; x + 1 < side; x++) {
    const a = y * side + x;
    triangles.push(a, a + side, a + 1, a + 1, a + side, a + side + 1);
  }
}

const document = new Document();
const buffer = document.createBuffer();
const accessor = (type, array, normalized = false) =>
  document.createAccessor().setType(type).setArray(array).setNormalized(normalized).setBuffer(buffer);
const primitive = document
  .createPrimitive()
  .setIndices(accessor("SCALAR", new Uint16Array(triangles)))
  .setAttribute("POSITION", accessor("VEC3", positions))
  .setAttribute("NORMAL", accessor("VEC3", normals))
  .setAttribute("TEXCOORD_0", accessor("VEC2", uvs))
  .setAttribute("COLOR_0", accessor("VEC4", colors, true));
document.createScene().addChild(document.createNode("Grid").setMesh(document.createMesh("Grid").addPrimitive(primitive)));
const method = KHRDracoMeshCompression.EncoderMethod[process.argv[3] ?? "EDGEBREAKER"];
document.createExtension(KHRDracoMeshCompression).setRequired(true).setEncoderOptions({ method, encodeSpeed: Number(process.argv[4] ?? 5) });
const io = new NodeIO()
  .registerExtensions([KHRDracoMeshCompression])
  .registerDependencies({ "draco3d.encoder": await draco.createEncoderModule() });
await io.write(process.argv[2], document);

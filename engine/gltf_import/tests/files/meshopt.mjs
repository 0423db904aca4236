// Makes meshopt.json: elements of ours, packed by meshoptimizer's encoder, beside what its decoder unpacks from that.
// npm install meshoptimizer && node meshopt.mjs > meshopt.json
import { MeshoptEncoder as encoder, MeshoptDecoder as decoder } from "meshoptimizer";

await Promise.all([encoder.ready, decoder.ready]);

let seed = 7;
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const bytesOf = (array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const cases = [];
function add(name, packed, count, stride, mode, filter = "NONE") {
  const unpacked = new Uint8Array(count * stride);
  decoder.decodeGltfBuffer(unpacked, count, stride, packed, mode, filter);
  const base64 = (bytes) => Buffer.from(bytes).toString("base64");
  cases.push({ name, count, stride, mode, filter, packed: base64(packed), unpacked: base64(unpacked) });
}

// A bumpy 17 by 17 grid: more than one block of elements.
const side = 17;
const n = side * side;
const positions = new Float32Array(n * 3);
const shorts = new Uint16Array(n * 4);
const unit = new Float32Array(n * 4);
const turns = new Float32Array(n * 4);
const colors = new Float32Array(n * 4);
for (let i = 0; i < n; i++) {
  const [x, y] = [i % side, Math.floor(i / side)];
  positions.set([x / 16, Math.sin(x) * Math.cos(y) * 0.2, y / 16], 3 * i);
  shorts.set([x * 3000, y * 3000, (random() * 65535) | 0, i % 7 === 0 ? 65535 : 0], 4 * i);
  const [theta, phi] = [random() * 6.28, Math.acos(random() * 2 - 1)];
  unit.set([Math.sin(phi) * Math.cos(theta), Math.sin(phi) * Math.sin(theta), Math.cos(phi), i % 2 ? 1 : -1], 4 * i);
  const half = random() * 1.5;
  turns.set([Math.sin(half) * 0.6, 0, Math.sin(half) * 0.8, Math.cos(half)], 4 * i);
  colors.set([x / 16, y / 16, 0.5, 1 - x / 40], 4 * i);
}
const triangles = [];
for (let y = 0; y + 1 < side; y++) {
  for (let x = 0; x + 1 < side; x++) {
    const a = y * side + x;
    triangles.push(a, a + side, a + 1, a + 1, a + side, a + side + 1);
  }
}
const scattered = triangles.map((index) => (index * 37) % n);

for (const version of [0, 1]) {
  const attributes = (bytes, stride, count = n) => encoder.encodeVertexBufferLevel(bytes, count, stride, version ? 3 : 2, version);
  add(`floats, version ${version}`, attributes(bytesOf(positions), 12), n, 12, "ATTRIBUTES");
  add(`shorts, version ${version}`, attributes(bytesOf(shorts), 8), n, 8, "ATTRIBUTES");
  add(`few, version ${version}`, attributes(bytesOf(positions).slice(0, 60), 12, 5), 5, 12, "ATTRIBUTES");
  for (const [stride, bits] of [[4, 8], [8, 12]]) {
    add(`octahedral ${bits}, version ${version}`, attributes(encoder.encodeFilterOct(unit, n, stride, bits), stride), n, stride, "ATTRIBUTES", "OCTAHEDRAL");
  }
  add(`quaternions, version ${version}`, attributes(encoder.encodeFilterQuat(turns, n, 8, 12), 8), n, 8, "ATTRIBUTES", "QUATERNION");
  add(`exponential, version ${version}`, attributes(encoder.encodeFilterExp(positions, n, 12, 15), 12), n, 12, "ATTRIBUTES", "EXPONENTIAL");
}
for (const [stride, bits] of [[4, 8], [8, 12]]) {
  const filtered = encoder.encodeFilterColor(colors, n, stride, bits);
  add(`colors ${bits}`, encoder.encodeVertexBufferLevel(filtered, n, stride, 3, 1), n, stride, "ATTRIBUTES", "COLOR");
}
for (const [name, indices] of [["grid", triangles], ["scattered", scattered]]) {
  for (const [stride, List] of [[2, Uint16Array], [4, Uint32Array]]) {
    const bytes = bytesOf(new List(indices));
    add(`${name}, ${stride} bytes`, encoder.encodeIndexBuffer(bytes, indices.length, stride), indices.length, stride, "TRIANGLES");
    add(`${name} as a list, ${stride} bytes`, encoder.encodeIndexSequence(bytes, indices.length, stride), indices.length, stride, "INDICES");
  }
}
console.log(JSON.stringify(cases, null, 1));

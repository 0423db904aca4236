// Makes etc1s.ktx2 and uastc.ktx2: a gradient of ours, 16 by 8 pixels, red to the right and green downwards.
// npm install ktx2-encoder && node ktx2.mjs
import { writeFileSync } from "node:fs";
import { encodeToKTX2 } from "ktx2-encoder";

const [width, height] = [16, 8];
const data = new Uint8Array(width * height * 4);
for (let y = 0; y < height; y++) {
  for (let x = 0; x < width; x++) data.set([x * 17, y * 36, 64, 255], 4 * (y * width + x));
}
const imageDecoder = async () => ({ data, width, height });
for (const [name, isUASTC] of [["etc1s", false], ["uastc", true]]) {
  const options = { isUASTC, generateMipmap: false, needSupercompression: isUASTC, isSetKTX2SRGBTransferFunc: true, imageDecoder };
  writeFileSync(`${name}.ktx2`, await encodeToKTX2(data, options));
}

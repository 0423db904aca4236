// Makes etc1s.ktx2 and uastc.ktx2: a gradient of ours, 16 by 8 pixels, red to the right and green downwards. Those with "levels" in their
// names are of 64 by 32 pixels and have their smaller copies with them; one has alpha too, which falls downwards.
// npm install ktx2-encoder && node ktx2.mjs
import { writeFileSync } from "node:fs";
import { encodeToKTX2 } from "ktx2-encoder";

async function write(name, [width, height], isUASTC, generateMipmap, hasAlpha) {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [red, green] = [(x * 272) / width, (y * 288) / height].map((value) => Math.min(Math.round(value), 255));
      data.set([red, green, 64, hasAlpha ? 255 - green : 255], 4 * (y * width + x));
    }
  }
  const imageDecoder = async () => ({ data, width, height });
  const options = { isUASTC, generateMipmap, needSupercompression: isUASTC, isSetKTX2SRGBTransferFunc: true, imageDecoder };
  writeFileSync(`${name}.ktx2`, await encodeToKTX2(data, options));
}

await write("etc1s", [16, 8], false, false, false);
await write("uastc", [16, 8], true, false, false);
await write("etc1s-levels", [64, 32], false, true, false);
await write("uastc-levels", [64, 32], true, true, false);
await write("uastc-levels-alpha", [64, 32], true, true, true);

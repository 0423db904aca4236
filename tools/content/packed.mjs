// Packs one picture of sRGB colours as ETC1S, with its smaller copies: node packed.mjs RAW_RGBA WIDTH HEIGHT OUT.ktx2
import { readFileSync, writeFileSync } from "node:fs";
import { encodeToKTX2 } from "ktx2-encoder";

const [raw, width, height, out] = process.argv.slice(2);
const data = new Uint8Array(readFileSync(raw));
const options = {
  isUASTC: false,
  qualityLevel: 255,
  compressionLevel: 2,
  generateMipmap: true,
  isSetKTX2SRGBTransferFunc: true,
  isPerceptual: true,
  imageDecoder: async () => ({ data, width: Number(width), height: Number(height) }),
};
writeFileSync(out, await encodeToKTX2(data, options));

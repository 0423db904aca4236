// Packs one picture of sRGB colours, with its smaller copies: node packed.mjs RAW_RGBA WIDTH HEIGHT OUT.ktx2 etc1s|uastc
import { readFileSync, writeFileSync } from "node:fs";
import { encodeToKTX2 } from "ktx2-encoder";

const [raw, width, height, out, way] = process.argv.slice(2);
const data = new Uint8Array(readFileSync(raw));
const options = {
  isUASTC: way === "uastc",
  uastcLDRQualityLevel: 2,
  enableRDO: true,
  rdoQualityLevel: 1,
  needSupercompression: true,
  qualityLevel: 255,
  compressionLevel: 2,
  generateMipmap: true,
  isSetKTX2SRGBTransferFunc: true,
  isPerceptual: true,
  imageDecoder: async () => ({ data, width: Number(width), height: Number(height) }),
};
writeFileSync(out, await encodeToKTX2(data, options));

/* Reads binary glTF 2.0 files: triangles, base colors, and base-color textures in PNG and JPEG; no animations.
   The file comes from the network: each offset is checked before it is read, and what is drawn is bounded. */
const MAX_CORNERS = 12_000_000, MAX_DRAWS = 5_000, MAX_SIDE = 2_048, MAX_PIXELS = 32 * 1024 * 1024, MAX_DECODED = 128 * 1024 * 1024;
const JSON_CHUNK = 0x4e4f534a, BIN_CHUNK = 0x004e4942, GLTF = 0x46546c67;
const READERS = { 5120: ["getInt8", 1, 127], 5121: ["getUint8", 1, 255], 5122: ["getInt16", 2, 32767],
  5123: ["getUint16", 2, 65535], 5125: ["getUint32", 4, 4294967295], 5126: ["getFloat32", 4, 1] };
const WIDTHS = { SCALAR: 1, VEC2: 2, VEC3: 3 };
const HARMLESS = /^(KHR_mesh_quantization|KHR_lights_punctual|(KHR|EXT)_(materials|texture)_\w+)$/;
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** Why a file cannot be shown, in one sentence. */
export class Unshowable extends Error {}
export const need = (fact, why = "This file is broken: it is no binary glTF 2.0.") => {
  if (!fact) throw new Unshowable(why);
};
const whole = (value) => Number.isInteger(value) && value >= 0;
const list = (value) => (Array.isArray(value) ? value : []);
const numbers = (value, count, otherwise) =>
  Array.isArray(value) && value.length === count && value.every(Number.isFinite) ? value : otherwise;

/** The JSON of a file, and a view of its binary chunk. */
function chunks(buffer) {
  const view = new DataView(buffer);
  need(view.byteLength >= 20 && view.getUint32(0, true) === GLTF && view.getUint32(4, true) === 2);
  need(view.getUint32(8, true) <= view.byteLength, "This file is broken: its end is missing.");
  let scene = null, binary = new DataView(new ArrayBuffer(0));
  for (let at = 12; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at, true), kind = view.getUint32(at + 4, true);
    need(at + 8 + size <= view.byteLength, "This file is broken: a part is longer than the file.");
    if (kind === JSON_CHUNK && !scene) scene = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, at + 8, size)));
    if (kind === BIN_CHUNK && !binary.byteLength) binary = new DataView(buffer, at + 8, size);
    at += 8 + size;
  }
  need(scene !== null && typeof scene === "object");
  const missing = list(scene.extensionsRequired).find((name) => !HARMLESS.test(name));
  need(!missing, `This page cannot show it: the file needs ${String(missing).slice(0, 80)}.`);
  return [scene, binary];
}

/** The numbers of an accessor: Float32Array, or Uint32Array for indices. */
function read(scene, binary, index, type) {
  const accessor = list(scene.accessors)[index], part = list(scene.bufferViews)[accessor?.bufferView];
  need(accessor?.type === type && !accessor.sparse && part, "This page cannot show it: its numbers are sparse or missing.");
  need(part.buffer === 0 && !list(scene.buffers)[0]?.uri, "This page cannot show it: its data is in another file.");
  const [get, size, most] = READERS[accessor.componentType] ?? [], width = WIDTHS[type], count = accessor.count;
  const start = part.byteOffset ?? 0, offset = accessor.byteOffset ?? 0, stride = part.byteStride ?? size * width;
  need(get && [start, offset, stride, count, part.byteLength].every(whole) && stride >= size * width && count <= MAX_CORNERS);
  need(start + part.byteLength <= binary.byteLength && (!count || offset + stride * (count - 1) + size * width <= part.byteLength),
    "This file is broken: its numbers reach past its end.");
  const values = new (type === "SCALAR" ? Uint32Array : Float32Array)(count * width);
  const scale = accessor.normalized && type !== "SCALAR" ? 1 / most : 1;
  for (let row = 0, to = 0; row < count; row++)
    for (let column = 0; column < width; column++)
      values[to++] = binary[get](start + offset + row * stride + column * size, true) * scale;
  return values;
}

/** The bytes of an image in the file, null for what is elsewhere or no PNG or JPEG. */
function image(scene, binary, index) {
  const source = list(scene.images)[index], part = list(scene.bufferViews)[source?.bufferView];
  const start = part?.byteOffset ?? 0, size = part?.byteLength;
  if (!["image/png", "image/jpeg"].includes(source?.mimeType) || part?.buffer !== 0) return null;
  if (![start, size].every(whole) || start + size > binary.byteLength) return null;
  return new DataView(binary.buffer, binary.byteOffset + start, size);
}

/** Width and height that the head of a PNG or JPEG states, null if it is neither. */
function extent(view) {
  if (view.byteLength > 24 && view.getUint32(0) === 0x89504e47) return [view.getUint32(16), view.getUint32(20)];
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    if (marker < 0xff00) return null;
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** The images that are drawn, by index, each reduced to what a screen shows; those that cannot be decoded are missing. */
async function decode(scene, binary, indices) {
  const images = new Map();
  let decoded = 0, kept = 0;
  for (const index of indices) {
    const bytes = image(scene, binary, index), size = bytes && extent(bytes);
    if (!size || !size[0] || !size[1] || (decoded += size[0] * size[1]) > MAX_DECODED) continue;
    const [width, height] = size.map((side) => Math.max(1, Math.round(side * Math.min(1, MAX_SIDE / Math.max(...size)))));
    if (kept + width * height > MAX_PIXELS) continue;
    const options = { premultiplyAlpha: "none", colorSpaceConversion: "none", resizeWidth: width, resizeHeight: height };
    try {
      images.set(index, await createImageBitmap(new Blob([bytes]), options));
      kept += width * height;
    } catch { /* it says that it is an image, and is none */ }
  }
  return images;
}

/** What colors a primitive: its base color, the image on it, and where on the image each corner is. */
function material(scene, binary, source, count) {
  const given = list(scene.materials)[source.material], base = given?.pbrMetallicRoughness;
  const color = numbers(base?.baseColorFactor, 4, [base ? 1 : 0.8, base ? 1 : 0.8, base ? 1 : 0.8, 1]);
  const cutoff = { MASK: given?.alphaCutoff ?? 0.5, BLEND: 0.05 }[given?.alphaMode] ?? 0;
  const used = base?.baseColorTexture, moved = used?.extensions?.KHR_texture_transform ?? {};
  const texture = list(scene.textures)[used?.index], sampler = list(scene.samplers)[texture?.sampler] ?? {};
  const corners = source.attributes?.[`TEXCOORD_${moved.texCoord ?? used?.texCoord ?? 0}`];
  if (!used || corners === undefined) return { color, cutoff };
  const uvs = read(scene, binary, corners, "VEC2");
  need(uvs.length === 2 * count && uvs.every(Number.isFinite), "This file is broken: a corner is nowhere on its texture.");
  const [x, y] = numbers(moved.offset, 2, [0, 0]), [a, b] = numbers(moved.scale, 2, [1, 1]);
  const turned = Number.isFinite(moved.rotation) ? moved.rotation : 0, [s, c] = [Math.sin(turned), Math.cos(turned)];
  return { color, cutoff, uvs, image: texture?.source ?? -1, spot: [c * a, -s * a, 0, s * b, c * b, 0, x, y, 1],
    wraps: [sampler.wrapS, sampler.wrapT], sharp: sampler.magFilter === 9728 };
}

/** One primitive as what the graphics card needs, null for what is no triangles. */
function primitive(scene, binary, source) {
  const mode = source.mode ?? 4;
  if (![4, 5, 6].includes(mode)) return null;
  const positions = read(scene, binary, source.attributes?.POSITION, "VEC3");
  need(positions.every(Number.isFinite), "This file is broken: a corner is nowhere.");
  const normal = source.attributes?.NORMAL, count = positions.length / 3;
  const normals = normal === undefined ? null : read(scene, binary, normal, "VEC3");
  const indices = source.indices === undefined ? null : read(scene, binary, source.indices, "SCALAR");
  need((!normals || normals.length === positions.length) && (!indices || indices.every((each) => each < count)),
    "This file is broken: a triangle has a corner that does not exist.");
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  positions.forEach((value, at) => { low[at % 3] = Math.min(low[at % 3], value); high[at % 3] = Math.max(high[at % 3], value); });
  return count ? { mode, positions, normals, indices, low, high, count: indices?.length ?? count, ...material(scene, binary, source, positions.length / 3) } : null;
}

const multiply = (a, b) => IDENTITY.map((_, at) => [0, 1, 2, 3].reduce((sum, k) => sum + a[k * 4 + (at % 4)] * b[(at >> 2) * 4 + k], 0));
const apply = (m, [x, y, z]) => [0, 1, 2].map((row) => m[row] * x + m[4 + row] * y + m[8 + row] * z + m[12 + row]);
function transform(node) {
  const [x, y, z, w] = numbers(node.rotation, 4, [0, 0, 0, 1]), [a, b, c] = numbers(node.scale, 3, [1, 1, 1]);
  return numbers(node.matrix, 16, [
    (1 - 2 * (y * y + z * z)) * a, 2 * (x * y + z * w) * a, 2 * (x * z - y * w) * a, 0,
    2 * (x * y - z * w) * b, (1 - 2 * (x * x + z * z)) * b, 2 * (y * z + x * w) * b, 0,
    2 * (x * z + y * w) * c, 2 * (y * z - x * w) * c, (1 - 2 * (x * x + y * y)) * c, 0,
    ...numbers(node.translation, 3, [0, 0, 0]), 1]);
}

/** What to draw, each placed within a ball of radius 1; the images on it; and the number of images that are missing. */
export async function parse(buffer) {
  const [scene, binary] = chunks(buffer), nodes = list(scene.nodes), meshes = new Map(), draws = [], seen = new Set();
  const below = new Set(nodes.flatMap((node) => list(node?.children)));
  const roots = list(scene.scenes)[scene.scene ?? 0]?.nodes ?? [...nodes.keys()].filter((index) => !below.has(index));
  const left = list(roots).map((index) => [index, IDENTITY]), low = [Infinity, Infinity, Infinity], high = low.map((x) => -x);
  for (let corners = 0; left.length;) {
    const [index, above] = left.pop(), node = nodes[index];
    if (!node || seen.has(index)) continue;  // a node has one place: anything else would be a circle
    seen.add(index);
    const place = multiply(above, transform(node));
    left.push(...list(node.children).map((child) => [child, place]));
    if (node.mesh === undefined) continue;
    if (!meshes.has(node.mesh)) meshes.set(node.mesh, list(list(scene.meshes)[node.mesh]?.primitives).map((each) => primitive(scene, binary, each ?? {})).filter(Boolean));
    for (const each of meshes.get(node.mesh)) {
      const model = node.skin === undefined ? place : IDENTITY;  // a skin is placed by its bones
      draws.push({ ...each, source: each, model });
      need((corners += each.count) <= MAX_CORNERS && draws.length <= MAX_DRAWS, "It has too many triangles to be shown here.");
      for (let corner = 0; corner < 8; corner++)
        apply(model, each.low.map((value, axis) => (corner >> axis & 1 ? each.high[axis] : value)))
          .forEach((value, axis) => { low[axis] = Math.min(low[axis], value); high[axis] = Math.max(high[axis], value); });
    }
  }
  need(draws.length, "It has no triangles to show.");
  const size = 2 / (Math.hypot(...high.map((value, axis) => value - low[axis])) || 1);
  const middle = high.map((value, axis) => -size * (value / 2 + low[axis] / 2));
  need([size, ...middle].every(Number.isFinite), "This file is broken: a corner is nowhere.");
  const fit = [size, 0, 0, 0, 0, size, 0, 0, 0, 0, size, 0, ...middle, 1];
  const wanted = new Set(draws.map((draw) => draw.image).filter((index) => index !== undefined));
  const images = await decode(scene, binary, wanted);
  return { draws: draws.map((draw) => ({ ...draw, model: multiply(fit, draw.model) })), images, missing: wanted.size - images.size };
}

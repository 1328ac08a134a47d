/* <model-view src="…" label="…">: draws the triangles of a binary glTF 2.0 file, without textures and animations.
   The file comes from the network: each offset is checked before it is read, and what is drawn is bounded. */
(() => {
  "use strict";
  const MAX_BYTES = 64 * 1024 * 1024, MAX_CORNERS = 12_000_000, MAX_DRAWS = 5_000;
  const JSON_CHUNK = 0x4e4f534a, BIN_CHUNK = 0x004e4942, GLTF = 0x46546c67;
  const READERS = { 5120: ["getInt8", 1, 127], 5121: ["getUint8", 1, 255], 5122: ["getInt16", 2, 32767],
    5123: ["getUint16", 2, 65535], 5125: ["getUint32", 4, 4294967295], 5126: ["getFloat32", 4, 1] };
  const WIDTHS = { SCALAR: 1, VEC3: 3 };
  const HARMLESS = /^(KHR_mesh_quantization|KHR_lights_punctual|(KHR|EXT)_(materials|texture)_\w+)$/;
  const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
  const VERTEX = `#version 300 es
    in vec3 position, normal;
    uniform mat4 model, turn, projection;
    out vec3 seen, upright;
    void main() {
      vec4 at = turn * model * vec4(position, 1.0);
      mat3 linear = mat3(turn * model);
      seen = at.xyz;
      upright = normal == vec3(0.0) ? vec3(0.0) : transpose(inverse(linear)) * normal;
      gl_Position = projection * at;
    }`;
  const FRAGMENT = `#version 300 es
    precision highp float;
    in vec3 seen, upright;
    uniform vec4 color;
    out vec4 pixel;
    void main() {
      float size = length(upright);
      vec3 n = size > 0.0 && size < 1e30 ? upright / size : normalize(cross(dFdx(seen), dFdy(seen)));
      float light = 0.3 + 0.6 * abs(dot(n, normalize(vec3(0.4, 0.6, 1.0)))) + 0.1 * n.y;
      pixel = vec4(pow(color.rgb * 0.92 + 0.06, vec3(1.0 / 2.2)) * light, 1.0);
    }`;

  class Unshowable extends Error {}
  const need = (fact, why = "This file is broken: it is no binary glTF 2.0.") => {
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

  /** One primitive as what the graphics card needs, null for what is no triangles. */
  function primitive(scene, binary, source) {
    const mode = source.mode ?? 4, material = list(scene.materials)[source.material];
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
    const color = numbers(material?.pbrMetallicRoughness?.baseColorFactor, 4, [0.8, 0.8, 0.8, 1]);
    return count ? { mode, positions, normals, indices, low, high, color, count: indices?.length ?? count } : null;
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

  /** What to draw, each with its place, and the matrix that moves all of it into a ball of radius 1. */
  function parse(buffer) {
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
    return draws.map((draw) => ({ ...draw, model: multiply(fit, draw.model) }));
  }

  /** Puts what is to be drawn on the graphics card; returns a function that draws it as it is turned. */
  function painter(gl, draws) {
    const program = gl.createProgram(), put = new Map();
    for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.bindAttribLocation(program, 0, "position");
    gl.bindAttribLocation(program, 1, "normal");
    gl.linkProgram(program);
    gl.useProgram(program);
    gl.enable(gl.DEPTH_TEST);
    const uniform = Object.fromEntries(["model", "turn", "projection", "color"].map((name) => [name, gl.getUniformLocation(program, name)]));
    const fill = (kind, values) => { gl.bindBuffer(kind, gl.createBuffer()); gl.bufferData(kind, values, gl.STATIC_DRAW); };
    const array = ({ positions, normals, indices }) => {
      const vertices = gl.createVertexArray();
      gl.bindVertexArray(vertices);
      [positions, normals].forEach((values, at) => {
        if (!values) return;
        fill(gl.ARRAY_BUFFER, values);
        gl.enableVertexAttribArray(at);
        gl.vertexAttribPointer(at, 3, gl.FLOAT, false, 0, 0);
      });
      if (indices) fill(gl.ELEMENT_ARRAY_BUFFER, indices);
      return vertices;
    };
    for (const { source } of draws) if (!put.has(source)) put.set(source, array(source));
    gl.vertexAttrib3f(1, 0, 0, 0);
    return (yaw, pitch, distance) => {
      const [s, c, t, d] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
      const wide = gl.drawingBufferWidth, high = gl.drawingBufferHeight, zoom = 2.6 * Math.min(1, wide / high);
      gl.viewport(0, 0, wide, high);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      gl.uniformMatrix4fv(uniform.turn, false, [c, s * t, -s * d, 0, 0, d, t, 0, s, -c * t, c * d, 0, 0, 0, -distance, 1]);
      gl.uniformMatrix4fv(uniform.projection, false, [zoom * high / wide, 0, 0, 0, 0, zoom, 0, 0, 0, 0, -1.02, -1, 0, 0, -0.2, 0]);
      for (const { source, mode, indices, model, color, count } of draws) {
        gl.bindVertexArray(put.get(source));
        gl.uniformMatrix4fv(uniform.model, false, model);
        gl.uniform4fv(uniform.color, color);
        if (indices) gl.drawElements(mode, count, gl.UNSIGNED_INT, 0);
        else gl.drawArrays(mode, 0, count);
      }
    };
  }

  const KEYS = { ArrowLeft: [-0.15, 0, 1], ArrowRight: [0.15, 0, 1], ArrowUp: [0, -0.15, 1], ArrowDown: [0, 0.15, 1], "+": [0, 0, 0.9], "-": [0, 0, 1 / 0.9] };

  class ModelView extends HTMLElement {
    static observedAttributes = ["src"];

    #gl = null;

    connectedCallback() {
      this.#show(this.getAttribute("src"));
    }

    attributeChangedCallback(_, before, now) {
      if (this.isConnected && before !== null && now !== before) this.#show(now);
    }

    disconnectedCallback() {
      this.#gl?.getExtension("WEBGL_lose_context")?.loseContext();
    }

    async #show(src) {
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });  // what is in it survives a refresh of the page
      const canvas = document.createElement("canvas");
      try {
        const response = await fetch(src);
        need(response.ok, "The file is no longer there.");
        need(Number(response.headers.get("content-length")) <= MAX_BYTES, "It is too large to be shown here.");
        const draws = parse(await response.arrayBuffer());
        if (src !== this.getAttribute("src")) return;  // another file has been asked for meanwhile
        this.#gl = canvas.getContext("webgl2", { antialias: true, preserveDrawingBuffer: true });
        need(this.#gl, "This browser has no WebGL 2, which a picture of the model needs.");
        const paint = painter(this.#gl, draws);
        root.replaceChildren(canvas, document.createElement("slot"));
        this.#listen(canvas, paint);
      } catch (error) {
        const problem = document.createElement("p");
        problem.setAttribute("part", "problem");
        problem.textContent = error instanceof Unshowable ? error.message : "This file is broken, or cannot be loaded.";
        root.replaceChildren(problem, document.createElement("slot"));
      }
    }

    #listen(canvas, paint) {
      let yaw = -0.5, pitch = 0.35, distance = 3;
      const turn = (x, y, nearer = 1) => {
        [yaw, pitch] = [yaw + x, Math.max(-1.5, Math.min(1.5, pitch + y))];
        distance = Math.max(1.3, Math.min(8, distance * nearer));
        paint(yaw, pitch, distance);
      };
      canvas.setAttribute("part", "canvas");
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", `3-D model ${this.getAttribute("label") ?? ""}: drag or press arrow keys to turn it, + and - to zoom`);
      canvas.tabIndex = 0;
      canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
      canvas.addEventListener("pointermove", (event) => { if (event.buttons) turn(event.movementX / 100, event.movementY / 100); });
      canvas.addEventListener("keydown", (event) => {
        if (!KEYS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        turn(...KEYS[event.key]);
      });
      const fit = () => {
        canvas.width = Math.max(1, canvas.clientWidth * devicePixelRatio);
        canvas.height = Math.max(1, canvas.clientHeight * devicePixelRatio);
        turn(0, 0);
      };
      fit();
      new ResizeObserver(fit).observe(canvas);
    }
  }
  customElements.define("model-view", ModelView);
})();

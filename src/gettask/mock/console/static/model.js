/* <model-view src="…" label="…">: draws a binary glTF 2.0 file while it is in sight.
   All views of a page share one WebGL context, and copy what it has drawn: a browser has no more than some 16. */
import { need, parse, Unshowable } from "./gltf.js";

const MAX_BYTES = 64 * 1024 * 1024, MAX_SIDE = 4_096;
const VERTEX = `#version 300 es
  in vec3 position, normal;
  in vec2 uv;
  uniform mat4 model, turn, projection;
  uniform mat3 spot;
  out vec3 seen, upright;
  out vec2 place;
  void main() {
    vec4 at = turn * model * vec4(position, 1.0);
    mat3 linear = mat3(turn * model);
    seen = at.xyz;
    upright = normal == vec3(0.0) ? vec3(0.0) : transpose(inverse(linear)) * normal;
    place = (spot * vec3(uv, 1.0)).xy;
    gl_Position = projection * at;
  }`;
const FRAGMENT = `#version 300 es
  precision highp float;
  in vec3 seen, upright;
  in vec2 place;
  uniform vec4 color;
  uniform float cutoff;
  uniform sampler2D image;
  out vec4 pixel;
  void main() {
    vec4 base = color * texture(image, place);
    float size = length(upright);
    vec3 n = size > 0.0 && size < 1e30 ? upright / size : normalize(cross(dFdx(seen), dFdy(seen)));
    float light = 0.3 + 0.6 * abs(dot(n, normalize(vec3(0.4, 0.6, 1.0)))) + 0.1 * n.y;
    if (base.a < cutoff) discard;
    pixel = vec4(pow(base.rgb * 0.92 + 0.06, vec3(1.0 / 2.2)) * light, 1.0);
  }`;
const ATTRIBUTES = [["position", "positions", 3], ["normal", "normals", 3], ["uv", "uvs", 2]];
const UNIFORMS = ["model", "turn", "projection", "spot", "color", "cutoff"];
const WRAPS = [33071, 33648, 10497], REPEAT = 10497, WHITE = new Uint8Array([255, 255, 255, 255]);
const UNMOVED = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** The WebGL context of the page, and its program. */
class GraphicsCard {
  static #shared = null;

  /** The one there is; a new one if the browser has taken it back. */
  static get shared() {
    if (!this.#shared || this.#shared.gl.isContextLost()) this.#shared = new GraphicsCard();
    return this.#shared;
  }

  constructor() {
    this.canvas = document.createElement("canvas");
    const gl = this.gl = this.canvas.getContext("webgl2", { antialias: true });
    need(gl, "This browser has no WebGL 2, which a picture of the model needs.");
    const program = gl.createProgram();
    for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    ATTRIBUTES.forEach(([name], at) => gl.bindAttribLocation(program, at, name));
    gl.linkProgram(program);
    gl.useProgram(program);
    gl.enable(gl.DEPTH_TEST);
    gl.vertexAttrib3f(1, 0, 0, 0);
    this.uniform = Object.fromEntries(UNIFORMS.map((name) => [name, gl.getUniformLocation(program, name)]));
    this.white = this.texture(WHITE, 1, 1);
  }

  texture(pixels, width, height) {
    const gl = this.gl, texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.SRGB8_ALPHA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    gl.generateMipmap(gl.TEXTURE_2D);
    return texture;
  }
}

/** A model on the graphics card, until it is freed. */
class Loaded {
  constructor(card, { draws, images }) {
    [this.card, this.draws, this.buffers, this.arrays] = [card, draws, [], new Map()];
    this.textures = new Map([...images].map(([index, image]) => [index, card.texture(image, image.width, image.height)]));
    for (const { source } of draws) if (!this.arrays.has(source)) this.arrays.set(source, this.#array(source));
  }

  #array(source) {
    const gl = this.card.gl, vertices = gl.createVertexArray();
    const fill = (kind, values) => {
      this.buffers.push(gl.createBuffer());
      gl.bindBuffer(kind, this.buffers.at(-1));
      gl.bufferData(kind, values, gl.STATIC_DRAW);
    };
    gl.bindVertexArray(vertices);
    ATTRIBUTES.forEach(([, values, width], at) => {
      if (!source[values]) return;
      fill(gl.ARRAY_BUFFER, source[values]);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, width, gl.FLOAT, false, 0, 0);
    });
    if (source.indices) fill(gl.ELEMENT_ARRAY_BUFFER, source.indices);
    return vertices;
  }

  free() {
    const gl = this.card.gl;
    this.arrays.forEach((each) => gl.deleteVertexArray(each));
    this.buffers.forEach((each) => gl.deleteBuffer(each));
    this.textures.forEach((each) => gl.deleteTexture(each));
  }

  /** Draw it as it is turned, and copy the picture to a canvas. */
  paint(canvas, yaw, pitch, distance) {
    const { gl, uniform, white } = this.card, { width, height } = canvas, target = this.card.canvas;
    if (target.width !== width || target.height !== height) [target.width, target.height] = [width, height];
    const [s, c, t, d] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)], zoom = 2.6 * Math.min(1, width / height);
    gl.viewport(0, 0, width, height);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.uniformMatrix4fv(uniform.turn, false, [c, s * t, -s * d, 0, 0, d, t, 0, s, -c * t, c * d, 0, 0, 0, -distance, 1]);
    gl.uniformMatrix4fv(uniform.projection, false, [zoom * height / width, 0, 0, 0, 0, zoom, 0, 0, 0, 0, -1.02, -1, 0, 0, -0.2, 0]);
    for (const { source, mode, indices, model, color, cutoff, count, image, spot, wraps, sharp } of this.draws) {
      gl.bindTexture(gl.TEXTURE_2D, this.textures.get(image) ?? white);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, WRAPS.includes(wraps?.[0]) ? wraps[0] : REPEAT);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, WRAPS.includes(wraps?.[1]) ? wraps[1] : REPEAT);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, sharp ? gl.NEAREST : gl.LINEAR);
      gl.bindVertexArray(this.arrays.get(source));
      gl.uniformMatrix4fv(uniform.model, false, model);
      gl.uniformMatrix3fv(uniform.spot, false, spot ?? UNMOVED);
      gl.uniform4fv(uniform.color, color);
      gl.uniform1f(uniform.cutoff, cutoff);
      if (indices) gl.drawElements(mode, count, gl.UNSIGNED_INT, 0);
      else gl.drawArrays(mode, 0, count);
    }
    const picture = canvas.getContext("2d");
    picture.clearRect(0, 0, width, height);
    picture.drawImage(target, 0, 0);
  }
}

const KEYS = { ArrowLeft: [-0.15, 0, 1], ArrowRight: [0.15, 0, 1], ArrowUp: [0, -0.15, 1], ArrowDown: [0, 0.15, 1], "+": [0, 0, 0.9], "-": [0, 0, 1 / 0.9] };

class ModelView extends HTMLElement {
  static observedAttributes = ["src"];
  static #sight = new IntersectionObserver((entries) => entries.forEach(({ target, isIntersecting }) => target.#seen(isIntersecting)));

  #inSight = false;
  #src = null;  // of the model that is shown, or being fetched
  #model = null;
  #loaded = null;
  #canvas = null;
  #turned = [-0.5, 0.35, 3];

  connectedCallback() {
    ModelView.#sight.observe(this);
  }

  attributeChangedCallback() {
    if (this.#inSight) this.#seen(true);
  }

  disconnectedCallback() {
    ModelView.#sight.unobserve(this);
    this.#seen(false);
  }

  #seen(inSight) {
    this.#inSight = inSight;
    if (!inSight) {
      this.#loaded?.free();
      this.#loaded = null;
    } else if (this.#src !== this.getAttribute("src")) this.#show(this.getAttribute("src"));
    else this.#paint();
  }

  async #show(src) {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });  // what is in it survives a refresh of the page
    this.#src = src;
    try {
      const response = await fetch(src);
      need(response.ok, "The file is no longer there.");
      need(Number(response.headers.get("content-length")) <= MAX_BYTES, "It is too large to be shown here.");
      const model = await parse(await response.arrayBuffer());
      if (src !== this.#src) return;  // another file has been asked for meanwhile
      this.#loaded?.free();
      [this.#model, this.#loaded, this.#canvas, this.#turned] = [model, null, this.#made(), [-0.5, 0.35, 3]];
      GraphicsCard.shared;  // fails here if there is none
      const parts = [this.#canvas, document.createElement("slot")];
      if (model.missing) parts.splice(1, 0, this.#note(`Drawn without ${model.missing} of its textures: no PNG or JPEG in the file, or too large.`));
      root.replaceChildren(...parts);
      new ResizeObserver(() => this.#fit()).observe(this.#canvas);
      this.#fit();
    } catch (error) {
      if (src !== this.#src) return;
      this.#model = null;
      const text = error instanceof Unshowable ? error.message : "This file is broken, or cannot be loaded.";
      root.replaceChildren(this.#note(text), document.createElement("slot"));
    }
  }

  #note(text) {
    const note = document.createElement("p");
    note.setAttribute("part", "problem");
    note.textContent = text;
    return note;
  }

  #fit() {
    const [width, height] = [this.#canvas.clientWidth, this.#canvas.clientHeight].map((side) =>
      Math.max(1, Math.min(MAX_SIDE, Math.round(side * devicePixelRatio))));
    [this.#canvas.width, this.#canvas.height] = [width, height];
    this.#paint();
  }

  #paint() {
    if (!this.#inSight || !this.#model) return;
    const card = GraphicsCard.shared;
    if (this.#loaded?.card !== card) this.#loaded = new Loaded(card, this.#model);
    this.#loaded.paint(this.#canvas, ...this.#turned);
  }

  #turn(x, y, nearer = 1) {
    const [yaw, pitch, distance] = this.#turned;
    this.#turned = [yaw + x, Math.max(-1.5, Math.min(1.5, pitch + y)), Math.max(1.3, Math.min(8, distance * nearer))];
    this.#paint();
  }

  #made() {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("part", "canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `3-D model ${this.getAttribute("label") ?? ""}: drag or press arrow keys to turn it, + and - to zoom`);
    canvas.tabIndex = 0;
    canvas.addEventListener("pointerdown", (event) => canvas.setPointerCapture(event.pointerId));
    canvas.addEventListener("pointermove", (event) => { if (event.buttons) this.#turn(event.movementX / 100, event.movementY / 100); });
    canvas.addEventListener("keydown", (event) => {
      if (!KEYS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      this.#turn(...KEYS[event.key]);
    });
    return canvas;
  }
}
customElements.define("model-view", ModelView);

// Runs in the page: what is measured of every program alike, and ours. Peers are in peers.js.
//
// A frame: wait for the animation frame, have everything finished that was begun before (the
// browser showing the frame before), start the clock, move the camera and draw, have the GPU or the
// canvas finish (gl.finish and one pixel read back), stop the clock.
// Free running: the time between animation frames while each moves and draws, which includes what
// the browser takes to show them.

globalThis.bench = (() => {
  const WIDTH = 1280;
  const HEIGHT = 800;
  /** The longest any one measurement goes on, and the fewest frames of it. */
  const MOST_MS = 6_000;
  const LEAST_FRAMES = 4;

  const frame = () => new Promise(requestAnimationFrame);
  const quantile = (numbers, share) => {
    const sorted = [...numbers].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  };
  const summary = (numbers) => ({ p50: quantile(numbers, 0.5), p95: quantile(numbers, 0.95), n: numbers.length });

  /** Ends when everything that was drawn on the canvases is drawn. */
  const pixel = new Uint8Array(4);
  function finish(stage) {
    for (const canvas of stage.querySelectorAll("canvas")) {
      const gl = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
      if (gl) {
        gl.finish();
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      } else {
        canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
      }
    }
  }

  /** Ends when the browser has shown the frame before: it draws in the same thread as every WebGL. */
  const other = new OffscreenCanvas(1, 1).getContext("webgl2");
  function settle() {
    other.clear(other.COLOR_BUFFER_BIT);
    other.finish();
    other.readPixels(0, 0, 1, 1, other.RGBA, other.UNSIGNED_BYTE, pixel);
  }

  /** The camera at a moment from 0 to 1: closer and back, on a figure of eight. */
  const path = (moment) => ({
    x: 200 * Math.sin(2 * Math.PI * moment),
    y: 120 * Math.sin(4 * Math.PI * moment),
    factor: 4 ** Math.sin(Math.PI * moment),
  });

  async function moving(stage, draw, nFrames) {
    const times = [];
    const end = performance.now() + MOST_MS;
    for (let n = 0; n < nFrames && (n < LEAST_FRAMES || performance.now() < end); n += 1) {
      await frame();
      finish(stage);
      settle();
      const started = performance.now();
      draw(path(n / nFrames));
      finish(stage);
      times.push(performance.now() - started);
    }
    return summary(times);
  }

  async function freeRunning(draw, nFrames) {
    const times = [];
    const end = performance.now() + MOST_MS;
    let before = null;
    for (let n = 0; n < nFrames && (n < LEAST_FRAMES || performance.now() < end); n += 1) {
      await frame();
      const now = performance.now();
      if (before !== null) times.push(now - before);
      before = now;
      draw(path(n / nFrames));
    }
    return summary(times);
  }

  function stage() {
    document.body.replaceChildren();
    const element = document.createElement("div");
    element.style.cssText = `width:${WIDTH}px;height:${HEIGHT}px;position:relative;overflow:hidden;background:#fff`;
    document.body.append(element);
    return element;
  }

  /** A canvas that is only cleared: what the browser takes for any frame. */
  async function floor() {
    const element = stage();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: WIDTH, height: HEIGHT });
    element.append(canvas);
    const gl = canvas.getContext("webgl2", { alpha: false, antialias: false, depth: false });
    const draw = ({ x }) => {
      gl.clearColor(0.5 + x / 1000, 1, 1, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    };
    return { moving: await moving(element, draw, 60), free: await freeRunning(draw, 60) };
  }

  const networks = new Map();
  function network([nNodes, nEdges]) {
    const key = `${nNodes}/${nEdges}`;
    if (!networks.has(key)) networks.set(key, new wasm_bindgen.Network(nNodes, nEdges, 7));
    return networks.get(key);
  }

  let ours = null;
  function open(wish, isDark = false) {
    const element = stage();
    const canvas = document.createElement("canvas");
    canvas.style.cssText = `width:${WIDTH}px;height:${HEIGHT}px;display:block`;
    element.append(canvas);
    ours?.free();
    ours = new wasm_bindgen.Stage(canvas, wish);
    ours.resize(WIDTH, HEIGHT, devicePixelRatio);
    ours.set_dark(isDark);
    return element;
  }
  const fly = ({ x, y, factor }) => ours.fly(x, y, factor);
  async function rest() {
    let n = 1;
    while (!ours.draw(false)) {
      n += 1;
      await frame();
    }
    return n;
  }

  async function measureOurs({ size, wish, nFrames }) {
    const element = open(wish);
    const data = network(size);
    await frame();
    const result = { backend: ours.backend() };
    const started = performance.now();
    ours.load(data);
    ours.draw(false);
    finish(element);
    result.firstPaint = performance.now() - started;
    await rest();
    finish(element);
    result.complete = performance.now() - started;
    const draw = (at) => {
      fly(at);
      ours.draw(true);
    };
    result.moving = await moving(element, draw, nFrames);
    result.free = await freeRunning(draw, nFrames);
    result.pick = pick();
    await rest();
    return result;
  }

  /** Each right after the camera has moved; the best of three tries, so that what else the machine
   * does is not taken for slowness at that place. */
  function pick() {
    const times = [];
    let hits = 0;
    for (let n = 0; n < 300; n += 1) {
      const tries = [0, 1, 2].map(() => {
        fly(path((n + 150) / 300));
        fly(path(n / 300));
        const started = performance.now();
        const hit = ours.pick((n * 7919) % WIDTH, (n * 104_729) % HEIGHT);
        return { hit, time: performance.now() - started };
      });
      if (tries[0].hit !== "") hits += 1;
      times.push(Math.min(...tries.map(({ time }) => time)));
    }
    return { ...summary(times), most: Math.max(...times), hits };
  }

  /** Leaves a picture standing: after a journey, or drawn from nothing at the place it led to. */
  async function stand({ size, wish, isDark, hasTravelled, moment, selected }) {
    open(wish, isDark);
    if (size === null) ours.load_sampler();
    else ours.load(network(size));
    if (hasTravelled) {
      await rest();
      for (let n = 0; n < 20; n += 1) {
        await frame();
        fly(path((moment * n) / 20));
        if (n === 10) ours.select(3);
        ours.draw(true);
      }
    }
    if (size !== null) ours.select(selected ?? 0xffff_ffff);
    fly(path(moment));
    const nDraws = await rest();
    await frame();
    await frame();
    return nDraws;
  }

  /** What the renderer takes when it is free to choose. */
  function chosen() {
    open("Best");
    return ours.backend();
  }

  /** Counts what reaches the canvas while the page keeps asking for a draw. */
  async function idle() {
    let n = 0;
    const undo = [];
    for (const [prototype, names] of [
      [WebGL2RenderingContext.prototype, ["drawArrays", "drawArraysInstanced", "clear", "texSubImage2D"]],
      [CanvasRenderingContext2D.prototype, ["drawImage", "fillRect", "putImageData"]],
    ]) {
      for (const name of names) {
        const original = prototype[name];
        prototype[name] = function counted(...rest) {
          n += 1;
          return original.apply(this, rest);
        };
        undo.push(() => (prototype[name] = original));
      }
    }
    for (let asked = 0; asked < 30; asked += 1) {
      await frame();
      ours.draw(false);
    }
    for (const one of undo) one();
    return n;
  }

  async function selections({ size, wish, n }) {
    open(wish);
    ours.load(network(size));
    await rest();
    const select = (number) => {
      ours.select(number % size[0]);
      ours.draw(false);
    };
    for (let number = 0; number < 100; number += 1) select(number);
    await rest();
    const kept = () => {
      gc();
      return { wasm: bench.memory.buffer.byteLength, script: performance.memory.usedJSHeapSize };
    };
    const before = kept();
    for (let number = 0; number < n; number += 1) {
      select(number * 7);
      if (number % 20 === 0) await frame();
    }
    await rest();
    const after = kept();
    return { wasm: after.wasm - before.wasm, script: after.script - before.script };
  }

  /** Mean difference of two PNG files over all channels, and the largest, from 0 to 255. */
  async function difference([first, second]) {
    const pixels = async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    };
    const [a, b] = [await pixels(first), await pixels(second)];
    if (a.length !== b.length) throw new Error("two sizes");
    let [sum, most] = [0, 0];
    for (let at = 0; at < a.length; at += 1) {
      const off = Math.abs(a[at] - b[at]);
      sum += off;
      if (off > most) most = off;
    }
    return { mean: sum / a.length, most };
  }

  return {
    WIDTH, HEIGHT, frame, finish, path, moving, freeRunning, stage, floor, network, measureOurs, stand,
    chosen, idle, selections, difference, get ours() { return ours; }, rest,
  };
})();

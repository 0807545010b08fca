// A network that learns in the page: the tape of one example, run for every point; press play, drag points, add points.

function playground(host, net, tape, css) {
  const NS = 'http://www.w3.org/2000/svg', root = host.attachShadow({ mode: 'open' });
  const make = (tag, attributes = {}, ...inside) => {
    const e = attributes.svg ? document.createElementNS(NS, tag) : document.createElement(tag);
    for (const [k, v] of Object.entries(attributes)) if (k !== 'svg') e.setAttribute(k, v);
    e.append(...inside);
    return e;
  };
  const draw = (tag, attributes = {}, ...inside) => make(tag, { svg: true, ...attributes }, ...inside);
  const button = (face, words, act) => { const b = make('button', { type: 'button', title: words }, face); b.addEventListener('click', act); return b; };
  const choice = (words, list, chosen) => make('select', { 'aria-label': words, title: words }, ...list.map(([value, face]) => make('option', { value, ...(value === chosen && { selected: '' }) }, face)));
  const SIZE = 360, CELLS = 45, REACH = 1.6, FINE = Math.min(3, window.devicePixelRatio || 1);
  const first = net.params.map(p => tape.data[p]);
  let points = [], grads = net.params.map(() => 0), losses = [], steps = 0, timer = null, dark = false, newClass = 1, held = null, right = 0;

  // ---- data: seeded, so that a page looks the same for everyone ----
  function random(seed) { // mulberry32
    return () => { let t = seed += 0x6D2B79F5; t = Math.imul(t ^ t >>> 15, t | 1); t ^= t + Math.imul(t ^ t >>> 7, t | 61); return ((t ^ t >>> 14) >>> 0) / 4294967296; };
  }
  const normal = next => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const shapes = {
    moons: (t, c, n) => c ? [0.45 - 0.9 * Math.cos(t * Math.PI), 0.25 - 0.9 * Math.sin(t * Math.PI)].map(v => v + 0.07 * normal(n)) : [0.9 * Math.cos(t * Math.PI) - 0.45, 0.9 * Math.sin(t * Math.PI) - 0.25].map(v => v + 0.07 * normal(n)),
    circles: (t, c, n) => { const r = (c ? 0.45 : 1.15) + 0.08 * normal(n); return [r * Math.cos(2 * Math.PI * t), r * Math.sin(2 * Math.PI * t)]; },
    xor: (t, c, n) => { const [a, b] = [n() * 2 - 1, n() * 2 - 1]; return [a, (a > 0) === !!c ? -Math.abs(b) : Math.abs(b)].map(v => 1.2 * v); },
    spiral: (t, c, n) => { const a = t * 4.2 + c * Math.PI, r = 0.15 + 1.15 * t; return [r * Math.cos(a) + 0.03 * normal(n), r * Math.sin(a) + 0.03 * normal(n)]; },
    halves: (t, c, n) => [normal(n) * 0.35 + (c ? 0.6 : -0.6), normal(n) * 0.5],
  };
  function data(kind) {
    const next = random(7);
    points = kind === 'none' ? [] : [...Array(80).keys()].map(i => { const c = i % 2, [x, y] = shapes[kind]((Math.floor(i / 2) + 0.5) / 40, c, next); return { x, y, label: c ? 1 : -1 }; });
  }

  // ---- one step of gradient descent: forward and backward of the tape for each point, then down the mean gradient ----
  function put(p) { [tape.data[net.inputs[0]], tape.data[net.inputs[1]], tape.data[net.target]] = [p.x, p.y, p.label]; }
  function measure() {
    const sum = net.params.map(() => 0);
    let loss = 0;
    right = 0;
    for (const p of points) {
      put(p);
      forward(tape);
      backward(tape);
      loss += tape.data[tape.output];
      right += (tape.data[net.score] > 0) === (p.label > 0);
      net.params.forEach((slot, i) => { sum[i] += tape.grads[slot] ?? 0; });
    }
    grads = sum.map(g => g / (points.length || 1));
    return loss / (points.length || 1);
  }
  function step() { // the gradients are those of the last measure()
    net.params.forEach((slot, i) => { tape.data[slot] -= +rate.value * grads[i]; });
    losses.push(measure());
    if (losses.length > 4000) losses = losses.filter((_, i) => i % 2);
    steps++;
  }
  function score(x, y) { // forward without partials
    put({ x, y, label: 1 });
    for (const i of net.toScore) {
      const [name, params] = tape.names[tape.rules[i]];
      tape.data[i] = VALUES[name](...split(name, tape.operands[i].map(k => tape.data[k])), ...params);
    }
    return tape.data[net.score];
  }

  // ---- the frame ----
  const rate = make('input', { type: 'number', step: 'any', min: 0, value: net.rate, 'aria-label': 'learning rate' });
  const speed = choice('speed', [['0.1', 'slow'], ['1', 'normal'], ['5', 'fast'], ['20', 'very fast']], '1');
  const kind = choice('data', [['moons', 'moons'], ['circles', 'circles'], ['xor', 'xor'], ['spiral', 'spiral'], ['halves', 'two clouds'], ['none', 'no points']], 'moons');
  const shows = choice('edges show', [['w', 'edges: weights'], ['g', 'edges: gradients']], 'w');
  const playing = button('▶ play', 'train (space)', () => timer ? stop() : play());
  const adding = choice('a click adds', [['1', 'click adds ■ +1'], ['-1', 'click adds ● −1']], '1');
  const fresh = button('new weights', 'draw all weights anew', () => { net.params.forEach((slot, i) => { tape.data[slot] = net.biases.includes(slot) ? 0 : Math.random() * 2 - 1; }); restart(); });
  const back = button('reset', 'back to the weights at the start', () => { net.params.forEach((slot, i) => { tape.data[slot] = first[i]; }); restart(); });
  const bar = make('div', { class: 'bar' }, playing, button('step ▶', 'one step of gradient descent (right arrow)', () => { stop(); step(); paint(); }), speed, make('label', {}, 'learning rate ', rate), kind, adding, shows, fresh, back);
  const says = make('div', { class: 'says', role: 'status' });
  const canvas = make('canvas', { width: SIZE * FINE, height: SIZE * FINE, role: 'img', tabindex: 0 }), faces = make('canvas', { class: 'faces', width: 440 * FINE, height: 360 * FINE, 'aria-hidden': 'true' });
  const graph = draw('svg', { class: 'net', role: 'img', viewBox: '0 0 440 360', 'aria-label': net.summary });
  const curve = draw('svg', { class: 'curve', role: 'img' });
  const all = make('div', { class: 'all play', tabindex: '-1' }, bar, says, make('div', { class: 'panes' },
    make('figure', {}, canvas, make('figcaption', {}, 'what the network says everywhere; drag a point, click to add one, double-click to remove it')),
    make('figure', {}, make('div', { class: 'stack' }, graph, faces), make('figcaption', {}, 'inside each neuron what it says over the same square: orange above 0, blue below; edges and rims (biases): green above 0, red below; hover for numbers'))), make('figure', {}, curve, make('figcaption', {}, 'mean loss over steps')));
  root.append(make('style', {}, css), all);
  kind.addEventListener('change', () => { data(kind.value); restart(); });
  shows.addEventListener('change', () => paint());
  adding.addEventListener('change', () => { newClass = +adding.value; });

  // ---- drawing ----
  const toPage = v => (v + REACH) / (2 * REACH) * SIZE, toData = v => v / SIZE * 2 * REACH - REACH;
  const said = net.layers.flat().map(neuron => ({ slot: neuron.says, field: new Float64Array(CELLS * CELLS) })), field = said[said.length - 1].field;
  let row = 0, stale = 0; // the row to sample next, and how many rows show older weights
  function sample(rows, most = Infinity) { // some rows of the field at a time, so that a page never stalls
    const end = performance.now() + most;
    for (let r = 0; r < rows && (r === 0 || performance.now() < end); r++, row = (row + 1) % CELLS, stale--) {
      for (let c = 0; c < CELLS; c++) {
        score(toData((c + 0.5) * SIZE / CELLS), -toData((row + 0.5) * SIZE / CELLS));
        for (const { slot, field } of said) field[row * CELLS + c] = tape.data[slot];
      }
    }
  }
  let finishing = null;
  function finish() { // where the machine is slow, the rows that are left come frame by frame
    finishing ??= requestAnimationFrame(() => {
      finishing = null;
      if (timer || stale <= 0) return;
      sample(stale, 15); boundary(); faced();
      finish();
    });
  }
  const small = make('canvas', { width: CELLS, height: CELLS }), pixels = new ImageData(CELLS, CELLS);
  function shade(field, most) { // the field as a small picture, to be drawn larger and smooth
    const ground = dark ? [27, 30, 35] : [255, 255, 255];
    field.forEach((s, i) => {
      const strength = Number.isFinite(s) ? 0.1 + 0.5 * Math.sqrt(Math.min(1, Math.abs(s) / most)) : 0, colour = s > 0 ? [213, 94, 0] : [0, 114, 178];
      colour.forEach((v, k) => { pixels.data[4 * i + k] = ground[k] + (v - ground[k]) * strength; });
      pixels.data[4 * i + 3] = 255;
    });
    small.getContext('2d').putImageData(pixels, 0, 0);
    return small;
  }
  function boundary() {
    const g = canvas.getContext('2d');
    g.setTransform(FINE, 0, 0, FINE, 0, 0);
    g.drawImage(shade(field, 1), 0, 0, SIZE, SIZE);
    for (const p of points) {
      const [x, y] = [toPage(p.x), toPage(-p.y)];
      g.beginPath();
      if (p.label > 0) g.rect(x - 4.5, y - 4.5, 9, 9); else g.arc(x, y, 5, 0, 7);
      g.fillStyle = p.label > 0 ? '#d55e00' : '#0072b2';
      g.strokeStyle = '#fff';
      g.lineWidth = 1.5;
      g.fill(); g.stroke();
    }
    canvas.setAttribute('aria-label', `decision boundary: ${right} of ${points.length} points are on their side`);
  }
  const apart = size => Math.min(56, 330 / size), radius = size => Math.min(16, 0.42 * apart(size));
  const spot = (layer, i, size) => [36 + layer * 368 / (net.layers.length - 1), 175 + (i - (size - 1) / 2) * apart(size)];
  const strokes = [], circles = [], nth = new Map(net.params.map((slot, i) => [slot, i])), gradOf = slot => grads[nth.get(slot)];
  function network() {
    const edges = draw('g'), nodes = draw('g');
    net.layers.forEach((layer, l) => layer.forEach((neuron, i) => {
      const [x, y] = spot(l, i, layer.length), r = radius(layer.length);
      (neuron.w || []).forEach((w, k) => {
        const [a, b] = spot(l - 1, k, net.layers[l - 1].length), line = draw('path', { d: `M${a} ${b}C${(a + x) / 2} ${b} ${(a + x) / 2} ${y} ${x} ${y}`, class: 'weight' }), title = draw('title');
        line.append(title); edges.append(line); strokes.push({ line, title, w, name: `${neuron.name}.w${k}` });
      });
      const circle = draw('circle', { cx: x, cy: y, r, class: 'neuron' }), title = draw('title');
      circle.append(title);
      nodes.append(circle, ...(l === 0 || l === net.layers.length - 1 ? [draw('text', { x, y: y + r + 15, class: 'tag' }, neuron.name)] : []));
      circles.push({ circle, title, neuron, x, y, r });
    }));
    graph.replaceChildren(edges, nodes);
  }
  function faced() { // into each neuron what it says over the square
    const g = faces.getContext('2d');
    g.setTransform(FINE, 0, 0, FINE, 0, 0);
    g.clearRect(0, 0, 440, 360);
    circles.forEach(({ x, y, r }, k) => {
      const { field } = said[k], most = field.reduce((m, v) => Number.isFinite(v) ? Math.max(m, Math.abs(v)) : m, 1e-12), inner = r - 1.5;
      g.save();
      g.beginPath(); g.arc(x, y, inner, 0, 7); g.clip();
      g.drawImage(shade(field, most), x - inner, y - inner, 2 * inner, 2 * inner);
      g.restore();
    });
  }
  function weights() {
    const gradient = shows.value === 'g', of = slot => gradient ? gradOf(slot) : tape.data[slot];
    const most = Math.max(...net.params.map(p => Math.abs(of(p))).filter(Number.isFinite), 1e-12);
    const paintOne = (element, v, width) => { element.style.stroke = v >= 0 ? 'rgb(var(--plus))' : 'rgb(var(--minus))'; if (width) { element.style.strokeWidth = 0.4 + 5 * Math.sqrt(Math.abs(v) / most); element.style.opacity = 0.25 + 0.75 * Math.sqrt(Math.abs(v) / most); } };
    for (const { line, title, w, name } of strokes) { paintOne(line, of(w), true); title.textContent = `${name} = ${short(tape.data[w])}, mean gradient ${short(gradOf(w))}`; }
    for (const { circle, title, neuron } of circles) {
      if (neuron.b === undefined) { title.textContent = neuron.name; continue; }
      const v = of(neuron.b);
      paintOne(circle, v);
      title.textContent = `${neuron.name}: bias ${short(tape.data[neuron.b])}, mean gradient ${short(gradOf(neuron.b))}`;
    }
  }
  function lossCurve() {
    const wide = curve.clientWidth || 820, fit = losses.filter(Number.isFinite), top = Math.max(...fit, 1e-9), n = losses.length;
    const X = i => 62 + (wide - 74) * i / Math.max(1, n - 1), Y = v => 104 - 92 * v / top;
    const line = draw('polyline', { class: 'loss', points: losses.map((v, i) => `${X(i).toFixed(1)},${Y(Number.isFinite(v) ? v : top).toFixed(1)}`).join(' ') });
    const words = (x, y, t, anchor) => draw('text', { x, y, class: 'tag', style: `text-anchor:${anchor}` }, t);
    curve.setAttribute('viewBox', `0 0 ${wide} 130`);
    curve.replaceChildren(draw('path', { class: 'grid', d: `M62 12H${wide - 12}M62 58H${wide - 12}` }), draw('path', { class: 'axis', d: `M62 8V104H${wide - 12}` }), words(56, 16, short(top), 'end'), words(56, 62, short(top / 2), 'end'), words(56, 108, '0', 'end'),
      ...(steps ? [words(62, 122, 'step 0', 'start')] : []), words(wide - 12, 122, `step ${steps}`, 'end'), line);
    curve.setAttribute('aria-label', `loss from ${short(losses[0] ?? 0)} to ${short(losses[n - 1] ?? 0)} over ${steps} steps`);
  }
  function paint(rows = CELLS, most = 100, whole = true) {
    stale = CELLS;
    sample(rows, most); boundary(); lossCurve();
    if (whole) { faced(); weights(); }
    finish();
    const loss = losses[losses.length - 1];
    says.textContent = points.length ? `step ${steps}: mean loss ${short(loss)}, ${right} of ${points.length} points right${Number.isFinite(loss) ? '' : ' — it diverged: choose a smaller learning rate and press reset'}` : 'no points: click into the square to add some';
  }
  function restart() { steps = 0; losses = [measure()]; paint(); }
  function play() {
    let due = 0, frames = 0;
    const rest = 1 + Math.floor(net.params.length / 300); // thousands of curves take a browser longer to paint than a frame
    const frame = () => { const end = performance.now() + 30; // a large network takes fewer steps a frame: the page stays awake
      for (due += +speed.value; due >= 1; due = performance.now() < end ? due - 1 : 0) step();
      frames++; paint(9, 15, frames % rest === 0); timer = requestAnimationFrame(frame); };
    timer = requestAnimationFrame(frame);
    playing.textContent = '❚❚ pause';
  }
  function stop() { cancelAnimationFrame(timer); timer = null; playing.textContent = '▶ play'; paint(); }

  // ---- points: drag, add, remove ----
  const where = e => { const r = canvas.getBoundingClientRect(); return [(e.clientX - r.left) * SIZE / r.width, (e.clientY - r.top) * SIZE / r.height]; };
  const near = (x, y) => points.find(p => Math.hypot(toPage(p.x) - x, toPage(-p.y) - y) < 9);
  const changed = () => { losses[losses.length - 1] = measure(); if (!timer) paint(); };
  canvas.addEventListener('pointerdown', e => {
    const [x, y] = where(e);
    held = near(x, y);
    if (!held) { held = { x: toData(x), y: -toData(y), label: newClass }; points.push(held); }
    canvas.setPointerCapture(e.pointerId);
    changed();
  });
  canvas.addEventListener('pointermove', e => {
    if (!held || !e.buttons) { held = null; return; }
    const [x, y] = where(e);
    held.x = Math.max(-REACH, Math.min(REACH, toData(x))); held.y = Math.max(-REACH, Math.min(REACH, -toData(y)));
    changed();
  });
  canvas.addEventListener('pointerup', () => { held = null; });
  canvas.addEventListener('dblclick', e => { const p = near(...where(e)); points = points.filter(q => q !== p); changed(); });
  all.addEventListener('keydown', e => {
    const field = e.composedPath()[0];
    if (field.matches('input, select') || (e.key === ' ' && field.matches('button')) || e.ctrlKey || e.metaKey || e.altKey) return;
    const acts = { ' ': () => timer ? stop() : play(), ArrowRight: () => { stop(); step(); paint(); } };
    if (!acts[e.key]) return;
    e.preventDefault(); e.stopPropagation();
    acts[e.key]();
  });

  network();
  data('moons');
  followTheme(host, all, now => { dark = now; if (losses.length) { boundary(); faced(); } });
  restart();
  host.play = { step: () => { step(); paint(); }, score, get points() { return points; }, get losses() { return losses; }, params: () => net.params.map(p => tape.data[p]), grads: () => grads };
}

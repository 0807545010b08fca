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
  const SIZE = 360, CELLS = 45, REACH = 1.6;
  const first = net.params.map(p => tape.data[p]);
  let points = [], grads = net.params.map(() => 0), losses = [], steps = 0, timer = null, dark = false, newClass = 1, held = null, right = 0;

  // ---- data: seeded, so that a page looks the same for everyone ----
  function random(seed) { // mulberry32
    return () => { let t = seed += 0x6D2B79F5; t = Math.imul(t ^ t >>> 15, t | 1); t ^= t + Math.imul(t ^ t >>> 7, t | 61); return ((t ^ t >>> 14) >>> 0) / 4294967296; };
  }
  const normal = next => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const shapes = {
    moons: (t, c, n) => c ? [0.5 - Math.cos(t * Math.PI), 0.25 - Math.sin(t * Math.PI)].map(v => v + 0.08 * normal(n)) : [Math.cos(t * Math.PI) - 0.5, Math.sin(t * Math.PI) - 0.25].map(v => v + 0.08 * normal(n)),
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
  function step() {
    measure();
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
  const speed = choice('speed', [['1', '1 step a frame'], ['5', '5 steps a frame'], ['20', '20 steps a frame']], '1');
  const kind = choice('data', [['moons', 'moons'], ['circles', 'circles'], ['xor', 'xor'], ['spiral', 'spiral'], ['halves', 'two clouds'], ['none', 'no points']], 'moons');
  const shows = choice('edges show', [['w', 'edges: weights'], ['g', 'edges: gradients']], 'w');
  const playing = button('▶ play', 'train (space)', () => timer ? stop() : play());
  const adding = choice('a click adds', [['1', 'click adds ■ +1'], ['-1', 'click adds ● −1']], '1');
  const fresh = button('new weights', 'draw all weights anew', () => { net.params.forEach((slot, i) => { tape.data[slot] = net.biases.includes(slot) ? 0 : Math.random() * 2 - 1; }); restart(); });
  const back = button('reset', 'back to the weights at the start', () => { net.params.forEach((slot, i) => { tape.data[slot] = first[i]; }); restart(); });
  const bar = make('div', { class: 'bar' }, playing, button('step ▶', 'one step of gradient descent (right arrow)', () => { stop(); step(); paint(); }), speed, make('label', {}, 'learning rate ', rate), kind, adding, shows, fresh, back);
  const says = make('div', { class: 'says', role: 'status' });
  const canvas = make('canvas', { width: SIZE, height: SIZE, role: 'img', tabindex: 0 });
  const graph = draw('svg', { class: 'net', role: 'img', viewBox: '0 0 440 360', 'aria-label': net.summary });
  const curve = draw('svg', { class: 'curve', role: 'img', viewBox: '0 0 820 130' });
  const all = make('div', { class: 'all play', tabindex: '-1' }, bar, says, make('div', { class: 'panes' },
    make('figure', {}, canvas, make('figcaption', {}, 'what the network says everywhere; drag a point, click to add one, double-click to remove it')),
    make('figure', {}, graph, make('figcaption', {}, 'green is above 0, red below; hover for numbers'))), make('figure', {}, curve, make('figcaption', {}, 'mean loss over steps')));
  root.append(make('style', {}, css), all);
  kind.addEventListener('change', () => { data(kind.value); restart(); });
  shows.addEventListener('change', () => paint());
  adding.addEventListener('change', () => { newClass = +adding.value; });

  // ---- drawing ----
  const toPage = v => (v + REACH) / (2 * REACH) * SIZE, toData = v => v / SIZE * 2 * REACH - REACH;
  let field = new Float64Array(CELLS * CELLS), row = 0;
  function sample(rows) { // some rows of the field at a time, so that a page never stalls
    for (let r = 0; r < rows; r++, row = (row + 1) % CELLS) for (let c = 0; c < CELLS; c++) field[row * CELLS + c] = score(toData((c + 0.5) * SIZE / CELLS), -toData((row + 0.5) * SIZE / CELLS));
  }
  function boundary() {
    const g = canvas.getContext('2d'), cell = SIZE / CELLS, back = dark ? [27, 30, 35] : [255, 255, 255];
    for (let r = 0; r < CELLS; r++) for (let c = 0; c < CELLS; c++) {
      const s = field[r * CELLS + c], strength = 0.15 + 0.4 * Math.min(1, Math.abs(s)), colour = s > 0 ? [213, 94, 0] : [0, 114, 178];
      g.fillStyle = `rgb(${colour.map((v, k) => Math.round(back[k] + (v - back[k]) * strength)).join(',')})`;
      g.fillRect(Math.floor(c * cell), Math.floor(r * cell), Math.ceil(cell), Math.ceil(cell));
    }
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
  const spot = (layer, i, size) => [36 + layer * 368 / (net.layers.length - 1), 180 + (i - (size - 1) / 2) * Math.min(56, 330 / size)];
  const strokes = [], circles = [];
  function network() {
    const edges = draw('g'), nodes = draw('g');
    net.layers.forEach((layer, l) => layer.forEach((neuron, i) => {
      const [x, y] = spot(l, i, layer.length);
      (neuron.w || []).forEach((w, k) => {
        const [a, b] = spot(l - 1, k, net.layers[l - 1].length), line = draw('path', { d: `M${a} ${b}C${(a + x) / 2} ${b} ${(a + x) / 2} ${y} ${x} ${y}`, class: 'weight' }), title = draw('title');
        line.append(title); edges.append(line); strokes.push({ line, title, w, name: `${neuron.name}.w${k}` });
      });
      const circle = draw('circle', { cx: x, cy: y, r: 11, class: 'neuron' }), title = draw('title');
      circle.append(title);
      nodes.append(draw('circle', { cx: x, cy: y, r: 11, class: 'ground' }), circle, ...(l === 0 || l === net.layers.length - 1 ? [draw('text', { x, y: y + 26, class: 'tag' }, neuron.name)] : []));
      circles.push({ circle, title, neuron });
    }));
    graph.replaceChildren(edges, nodes);
  }
  function weights() {
    const gradient = shows.value === 'g', of = slot => { const i = net.params.indexOf(slot); return gradient ? grads[i] : tape.data[slot]; };
    const most = Math.max(...net.params.map(p => Math.abs(of(p))).filter(Number.isFinite), 1e-12);
    const paintOne = (element, v, width) => { element.style.stroke = v >= 0 ? 'rgb(var(--plus))' : 'rgb(var(--minus))'; if (width) { element.style.strokeWidth = 0.4 + 5 * Math.sqrt(Math.abs(v) / most); element.style.opacity = 0.25 + 0.75 * Math.sqrt(Math.abs(v) / most); } };
    for (const { line, title, w, name } of strokes) { paintOne(line, of(w), true); title.textContent = `${name} = ${short(tape.data[w])}, mean gradient ${short(grads[net.params.indexOf(w)])}`; }
    for (const { circle, title, neuron } of circles) {
      if (neuron.b === undefined) { title.textContent = neuron.name; continue; }
      const v = of(neuron.b);
      circle.style.fill = `rgba(var(--${v >= 0 ? 'plus' : 'minus'}), ${(0.1 + 0.8 * Math.sqrt(Math.abs(v) / most)).toFixed(2)})`;
      title.textContent = `${neuron.name}: bias ${short(tape.data[neuron.b])}, mean gradient ${short(grads[net.params.indexOf(neuron.b)])}`;
    }
  }
  function lossCurve() {
    const fit = losses.filter(Number.isFinite), top = Math.max(...fit, 1e-9), n = losses.length, X = i => 62 + 740 * i / Math.max(1, n - 1), Y = v => 104 - 92 * v / top;
    const line = draw('polyline', { class: 'loss', points: losses.map((v, i) => `${X(i).toFixed(1)},${Y(Number.isFinite(v) ? v : top).toFixed(1)}`).join(' ') });
    const words = (x, y, t, anchor) => draw('text', { x, y, class: 'tag', style: `text-anchor:${anchor}` }, t);
    curve.replaceChildren(draw('path', { class: 'axis', d: 'M62 8V104H806' }), words(56, 18, short(top), 'end'), words(56, 108, '0', 'end'), words(62, 122, 'step 0', 'start'), words(804, 122, `step ${steps}`, 'end'), line);
    curve.setAttribute('aria-label', `loss from ${short(losses[0] ?? 0)} to ${short(losses[n - 1] ?? 0)} over ${steps} steps`);
  }
  function paint(rows = CELLS) {
    sample(rows); boundary(); weights(); lossCurve();
    const loss = losses[losses.length - 1];
    says.textContent = points.length ? `step ${steps}: mean loss ${short(loss)}, ${right} of ${points.length} points right${Number.isFinite(loss) ? '' : ' — it diverged: choose a smaller learning rate and press reset'}` : 'no points: click into the square to add some';
  }
  function restart() { steps = 0; losses = [measure()]; paint(); }
  function play() {
    const frame = () => { for (let k = 0; k < +speed.value; k++) step(); paint(9); timer = requestAnimationFrame(frame); };
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
  followTheme(host, all, now => { dark = now; if (losses.length) boundary(); });
  restart();
  host.play = { step: () => { step(); paint(); }, score, get points() { return points; }, get losses() { return losses; }, params: () => net.params.map(p => tape.data[p]), grads: () => grads };
}

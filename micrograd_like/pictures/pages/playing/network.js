// The network to look at and to take hold of: units are buttons, edges are curves, + and - add and remove.

// page: {settings, net, run, make, draw, button, changeShape, toggleFeature, edited, shown(unit), texts, showsGradients()}
function networkView(page, box) {
  const { make, draw, button } = page, edges = draw('svg', { class: 'edges', 'aria-hidden': 'true' }), units = make('div', { class: 'units' });
  const card = make('div', { class: 'card', role: 'dialog', 'aria-label': 'numbers', hidden: '' });
  box.append(edges, units, card);
  let columns = [], lines = [], pinned = null, marks = [], leaving = 0;

  function build() {
    close();
    const { settings, net } = page, wide = box.clientWidth || 460, narrow = wide < 430, names = Object.keys(page.texts);
    const counts = [names.length, ...settings.hidden, 1], most = Math.max(...counts);
    const least = narrow ? 250 : wide > 700 ? 400 : 320;
    const gap = Math.max(7, Math.min(48, most > 14 ? 420 / most : Math.max(26, least / most))), tall = Math.max(least, gap * most);
    const left = 62, right = 30, apart = (wide - left - right) / (counts.length - 1), head = apart < 56 ? 84 : 62, size = Math.max(6, Math.min(40, gap - 5, apart - 12));
    const middle = (k, i, n) => [left + k * apart, head + tall / 2 + (i - (n - 1) / 2) * gap];
    box.style.height = `${head + tall + 6}px`;
    edges.setAttribute('viewBox', `0 0 ${wide} ${head + tall}`);
    columns = []; lines = []; marks = [];
    const focused = units.getRootNode().activeElement?.dataset.key;
    units.replaceChildren();
    const inputs = new Map(settings.features.map((f, i) => [f, i]));
    columns.push(names.map((f, i) => {
      const [x, y] = middle(0, i, names.length), on = inputs.has(f);
      const b = unit(x, y, size, `${page.texts[f][1]}`, `${page.texts[f][1]}, input ${page.texts[f][0]}`, () => page.toggleFeature(f), `f ${f}`);
      b.e.classList.add('feature');
      b.e.setAttribute('aria-pressed', String(on));
      return { ...b, x, y, on, k: on ? inputs.get(f) : -1 };
    }));
    let k = settings.features.length;
    net.layers.forEach((layer, l) => {
      const n = layer.n, out = l === net.layers.length - 1;
      if (!out) heading(l, n, left + (l + 1) * apart, apart);
      columns.push(Array.from({ length: n }, (_, j) => {
        const [x, y] = middle(l + 1, j, n), name = out ? 'score' : `L${l}.n${j}`;
        const b = unit(x, y, size, out ? 'score' : '', name, e => open({ layer: l, j }, e), `n ${l} ${j}`);
        b.e.setAttribute('aria-haspopup', 'dialog');
        return { ...b, x, y, on: true, k: k++, layer: l, j, name };
      }));
    });
    const curves = draw('g'), hits = draw('g', { class: 'hits' });
    for (let c = 1; c < columns.length; c++) for (const to of columns[c]) for (const from of columns[c - 1]) {
      if (!from.on) continue;
      const i = c === 1 ? from.k : from.j, [a, b, x, y] = [from.x + size / 2, from.y, to.x - size / 2, to.y], mid = (a + x) / 2;
      const d = `M${a} ${b}C${mid} ${b} ${mid} ${y} ${x} ${y}`, line = draw('path', { d, class: 'weight' }), hit = draw('path', { d, class: 'hit' });
      const edge = { line, layer: to.layer, j: to.j, i, x: mid, y: (b + y) / 2 };
      hit.addEventListener('pointerenter', () => { if (!pinned) open(edge, null, false); });
      hit.addEventListener('pointerleave', () => { if (!pinned) leaving = setTimeout(close, 350); });
      hit.addEventListener('click', e => { e.stopPropagation(); open(edge, e); });
      curves.append(line); hits.append(hit); lines.push(edge);
    }
    edges.replaceChildren(curves, hits);
    if (focused) units.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  function unit(x, y, size, face, words, act, key) {
    const pixels = Math.round(size * Math.min(3, window.devicePixelRatio || 1)), canvas = make('canvas', { width: pixels, height: pixels, 'aria-hidden': 'true' }), badge = make('span', { class: 'badge', 'aria-hidden': 'true' });
    const e = make('button', { type: 'button', class: 'unit', 'aria-label': words, 'data-key': key }, canvas, badge, ...(face ? [make('span', { class: 'face', 'aria-hidden': 'true' }, face)] : []));
    Object.assign(e.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px` });
    e.addEventListener('click', act);
    for (const [on, off] of [['pointerenter', 'pointerleave'], ['focus', 'blur']]) {
      e.addEventListener(on, () => page.shown(key));
      e.addEventListener(off, () => page.shown(null));
    }
    units.append(e);
    return { e, canvas, badge, words };
  }

  function heading(l, n, x, apart) {
    const most = 16, more = button('+', `add a neuron to layer L${l}`, () => page.changeShape(h => { h[l]++; })), less = button('−', `remove a neuron from layer L${l}`, () => page.changeShape(h => { h[l]--; }));
    more.disabled = n >= most; less.disabled = n <= 1;
    more.dataset.key = `+ ${l}`; less.dataset.key = `- ${l}`;
    const e = make('div', { class: `head${apart < 56 ? ' tight' : ''}`, role: 'group', 'aria-label': `layer L${l}, ${n} neuron${n === 1 ? '' : 's'}` }, make('span', { 'aria-hidden': 'true' }, apart < 84 ? `L${l}: ${n}` : `L${l}: ${n} neuron${n === 1 ? '' : 's'}`), more, less);
    e.style.left = `${x}px`;
    units.append(e);
  }

  // ---- the card: the numbers of an edge, or of a neuron with all that comes in ----
  const nameOf = (layer, i) => layer ? `L${layer - 1}.n${i}` : page.texts[page.settings.features[i]][1];
  const ownName = l => l === page.net.layers.length - 1 ? 'score' : null;
  const whoIs = ({ layer, j }) => ownName(layer) || `L${layer}.n${j}`;
  const slot = ({ layer, j, i }) => { const l = page.net.layers[layer]; return i === undefined ? l.b[j] : l.b[j] - l.nin + i; };
  function row(words, at) {
    const input = make('input', { type: 'number', step: 'any', 'aria-label': words, value: page.net.params[at] }), note = make('span', { class: 'grad' });
    input.addEventListener('change', () => { const v = Number(input.value); if (input.value.trim() && Number.isFinite(v)) { page.net.params[at] = v; page.edited(`${words} is ${short(v)} now`); } else input.value = page.net.params[at]; });
    input.addEventListener('keydown', e => { if (e.key !== 'Escape') e.stopPropagation(); });
    return { at, input, note, e: make('label', {}, make('span', {}, words), input, note) };
  }
  function open(what, event, pin = true) {
    clearTimeout(leaving);
    const { net } = page, l = net.layers[what.layer], one = what.i !== undefined;
    const rows = one ? [row(`weight ${nameOf(what.layer, what.i)} → ${whoIs(what)}`, slot(what))]
      : [row(`bias of ${whoIs(what)}`, l.b[what.j]), ...Array.from({ length: l.nin }, (_, i) => row(`weight from ${nameOf(what.layer, i)}`, slot({ ...what, i })))];
    const state = make('div', { class: 'health' }), title = make('div', { class: 'title' }, one ? 'weight' : `${whoIs(what)}${l.row ? `, ${l.name}` : ''}`);
    const shut = button('×', 'close', () => close(true));
    card.replaceChildren(make('div', { class: 'top' }, title, shut), ...(one ? [] : [state]), make('div', { class: 'rows' }, ...rows.map(r => r.e)));
    card.hidden = false;
    card.classList.toggle('pinned', pin);
    const at = one ? what : columns[what.layer + 1][what.j];
    card.style.left = `${Math.max(2, Math.min(at.x + (one ? 8 : 22), box.clientWidth - card.offsetWidth - 2))}px`;
    card.style.top = `${Math.max(2, Math.min(at.y + 10, box.clientHeight - Math.min(card.offsetHeight, 220)))}px`;
    pinned = pin ? { what, rows, state, back: event?.currentTarget } : null;
    const here = { what, rows, state };
    numbers(here);
    if (!pin) hovering = here;
    if (pin) { rows[0].input.focus(); rows[0].input.select(); }
  }
  let hovering = null;
  card.addEventListener('pointerenter', () => clearTimeout(leaving));
  card.addEventListener('pointerleave', () => { if (!pinned && !card.contains(card.getRootNode().activeElement)) leaving = setTimeout(close, 350); });
  card.addEventListener('focusin', () => { if (!pinned && hovering) { pinned = hovering; card.classList.add('pinned'); } });
  card.addEventListener('keydown', e => { if (e.key === 'Escape') { e.stopPropagation(); close(true); } });
  function close(focus = false) {
    clearTimeout(leaving);
    const back = pinned?.back;
    card.hidden = true; pinned = hovering = null;
    if (focus === true && back?.focus) back.focus();
  }
  function numbers({ what, rows, state }) { // what has changed since the card was opened
    const active = card.getRootNode().activeElement;
    for (const { at, input, note } of rows) {
      if (input !== active) input.value = page.net.params[at];
      note.textContent = `gradient ${short(page.net.grads[at])}`;
    }
    if (what.i === undefined) state.textContent = marks[what.layer]?.[what.j]?.words || '';
  }

  // ---- what a step changes ----
  function refresh(tone, health) {
    const { net } = page, gradient = page.showsGradients(), from = gradient ? net.grads : net.params;
    page.run.measure();
    let most = 1e-12;
    for (const v of from) if (Number.isFinite(v)) most = Math.max(most, Math.abs(v));
    for (const edge of lines) {
      const v = from[slot(edge)], part = Math.sqrt(Math.abs(v) / most) || 0, style = edge.line.style;
      style.stroke = Number.isFinite(v) ? ink(tone, v) : 'var(--now)';
      style.strokeWidth = (0.4 + 4.6 * part).toFixed(2);
      style.opacity = (0.2 + 0.8 * part).toFixed(2);
    }
    for (const column of columns.slice(1)) for (const u of column) {
      const v = from[net.layers[u.layer].b[u.j]];
      u.e.style.borderColor = Number.isFinite(v) ? ink(tone, v) : 'var(--now)';
      u.e.style.borderWidth = `${(1 + 2.5 * Math.sqrt(Math.abs(v) / most) || 1).toFixed(1)}px`;
    }
    if (health) marked(health);
    if (pinned || hovering) numbers(pinned || hovering);
  }
  function marked(health) { // dead and saturated units, in place
    marks = health.map((layer, l) => layer.map((h, j) => {
      const u = columns[l + 1]?.[j];
      if (!u) return h;
      const words = h.dead ? 'dead: at every training point its slope is 0, so it sends no gradient and cannot learn'
        : h.saturated ? `saturated: at ${Math.round(100 * h.flat)} % of the training points its slope is almost 0` : '';
      u.e.classList.toggle('dead', h.dead);
      u.e.classList.toggle('saturated', h.saturated);
      u.badge.textContent = h.dead ? '✕' : h.saturated ? '≈' : '';
      u.e.title = words;
      u.e.setAttribute('aria-label', [u.words, `bias ${short(page.net.params[page.net.layers[l].b[j]])}`, words].filter(Boolean).join(', '));
      return { ...h, words };
    }));
  }
  function faces(fields, tone) { // into each unit what it says over the square
    for (const u of columns.flat()) {
      if (!u.on) continue;
      const field = fields[u.k];
      let most = 1e-12;
      for (const v of field) if (Number.isFinite(v)) most = Math.max(most, Math.abs(v));
      paintField(u.canvas.getContext('2d'), field, most, tone, 0, 0, u.canvas.width);
    }
  }
  function idle(tone, n) { // inputs that are not used show what they would say
    for (const [i, u] of columns[0].entries()) {
      if (u.on) continue;
      const f = FEATURES[Object.keys(page.texts)[i]], field = new Float32Array((n + 1) ** 2);
      for (let r = 0; r <= n; r++) for (let c = 0; c <= n; c++) field[r * (n + 1) + c] = f(REACH * (2 * c / n - 1), REACH * (1 - 2 * r / n));
      paintField(u.canvas.getContext('2d'), field, Math.max(...field), tone, 0, 0, u.canvas.width);
    }
  }
  const kOf = key => { const u = columns.flat().find(v => v.e.dataset.key === key); return u?.on ? u.k : -1; };
  return { build, refresh, faces, idle, close, kOf };
}

// The live picture: boxes one can open, a sweep one can step through, sliders on leaves.  Everything inside a shadow root.

function view(host, picture, tape, css) {
  const NS = 'http://www.w3.org/2000/svg', root = host.attachShadow({ mode: 'open' });
  const give = (element, attributes) => { for (const [k, v] of Object.entries(attributes)) element.setAttribute(k, v); };
  const make = (tag, attributes = {}, ...inside) => fill(document.createElement(tag), attributes, inside);
  const draw = (tag, attributes = {}, ...inside) => fill(document.createElementNS(NS, tag), attributes, inside);
  const fill = (element, attributes, inside) => {
    give(element, attributes);
    element.append(...inside);
    return element;
  };
  const button = (face, words, act) => {
    const b = make('button', { type: 'button', title: words, 'aria-label': words }, face);
    on(b, 'click', act);
    return b;
  };

  const reading = readingOrder(tape), read = [], counts = {}, kinds = {}; // a neuron's sum is z, its activation a; else what it is, numbered
  const taken = new Set(Object.values(picture.names)), many = {};
  picture.nth = []; // the how-manieth of its operation in its group a value is
  reading.forEach((place, i) => { read[place] = i; });
  for (const i of read) {
    const g = picture.groups[picture.group[i]], kind = `${picture.group[i]} ${picture.op[i]}`;
    picture.nth[i] = kinds[kind] = (kinds[kind] || 0) + 1;
    if (i in picture.names || !tape.operands[i].length) continue;
    const base = g && g.batch ? `${g.name}.${picture.op[i] === 'dot' ? 'z' : 'a'}` : picture.words?.[picture.op[i]] ?? picture.op[i];
    do {
      counts[base] = (counts[base] || 0) + 1;
      picture.names[i] = g && g.batch && counts[base] === 1 ? base : `${base}[${counts[base]}]`;
    } while (taken.has(picture.names[i]));
    taken.add(picture.names[i]);
  }
  tape.operands.forEach((from, i) => { // constants are called by their number, the second "1 (2)"
    if (from.length || i in picture.names) return;
    const own = short(tape.data[i]);
    let name = own;
    while (taken.has(name)) name = `${own} (${many[own] = (many[own] || 1) + 1})`;
    taken.add(picture.names[i] = name);
  });
  picture.name = i => picture.names[i];
  picture.title = key => typeof key === 'number' ? picture.name(key) : `${key[0] === 'g' ? '' : 'the rest of '}${picture.groups[+key.slice(1)].name}`;
  forward(tape);
  backward(tape);
  const first = tape.data.slice(), firstGrads = tape.grads.map(grad => grad ?? 0), open = new Set(picture.open);
  const turned = new Set(); // the leaves whose slider has moved: the page's numbers are then its own
  let shown, order, spots, size, routes, ends, direction = picture.direction, at = 0, picked = [], lit = null;
  let timer = null, boxes, lines, nan = null, strongest = 1, strips, darkest = 1; // strips: the gradients of each group, in cells

  // ---- the frame ----
  const scrub = make('input', { type: 'range', class: 'scrub', min: 0, value: 0, 'aria-label': 'position in the backward sweep' });
  const count = make('span', { class: 'count' });
  const playing = button('▶ play', 'play the backward sweep (space)', () => timer ? stop() : play());
  const speed = make('select', { 'aria-label': 'speed', title: 'speed' }, ...[['slow', 1600], ['normal', 800], ['fast', 200]].map(([t, v]) => make('option', { value: v, ...(v === 800 && { selected: '' }) }, t)));
  const levels = make('select', { 'aria-label': 'level of detail', title: 'level of detail' });
  const chips = make('span', { class: 'chips' });
  const search = typeof finder === 'function' && finder(make, () => everyName(picture, tape, read), visit, () => all.focus()); // a small graph has none
  const bar = make('div', { class: 'bar', role: 'toolbar', 'aria-label': 'backward sweep' },
    button('|◀', 'to the start (Home)', () => jump(0)), button('◀ step', 'one step back (left arrow)', () => jump(at - 1)), playing,
    button('step ▶', 'one step forward (right arrow)', () => jump(at + 1)), button('▶|', 'to the end (End)', () => jump(order.length)), scrub, count, speed,
    make('span', { class: 'chips' }, button('−', 'smaller (minus)', () => eye.scale(1 / 1.25)), button('+', 'larger (plus)', () => eye.scale(1.25)), button('fit', 'fit: show all (0)', () => eye.fit(true)), levels), search ? search.element : '', chips);
  const says = make('div', { class: 'says', role: 'status', 'aria-live': 'polite' });
  const svg = draw('svg', { class: 'graph', role: 'group', 'aria-label': picture.summary, xmlns: NS });
  const stage = draw('g');
  svg.append(stage);
  const map = draw('svg', { class: 'map', 'aria-hidden': 'true' }, draw('path'), draw('rect'));
  const doubts = make('div', { class: 'doubts', role: 'note' });
  const more = make('div', { class: 'more' }), note = make('div', { class: 'note' }), hover = make('div', { class: 'hover', id: 'told', role: 'tooltip', hidden: '' });
  const all = make('div', { class: 'all', tabindex: '-1', role: 'region', 'aria-label': picture.summary }, bar, says, doubts, make('div', { class: 'pane' }, svg, map), more, note, hover);
  root.append(make('style', {}, css), all);
  note.textContent = picture.note;

  // ---- the layout ----
  const one = key => typeof key === 'number', slotsOf = key => shown.items.get(key).slots;
  const isLeaf = key => one(key) && !tape.operands[key].length;
  const groupsOfAll = picture.groups.map((_, g) => g), deep = g => picture.groups.some(h => h.parent === g);
  const tooMany = 1200, MARGIN = 14; // boxes at once; units around all of them

  function arrange(keep = null) { // keep: the direction that stays
    shown = visible(picture, tape, open);
    const first = key => slotsOf(key).reduce((least, i) => Math.min(least, reading[i]), Infinity);
    const keys = [...shown.items.keys()].map(key => [first(key), key]).sort((a, b) => a[0] - b[0]).map(([, key]) => key);
    backward(tape);
    nan = firstNan(picture, tape);
    size = new Map(keys.map(key => [key, [widthOf(key), one(key) ? 58 : 68]]));
    strips = new Map(keys.filter(key => !one(key)).map(key => [key, cellsOf(tape, slotsOf(key))]));
    const inLayer = ([key]) => !picture.others.includes(chainOf(picture, slotsOf(key)[0])[0]), layers = [...strips].filter(inLayer);
    darkest = Math.max(1e-300, ...(layers.length ? layers : [...strips]).flatMap(([, cells]) => cells).map(sizeOfAll).filter(Number.isFinite));
    ({ spots, routes, direction } = keep ? layered(keys, size, shown.edges, keep) : flow(keys));
    strongest = Math.max(1e-300, ...shown.edges.map(carried).map(Math.abs).filter(Number.isFinite));
    order = sweepOrder(shown).filter(key => slotsOf(key).some(i => tape.operands[i].length && tape.grads[i] !== null));
    scrub.max = order.length;
    at = Math.min(at, order.length);
    build();
    fillLevels();
  }
  const room = () => (svg.clientWidth || 900) / 0.8; // units side by side that are large enough to read
  function flow(keys) { // as Python laid it out, else in layers: from left to right, or downwards where that is too wide to read and down is narrower
    const links = shown.edges, { spots: given, routes } = picture;
    const wide = ({ spots }) => Math.max(...keys.map(k => spots.get(k)[0] + size.get(k)[0] / 2)) - Math.min(...keys.map(k => spots.get(k)[0] - size.get(k)[0] / 2)) + 2 * MARGIN;
    const made = !turned.size && keys.length === Object.keys(given).length && keys.every(k => k in given);
    const first = made ? { spots: new Map(keys.map(k => [k, given[k]])), routes, direction: picture.direction } : layered(keys, size, links, 'LR');
    if (first.direction === 'TB' || (wide(first) <= room() && !(first.ranks > 7))) return first;
    const down = layered(keys, size, links, 'TB');
    return first.ranks > 7 || wide(down) <= room() || wide(down) < wide(first) ? down : first;
  }
  function widthOf(key) {
    const single = one(key);
    const chars = single
      ? [...cut(picture.name(key), 18)].length + (tape.operands[key].length ? [...picture.op[key]].length + 1 : 0)
      : Math.max([...cut(picture.title(key), 24)].length, [...countText(key)].length);
    const held = [0, 1].map(field => lineOf(key, field, true)).filter(line => line.includes(HELD)).map(line => line.length);
    const long = turned.size && single ? [20 + Math.max(short(first[key]).length, short(firstGrads[key]).length)] : held;
    return Math.max(134, Math.max(chars, ...long) * 7.25 + 24);
  }
  function sizeOfAll(slots) { return gradOf(slots, false, i => tape.grads[i] ?? 0); }
  function lineOf(key, field, whole = at === order.length) { // data or grad of a box, with what Python holds where that differs
    const single = one(key), slots = slotsOf(key);
    if (!field) return single ? `data ${short(tape.data[key])}${heldFor(key, 0)}` : countText(key);
    const grad = gradOf(slots, single, i => tape.grads[i] ?? 0);
    return `grad ${single ? '' : '~'}${short(grad)}${whole ? heldFor(key, 1) : ''}`;
  }
  function heldFor(key, field) {
    if (turned.size) return whatWas(key, field);
    return heldBy(picture, tape, slotsOf(key), one(key), field);
  }
  function whatWas(key, field) { // before a slider moved
    if (!one(key)) return '';
    const [was, is] = field ? [firstGrads[key], tape.grads[key] ?? 0] : [first[key], tape.data[key]];
    return Object.is(was, is) ? '' : `, was ${short(was)}`;
  }
  function countText(key) {
    const slots = slotsOf(key), leaves = slots.filter(i => !tape.operands[i].length).length;
    const of = (n, one, several) => n ? [`${n} ${n === 1 ? one : several}`] : [];
    return [...of(slots.length - leaves, 'op', 'ops'), ...of(leaves, 'leaf', 'leaves')].join(', ');
  }
  function stripText(key) { // what the strip of a group shows
    if (!strips.get(key).length) return '';
    const own = strips.get(key).flat(), none = own.filter(i => !tape.grads[i]).length, leaves = !tape.operands[own[0]].length;
    const what = `${own.length.toLocaleString('en')} ${leaves ? 'leaves' : 'operations'}`;
    return `the strip: the gradients of its ${what}, dark as the largest of all layers, pale from a millionth of it on${none ? `; ${none.toLocaleString('en')} of them are 0` : ''}`;
  }
  function fillLevels() {
    levels.replaceChildren();
    levels.hidden = !picture.groups.length;
    const around = g => g < 0 ? [] : [g, ...around(picture.groups[g].parent)], neurons = groupsOfAll.filter(g => picture.groups[g].batch);
    const outer = neurons.length ? [...new Set(neurons.flatMap(g => around(picture.groups[g].parent)))] : groupsOfAll.filter(deep);
    const words = neurons.length ? ['layers', 'neurons', 'all values'] : ['closed', 'parts', 'all values'];
    const names = [['layers', []], ['neurons', outer], ['values', groupsOfAll]].filter(([n]) => n !== 'neurons' || outer.length);
    const same = list => list.length === open.size && list.every(g => open.has(g));
    if (!names.some(([, list]) => same(list))) levels.append(make('option', { value: '', selected: '' }, 'mixed'));
    for (const [n, list] of names) levels.append(make('option', { value: n, ...(same(list) && { selected: '' }) }, words[['layers', 'neurons', 'values'].indexOf(n)]));
    levels.onchange = () => { const chosen = names.find(([n]) => n === levels.value); if (chosen) setOpen(chosen[1]); };
    const closable = [...open].filter(g => picture.groups[g].parent < 0 || open.has(picture.groups[g].parent));
    chips.replaceChildren(...(closable.length > 9 ? [] : closable).map(g => button(`${cut(picture.groups[g].name, 16)} ✕`, `close ${picture.groups[g].name}`, () => setOpen([...open].filter(h => !within(h, g)), g))));
  }
  function within(g, outer) { for (; g >= 0; g = picture.groups[g].parent) if (g === outer) return true; return false; }
  function middleOf(g) { // where a group stands, open or closed
    const own = [...spots].filter(([key]) => within(picture.group[slotsOf(key)[0]], g)).map(([, spot]) => spot);
    return [0, 1].map(k => own.reduce((sum, spot) => sum + spot[k], 0) / own.length);
  }
  function setOpen(list, around = null) { // around: the group that opens or closes, which stays where it is on the screen
    const before = [...open], here = around === null ? null : eye.onScreen(middleOf(around));
    open.clear();
    list.forEach(g => open.add(g));
    const next = visible(picture, tape, open).items.size;
    if (next > tooMany) {
      open.clear();
      before.forEach(g => open.add(g));
      note.textContent = `${next.toLocaleString('en')} boxes are too many to read; open single parts by clicking them.`;
      return fillLevels();
    }
    stop();
    hush();
    quiet = true; // until the pointer moves
    const done = at === order.length;
    arrange(here && direction);
    go(done ? order.length : 0, true);
    eye.fit();
    if (here) eye.hold(middleOf(around), here);
  }

  function visit({ slot, around }) { // what search.js has found: opens what is around it
    if (around.some(g => !open.has(g))) setOpen([...open, ...around]);
    const key = shown.item[slot];
    boxes.get(key).g.focus();
    eye.reveal([key]);
    tell(key);
  }

  // ---- the drawing ----
  function build() {
    boxes = new Map(); lines = [];
    ends = [Infinity, -Infinity, Infinity, -Infinity];
    for (const [key, [x, y]] of spots) [x - size.get(key)[0] / 2, x + size.get(key)[0] / 2, y - size.get(key)[1] / 2, y + size.get(key)[1] / 2].forEach((v, k) => { ends[k] = k % 2 ? Math.max(ends[k], v + MARGIN) : Math.min(ends[k], v - MARGIN); });
    const edges = draw('g'), slopes = draw('g'), nodes = draw('g');
    const beside = new Map(); // between two values there may be several edges, as of x * x
    for (const edge of shown.edges) {
      const pair = `${edge.tail}>${edge.head}`, same = beside.get(pair) || beside.set(pair, []).get(pair);
      const [path, tip, slope] = [['path', 'edge'], ['path', 'tip'], ['text', 'slope']].map(([tag, kind]) => draw(tag, { class: kind }));
      const line = { edge, path, tip, slope, same, nth: same.length };
      same.push(line);
      edges.append(path, tip);
      slopes.append(slope);
      lines.push(line);
    }
    lines.forEach(route);
    for (const key of spots.keys()) nodes.append(box(key)); // in reading order, which is the order of focus
    stage.setAttribute('class', lines.length > 150 ? 'many' : '');
    stage.replaceChildren(edges, nodes, slopes);
  }
  function carried({ pairs }) { // what an edge sends back: local x upstream; of several their root mean square
    const sent = pairs.map(([, i, place]) => tape.partials[i][place] === null ? 0 : tape.partials[i][place] * (tape.grads[i] ?? 0));
    return sent.length === 1 ? sent[0] : Math.sqrt(sent.reduce((sum, x) => sum + x * x, 0) / sent.length);
  }
  function strokeOf(line) { // wider and more coloured the more is sent
    const amount = carried(line.edge), share = Math.sqrt(Math.min(1, Math.abs(amount) / strongest)) || 0;
    const kind = line.edge.pairs.length > 1 ? 'group' : amount < 0 ? 'minus' : 'plus';
    return share ? `stroke: rgba(var(--${kind}), ${(0.35 + 0.65 * share).toFixed(2)}); stroke-width: ${((lines.length > 150 ? 0.8 : 1.2) + 2.4 * share).toFixed(1)}` : '';
  }
  function route(line) {
    const { tail, head } = line.edge, [x1, y1] = spots.get(tail), [x2, y2] = spots.get(head), [w1, h1] = size.get(tail), [w2, h2] = size.get(head);
    const flat = direction === 'LR', of = line.same.length;
    const s = (line.nth - (of - 1) / 2) * Math.min(14, 40 / Math.max(1, of - 1)); // parallel edges lie side by side
    const [a, b, c, d] = flat ? [x1 + w1 / 2, y1 + s, x2 - w2 / 2, y2 + s] : [x1 + s, y1 + h1 / 2, x2 + s, y2 - h2 / 2];
    const pull = Math.max(18, Math.abs(flat ? c - a : d - b) * 0.45);
    const given = routes[`${tail}>${head}`]?.map((v, k) => k % 2 === +flat ? v + s : v);
    const around = (u, v, uu, vv, rim, gap) => [u, v, u + gap, v, u + gap, v, u + gap, (v + rim) / 2, u + gap, rim, u + gap, rim, (u + uu) / 2, rim, uu - gap, rim, uu - gap, rim, uu - gap, (vv + rim) / 2, uu - gap, vv, uu - gap, vv, uu, vv];
    const back = flat ? around(a, b, c, d, ends[3] + 16, 30) : around(b, a, d, c, ends[1] + 16, 20).map((_, k, p) => p[k ^ 1]); // to an earlier rank: between the ranks and round the outside
    const ahead = flat ? [a, b, a + pull, b, c - pull, d, c, d] : [a, b, a, b + pull, c, d - pull, c, d];
    const p = given || ((flat ? x2 > x1 : y2 > y1) ? ahead : back), n = p.length;
    p.forEach((v, k) => { const low = 2 * (k % 2); ends[low] = Math.min(ends[low], v - 8); ends[low + 1] = Math.max(ends[low + 1], v + 8); });
    const turn = Math.atan2(p[n - 1] - p[n - 3], p[n - 2] - p[n - 4]) * 180 / Math.PI;
    give(line.path, { d: `M${p[0]} ${p[1]}C${p.slice(2).join(' ')}` });
    give(line.tip, { d: 'M0 0l-10 -4.5v9z', transform: `translate(${p[n - 2]} ${p[n - 1]}) rotate(${turn})` });
    line.curve = p;
  }
  function label(line, placed) { // beside the curve where it has just left its box, or farther on where another label is
    const p = line.curve, flat = direction === 'LR', s = line.nth - (line.same.length - 1) / 2;
    const level = flat && Math.abs(p[p.length - 1] - p[1]) < 14, wide = line.slope.textContent.length * 6.7 + 6;
    const [dx, dy] = flat ? [0, s ? (s < 0 ? -6 : 13) : level ? -5 : 4] : [s < 0 ? -7 : 7, 4];
    const start = flat ? -wide / 2 : s < 0 ? -wide : 0;
    for (let far = flat ? 32 : 22, turn = 0; ; far += 12, turn++) {
      const [x, y] = along(p, flat ? 0 : 1, far), spot = [x + dx + start, y + dy];
      if (turn < 5 && placed.some(([u, v, w]) => spot[0] < u + w && u < spot[0] + wide && Math.abs(v - spot[1]) < 12)) continue;
      placed.push([...spot, wide]);
      return give(line.slope, { x: x + dx, y: y + dy, style: `text-anchor: ${flat ? 'middle' : s < 0 ? 'end' : 'start'}` });
    }
  }
  function box(key) {
    const [x, y] = spots.get(key), [w, h] = size.get(key), group = !one(key);
    const parts = { g: draw('g', { class: `box ${group ? 'group' : isLeaf(key) ? 'leaf' : 'made'}`, transform: `translate(${x - w / 2} ${y - h / 2})`, tabindex: 0, role: 'button', 'data-key': key }) };
    parts.tint = draw('rect', { class: 'tint', width: w, height: h, rx: group || !isLeaf(key) ? 5 : 13 });
    const line = (n, cls) => draw('text', { x: 10, y: 17 + 16.5 * n, class: cls });
    [parts.one, parts.two, parts.three] = [line(0, 'name'), line(1, ''), line(2, '')];
    parts.one.textContent = cut(picture.title(key), group ? 24 : 18);
    if (!group && tape.operands[key].length) parts.one.append(' ', draw('tspan', { class: 'op' }, picture.op[key]));
    if (group) parts.two.textContent = countText(key);
    const cells = strips.get(key) || [], each = (w - 20) / cells.length;
    parts.strip = cells.length ? [draw('rect', { class: 'strip', x: 10, y: 56, width: w - 20, height: 7 })] : [];
    parts.cells = cells.map((_, k) => draw('rect', { class: 'cell', x: (10 + k * each).toFixed(1), y: 56, width: each.toFixed(1), height: 7 }));
    parts.g.append(draw('rect', { class: 'frame', width: w, height: h, rx: group || !isLeaf(key) ? 5 : 13 }), parts.tint, parts.one, ' ', parts.two, ' ', parts.three, ...parts.strip, ...parts.cells);
    on(parts.g, 'click', event => { if (!eye.dragged) choose(key, event); });
    on(parts.g, 'pointerenter', () => { if (!quiet) tell(key); });
    on(parts.g, 'pointerleave', hush);
    on(parts.g, 'focus', () => { if (parts.g.matches(':focus-visible')) { tell(key); eye.reveal([key]); } });
    on(parts.g, 'blur', hush);
    on(parts.g, 'keydown', event => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); event.stopPropagation(); choose(key, event); } });
    boxes.set(key, parts);
    return parts.g;
  }
  function paint() {
    const done = new Set(order.slice(0, at)), now = at && !resting ? order[at - 1] : null;
    const grads = new Map([...boxes.keys()].map(key => [key, gradOf(slotsOf(key), one(key), i => tape.grads[i] ?? 0)]));
    const most = Math.max(...[...grads.values()].map(Math.abs).filter(Number.isFinite), 1e-300);
    const receivers = new Set();
    for (const line of lines) {
      const { tail, head, pairs } = line.edge, [k, i, place] = pairs[0], partial = tape.partials[i][place];
      const hot = head === now && pairs.some(([, j, p]) => tape.partials[j][p] !== null && tape.grads[j] !== null), onPath = lit && pairs.some(([a, b, p]) => lit.has(a) && lit.has(b) && tape.partials[b][p] !== null);
      if (hot) receivers.add(tail);
      const cls = `${onPath ? 'lit' : hot && !lit ? 'hot' : ''}`;
      const faded = lit && !onPath ? 'faded' : '', dead = pairs.every(([, j, p]) => tape.partials[j][p] === null) ? 'dead' : '';
      const style = cls || !(resting || done.has(head)) ? '' : strokeOf(line);
      give(line.path, { class: `edge ${cls} ${dead} ${faded}`, style });
      give(line.tip, { class: `tip ${cls} ${faded}`, style: style.replace('stroke', 'fill') });
      give(line.slope, { class: `slope ${cls}` });
      line.slope.textContent = (onPath || (hot && !lit)) && typeof tail === 'number' && typeof head === 'number' ? `×${brief(partial)}` : '';
    }
    const placed = [];
    for (const line of lines) if (line.slope.textContent) label(line, placed);
    for (const [key, parts] of boxes) {
      const g = grads.get(key), strength = Math.sqrt(Math.min(Math.abs(g) / most, 1)) || 0;
      parts.tint.setAttribute('style', `fill: rgba(var(--${!one(key) ? 'group' : g < 0 ? 'minus' : 'plus'}), calc(var(--tint) * ${strength.toFixed(3)}))`);
      parts.cells.forEach((cell, k) => cell.setAttribute('style', `fill: rgba(var(--strip), ${shade(sizeOfAll(strips.get(key)[k]), darkest).toFixed(2)})`));
      parts.two.textContent = lineOf(key, 0);
      parts.three.textContent = lineOf(key, 1);
      const slots = slotsOf(key), isNan = slots.some(i => Number.isNaN(tape.data[i]) || Number.isNaN(tape.grads[i]));
      const marks = {
        group: !one(key), leaf: isLeaf(key), made: one(key) && !isLeaf(key),
        now: key === now && !lit, receives: receivers.has(key) && !lit, picked: picked.includes(key),
        lit: lit && slots.some(i => lit.has(i)), faded: lit && !slots.some(i => lit.has(i)),
        nan: isNan, begins: nan && slots.includes(nan[0]),
      };
      give(parts.g, { class: `box ${Object.keys(marks).filter(mark => marks[mark]).join(' ')}`, 'aria-label': aloud(key) });
    }
    scrub.value = at;
    count.textContent = `${at} / ${order.length}`;
    face();
    says.textContent = sentence(now);
    says.style.minHeight = getComputedStyle(says).height; // as high as it was once: the picture below stays where it is
    doubts.replaceChildren(...[...(turned.size ? [] : picture.doubts), ...(nan ? [nan[1]] : [])].map(told => make('div', {}, told)));
    return [now, ...receivers];
  }
  function aloud(key) { // a box in words, for screen readers: what is written in it, and more
    const seen = ['one', 'two', 'three'].map(line => boxes.get(key)[line].textContent).join(' ');
    if (!one(key)) return `${seen}, closed; press to open`;
    const from = tape.operands[key].map(k => picture.name(k)), most = 6, rest = from.length > most ? ` and ${from.length - most} more` : '';
    const made = from.length ? `${picture.op[key]} of ${from.slice(0, most).join(' and ')}${rest}` : 'leaf';
    return `${seen}, ${made}${nan?.[0] === key ? ', nan begins here' : ''}`;
  }
  function sentence(now) {
    const end = picture.name(tape.output);
    if (at === order.length && resting) return `Backward is complete: each grad is the derivative of ${end} by that value. Play to watch it from the start, or step back.`;
    if (at === 0) return `${bracketedName(end)}.grad = 1: a change of the output changes the output one to one. All other gradients start at 0.`;
    return typeof now === 'number' ? sentenceOf(picture, tape, now) : summaryOf(picture, tape, shown, now);
  }
  let resting = true;
  function go(position, still = false) {
    at = Math.max(0, Math.min(order.length, Math.round(position)));
    resting = still && at === order.length;
    const done = new Set(order.slice(0, at));
    tape.sends = i => done.has(shown.item[i]);
    backward(tape, tape.sends);
    const seen = paint();
    if (!still && at) eye.reveal(seen.filter(key => key !== null));
  }
  function face() {
    playing.textContent = timer ? '❚❚ pause' : '▶ play';
    for (const k of ['title', 'aria-label']) playing.setAttribute(k, timer ? 'pause (space)' : 'play the backward sweep (space)');
  }
  function play(pause = null) {
    if (at >= order.length) go(0);
    const turn = () => {
      go(at + 1);
      const ends = () => { timer = null; go(order.length, true); };
      timer = setTimeout(at < order.length ? turn : ends, pause ?? +speed.value);
      face();
    };
    timer = setTimeout(turn, 250);
    face();
  }
  function stop() { clearTimeout(timer); timer = null; face(); }
  function jump(position) { stop(); go(position); }
  on(scrub, 'input', () => jump(+scrub.value));

  // ---- choosing: leaves get a slider, two values their paths, groups open ----
  function choose(key, event) {
    if (!one(key)) return key[0] === 'g' ? setOpen([...open, +key.slice(1)], +key.slice(1)) : undefined;
    picked = picked.length === 1 && picked[0] !== key ? [picked[0], key] : picked.length === 1 ? [] : [key];
    paths();
    paint();
    if (event.key && picked.length === 1) more.querySelector('input')?.focus(); // from the keyboard on to the slider
  }
  function paths() {
    lit = null;
    more.replaceChildren();
    if (picked.length === 1) {
      if (isLeaf(picked[0])) more.append(...slider(picked[0]));
      more.append(make('span', {}, `${picture.name(picked[0])} is chosen; choose a second value to see the paths between them, or press Escape.`));
    }
    if (picked.length < 2) return;
    const [x, out] = [Math.min(...picked), Math.max(...picked)], found = pathsBetween(tape, x, out), names = [picture.name(x), picture.name(out)];
    if (!found.count) { more.append(make('span', {}, `No live path leads from ${names[0]} to ${names[1]}: the derivative is 0.`)); return; }
    lit = found.onWay;
    const items = found.found.map(ps => make('li', {}, `${ps.map(short).join(' × ')} = ${short(ps.reduce((a, b) => a * b, 1))}`));
    if (found.count > found.found.length) items.push(make('li', {}, `… and ${(found.count - BigInt(found.found.length)).toLocaleString('en')} more`));
    const close = button('✕', 'forget the paths (Escape)', clear);
    more.append(make('strong', { class: 'sum' }, `${found.count.toLocaleString('en')} path${found.count > 1 ? 's' : ''} from ${names[0]} to ${names[1]}${found.count > 1 ? '; they add up to' : ':'} d ${names[1]} / d ${names[0]} = ${short(found.sum)}`), close, make('ol', {}, ...items));
  }
  function clear() { if (more.contains(root.activeElement)) boxes.get(picked.at(-1))?.g.focus(); picked = []; lit = null; more.replaceChildren(); paint(); }
  function slider(key) {
    const start = first[key], reach = Math.max(1, Math.abs(start)) * 2, step = reach / 200;
    const range = make('input', { type: 'range', min: start - reach, max: start + reach, step, value: tape.data[key], 'aria-label': `value of ${picture.name(key)}` });
    const exact = make('input', { type: 'number', step: 'any', value: tape.data[key], 'aria-label': `exact value of ${picture.name(key)}` });
    const set = x => {
      if (!Number.isFinite(x)) return;
      tape.data[key] = x;
      const before = turned.size;
      turned[x === start ? 'delete' : 'add'](key);
      if (!before !== !turned.size) widen(key);
      recompute();
    };
    on(range, 'input', () => { exact.value = +range.value; set(+range.value); });
    on(exact, 'input', () => { if (exact.value !== '') { range.value = exact.value; set(+exact.value); } });
    const back = button('reset', `back to ${short(start)}`, () => { exact.value = range.value = start; set(start); });
    return [make('strong', {}, `${cut(picture.name(key), 24)} =`), range, exact, back];
  }
  let usual = direction; // before a slider moved
  function widen(key) { // room for what was before, downwards where that is all in sight; or back again
    const here = eye.onScreen(spots.get(key));
    if (turned.size) usual = direction;
    arrange(usual);
    if (ends[1] - ends[0] > room()) arrange();
    eye.fit();
    eye.hold(spots.get(key), here);
  }
  let asked = 0;
  function recompute() { // once a frame, however fast the slider moves
    if (asked) return;
    asked = requestAnimationFrame(() => {
      asked = 0;
      forward(tape);
      backward(tape);
      nan = firstNan(picture, tape);
      strongest = Math.max(1e-300, ...shown.edges.map(carried).map(Math.abs).filter(Number.isFinite));
      const length = order.length, now = order[at - 1];
      order = sweepOrder(shown).filter(key => slotsOf(key).some(i => tape.operands[i].length && tape.grads[i] !== null));
      scrub.max = order.length;
      at = at === length ? order.length : Math.max(0, order.indexOf(now) + 1);
      go(at, true);
      if (picked.length === 2) { paths(); paint(); }
    });
  }

  // ---- what hovering tells ----
  let quiet = false;
  const hush = () => { hover.hidden = true; };
  on(svg, 'pointermove', () => { quiet = false; });
  function tell(key) {
    hover.innerHTML = one(key) ? told(picture, tape, key) : `<strong>${escape(picture.title(key))}</strong><div class="full">${escape(countText(key))}${key[0] === 'g' ? '; click to open' : ''}; grad ~ is the root mean square of its gradients</div><div class="full">${escape(stripText(key))}</div>`;
    boxes.get(key).g.setAttribute('aria-describedby', 'told');
    hover.hidden = false;
    const around = all.getBoundingClientRect(), b = boxes.get(key).g.getBoundingClientRect(), mine = hover.getBoundingClientRect();
    const below = b.bottom - around.top + 8, above = b.top - around.top - mine.height - 8;
    hover.style.left = `${Math.max(4, Math.min(around.width - mine.width - 6, b.left - around.left))}px`;
    hover.style.top = `${below + mine.height < around.height || above < 0 ? below : above}px`;
  }

  const eye = camera(svg, stage, map, { places: () => [...spots].map(([key, spot]) => [key, ...spot, ...size.get(key)]), bounds: () => ends, focus: () => shown.item[tape.output] });
  on(all, 'keydown', e => {
    const field = e.composedPath()[0];
    if (e.key === 'Escape') { clear(); hush(); }
    if (field.matches('input, select')) return e.stopPropagation(); // what is typed is no shortcut of a notebook
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const acts = { ArrowRight: () => jump(at + 1), ArrowLeft: () => jump(at - 1), Home: () => jump(0), End: () => jump(order.length), '+': () => eye.scale(1.25), '-': () => eye.scale(0.8), 0: () => eye.fit(true), ...(search && { '/': () => search.field.focus() }), ' ': () => timer ? stop() : play() };
    if (!acts[e.key] || (e.key === ' ' && field.matches('button'))) return;
    e.preventDefault();
    e.stopPropagation(); // a notebook would move to the next cell
    acts[e.key]();
  });

  followTheme(host, all);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches || !window.IntersectionObserver;
  arrange();
  go(still ? order.length : 0, still);
  eye.fit();
  if (!still) onceInView();
  function onceInView() { // plays by itself, once, unless somebody has touched it before
    const watch = new IntersectionObserver(([seen]) => { if (seen.isIntersecting) { leave(); play(Math.min(800, 8000 / Math.max(1, order.length))); } }, { threshold: 0.5 });
    const leave = () => { watch.disconnect(); for (const kind of ['pointerdown', 'keydown']) all.removeEventListener(kind, leave, true); };
    for (const kind of ['pointerdown', 'keydown']) on(all, kind, leave, true);
    watch.observe(svg);
  }
  let width = svg.clientWidth;
  if (window.ResizeObserver) new ResizeObserver(() => { if (svg.clientWidth !== width) { width = svg.clientWidth; if (!eye.moved) { if (flow([...spots.keys()]).direction !== direction) { arrange(); go(at, resting); } eye.fit(); } } }).observe(svg);
  host.picture = { picture, tape, short, go, setOpen, get at() { return at; }, get order() { return order; }, get shown() { return shown; }, get direction() { return direction; } };
}

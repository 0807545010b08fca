// What is visible of a graph, in which order a sweep visits it, where it goes, and what a step says: no page needed here.

// A number for readers, as steps.short() writes it: four places, or five digits when it is tiny or huge.
function short(x) {
  if (Number.isNaN(x)) return 'nan';
  if (!Number.isFinite(x)) return x > 0 ? 'inf' : '-inf';
  const a = Math.abs(x), sign = x < 0 || Object.is(x, -0) ? '-' : '';
  if (a === 0 || (a >= 1e-3 && a < 1e6)) {
    let text = a.toFixed(4);
    if ((a * 32) % 2 === 1 && Number(text[text.length - 1]) % 2) text = (a - 2e-5).toFixed(4); // a tie goes to the even digit
    return sign + text.replace(/0+$/, '').replace(/\.$/, '');
  }
  let [digits, power] = a.toExponential(4).split('e');
  const exact = a.toExponential(60);
  if (/^50*$/.test(exact.slice(6).split('e')[0]) && Number(exact[5]) % 2 === 0) [digits, power] = [exact.slice(0, 6), exact.split('e')[1]];
  if (power >= -4 && power < 0) return sign + Number(`${digits}e${power}`).toFixed(4 - power).replace(/0+$/, '');
  const size = String(Math.abs(power)).padStart(2, '0');
  return `${sign}${digits.replace(/0+$/, '').replace(/\.$/, '')}e${power < 0 ? '-' : '+'}${size}`;
}

// The groups around a slot, from the outside in.
function chainOf(picture, slot) {
  const chain = [];
  for (let g = picture.group[slot]; g >= 0; g = picture.groups[g].parent) chain.unshift(g);
  return chain;
}

// The slots in the order in which one writes the expression: operands first to last, each before what reads it.
function readingOrder(tape) {
  const place = new Array(tape.data.length).fill(-1), stack = [tape.output], seen = new Uint8Array(place.length);
  for (let next = 0; stack.length;) {
    const i = stack.pop();
    if (i < 0) place[~i] = next++; // all that it reads has been read
    else if (!seen[i]) {
      seen[i] = 1;
      stack.push(~i);
      for (let k = tape.operands[i].length; k--;) stack.push(tape.operands[i][k]);
    }
  }
  return place;
}

// The boxes to show: a closed group is one box, and so is what an open group holds beyond what one can read.
function visible(picture, tape, open) {
  const item = new Array(tape.data.length), items = new Map();
  for (let i = 0; i < item.length; i++) {
    const chain = chainOf(picture, i);
    const closed = chain.find(g => !open.has(g));
    let key = closed === undefined ? i : `g${closed}`;
    if (closed === undefined && chain.length) {
      const g = chain[chain.length - 1];
      if (picture.groups[g].size > 60 && tape.operands[i].length && picture.nth[i] > (picture.groups[g].batch ? 1 : 40)) key = `r${g}`;
    }
    item[i] = key;
    if (!items.has(key)) items.set(key, { key, slots: [] });
    items.get(key).slots.push(i);
  }
  const edges = new Map();
  for (let i = 0; i < item.length; i++) tape.operands[i].forEach((k, place) => {
    const tail = item[k], head = item[i];
    if (tail === head) return;
    const single = typeof tail === 'number' && typeof head === 'number';
    const key = single ? `${tail}>${head}>${place}` : `${tail}>${head}`;
    if (!edges.has(key)) edges.set(key, { tail, head, pairs: [] });
    edges.get(key).pairs.push([k, i, place]);
  });
  return { item, items, edges: [...edges.values()] };
}

// A group's values in at most so many cells: its leaves, as the weights of a layer, or its operations where it has none.
// One alone is no strip.
function cellsOf(tape, slots, most = 24) {
  const leaves = slots.filter(i => !tape.operands[i].length), own = leaves.length ? leaves : slots, n = own.length > 1 ? Math.min(most, own.length) : 0;
  return Array.from({ length: n }, (_, k) => own.slice(Math.floor(k * own.length / n), Math.floor((k + 1) * own.length / n)));
}

// How dark a gradient is in a strip: by powers of ten down to a millionth of the largest; 0 for none at all.
function shade(grad, largest) {
  return grad > 0 ? Math.max(0.06, Math.min(1, 1 + Math.log10(grad / largest) / 6)) : 0;
}

// The visible boxes in the order a reverse sweep takes them: each after all that read it, the latest first.
function sweepOrder(shown) {
  const waiting = new Map(), before = new Map();
  for (const key of shown.items.keys()) { waiting.set(key, new Set()); before.set(key, new Set()); }
  for (const { tail, head } of shown.edges) { waiting.get(tail).add(head); before.get(head).add(tail); }
  const last = key => shown.items.get(key).slots[shown.items.get(key).slots.length - 1];
  const left = new Set([...shown.items.keys()].sort((a, b) => last(b) - last(a))), order = [];
  let ready = [...left].filter(key => !waiting.get(key).size);
  while (left.size) {
    ready.sort((a, b) => last(a) - last(b));
    const key = ready.length ? ready.pop() : left.values().next().value; // none is ready: a cycle between groups
    if (!left.delete(key)) continue;
    order.push(key);
    for (const tail of before.get(key)) {
      waiting.get(tail).delete(key);
      if (!waiting.get(tail).size && left.has(tail)) ready.push(tail);
    }
  }
  return order;
}

// The rank of each box: one more than the deepest before it; an edge that closes a cycle is left out.
function ranked(keys, edges) {
  const after = new Map(keys.map(k => [k, []])), waiting = new Map(keys.map(k => [k, 0])), rank = new Map(keys.map(k => [k, 0]));
  for (const [tail, head] of edges) { after.get(tail).push(head); waiting.set(head, waiting.get(head) + 1); }
  const left = new Set(keys), ready = keys.filter(k => !waiting.get(k));
  while (left.size) {
    const key = ready.length ? ready.pop() : [...left].reduce((a, b) => waiting.get(b) < waiting.get(a) ? b : a);
    if (!left.delete(key)) continue;
    for (const head of after.get(key)) if (left.has(head)) {
      rank.set(head, Math.max(rank.get(head), rank.get(key) + 1));
      waiting.set(head, waiting.get(head) - 1);
      if (!waiting.get(head)) ready.push(head);
    }
  }
  for (const key of keys) if (!rank.get(key) && after.get(key).length) rank.set(key, Math.max(0, Math.min(...after.get(key).map(k => rank.get(k))) - 1));
  return rank;
}

// Plain layers, each sorted by the middle of its neighbours; an edge over several layers keeps a lane free in each.
function layered(keys, sizes, links, direction) {
  const edges = [...new Map(links.map(({ tail, head }) => [`${tail}>${head}`, [tail, head]])).values()];
  const rank = ranked(keys, edges), rows = [], near = new Map(), lanes = new Map(), flat = direction === 'LR';
  const put = (key, r) => { (rows[r] ||= []).push(key); near.set(key, []); };
  const join = (a, b) => { near.get(a).push(b); near.get(b).push(a); };
  for (const key of keys) put(key, rank.get(key));
  for (const [tail, head] of edges) {
    const lane = [];
    if (edges.length < 1500) for (let r = rank.get(tail) + 1; r < rank.get(head); r++) {
      const key = `lane ${tail} ${head} ${r}`;
      put(key, r);
      join(lane[lane.length - 1] ?? tail, key);
      lane.push(key);
    }
    join(lane[lane.length - 1] ?? tail, head);
    if (lane.length) lanes.set(`${tail}>${head}`, lane);
  }
  for (let r = 0; r < rows.length; r++) rows[r] ||= [];
  const spot = new Map(), sizeOf = key => sizes.get(key) || [4, 4];
  for (const row of rows) row.forEach((key, k) => spot.set(key, k - (row.length - 1) / 2));
  for (let turn = 0; turn < 8; turn++) for (const row of turn % 2 ? [...rows].reverse() : rows) {
    const middle = new Map(row.map(key => [key, near.get(key).length ? near.get(key).reduce((s, k) => s + spot.get(k), 0) / near.get(key).length : spot.get(key)]));
    row.sort((a, b) => middle.get(a) - middle.get(b)).forEach((key, k) => spot.set(key, k - (row.length - 1) / 2));
  }
  const [along, across] = flat ? [0, 1] : [1, 0], spots = new Map(), columns = [];
  const long = rows.map(row => row.reduce((s, key) => s + sizeOf(key)[across] + 16, -16)), longest = Math.max(...long);
  let at = 0;
  rows.forEach((row, r) => {
    const thick = Math.max(0, ...row.map(key => sizeOf(key)[along]));
    let side = (longest - long[r]) / 2;
    for (const key of row) {
      const centre = [at + thick / 2, side + sizeOf(key)[across] / 2];
      spots.set(key, flat ? centre : [centre[1], centre[0]]);
      side += sizeOf(key)[across] + 16;
    }
    columns.push([at, at + thick]);
    at += thick + (flat ? 64 : 44);
  });
  const routes = {};
  if (edges.length < 1500) for (const [tail, head] of edges) if (rank.get(tail) < rank.get(head)) {
    const lane = (lanes.get(`${tail}>${head}`) || []).map((key, k) => [...columns[rank.get(tail) + 1 + k], spots.get(key)[across]]);
    const [out, into] = [spots.get(tail), spots.get(head)], half = key => sizeOf(key)[along] / 2;
    const stops = [[out[along] + half(tail), columns[rank.get(tail)][1], out[across]], ...lane, [columns[rank.get(head)][0], into[along] - half(head), into[across]]];
    routes[`${tail}>${head}`] = through(stops).flatMap(([a, b]) => flat ? [a, b] : [b, a]);
  }
  return { ...inOrder(keys, sizes, edges, spots, routes, direction), ranks: rows.length, direction };
}

// The same drawing, but boxes of one size with the same neighbours, as the neurons of a layer, stand in the order of keys.
function inOrder(keys, sizes, edges, spots, routes, direction) {
  const near = new Map(keys.map(k => [k, []])), alike = new Map(), stand = new Map(), moved = {}, axis = direction === 'LR' ? 1 : 0;
  for (const [tail, head] of edges) { near.get(tail).push(`>${head}`); near.get(head).push(`<${tail}`); }
  for (const key of keys) {
    const kind = `${sizes.get(key)} ${near.get(key).sort()}`;
    (alike.get(kind) || alike.set(kind, []).get(kind)).push(key);
  }
  for (const twins of alike.values()) [...twins].sort((a, b) => spots.get(a)[axis] - spots.get(b)[axis]).forEach((key, k) => stand.set(twins[k], key));
  for (const [tail, head] of edges) {
    const route = routes[`${stand.get(tail)}>${stand.get(head)}`];
    if (route) moved[`${tail}>${head}`] = route;
  }
  return { spots: new Map(keys.map(k => [k, spots.get(stand.get(k))])), routes: moved };
}

// A text of at most so many characters and an ellipsis, which goes before a place in a model: of layers.0.w the end says most.
function cut(text, most) {
  const c = [...text];
  if (c.length <= most) return text;
  if (!/^\w+(\.\w+|\[\d+\])+$/.test(text)) return c.slice(0, most - 1).join('') + '…';
  const end = text.slice(1 - most), dot = end.slice(0, -3).indexOf('.');
  return '…' + end.slice(dot + 1);
}

// A number for an edge: two digits are enough where four would crowd the boxes.
function brief(x) {
  const text = short(x);
  return text.length > 7 ? short(Number(x.toPrecision(2))) : text;
}

// A point of a curve of Bezier pieces [x, y, x, y, ...]: the first that is so far from its start along x (axis 0) or y.
function along(curve, axis, far) {
  for (let m = 0; m + 7 < curve.length; m += 6) for (let t = 0.05; t < 1.01; t += 0.05) {
    const u = 1 - t, at = k => u * u * u * curve[m + k] + 3 * u * u * t * curve[m + 2 + k] + 3 * u * t * t * curve[m + 4 + k] + t * t * t * curve[m + 6 + k];
    if (Math.abs(at(axis) - curve[axis]) >= far) return [at(0), at(1)];
  }
  return curve.slice(-2);
}

// A curve of Bezier pieces: straight through each stop [enter, leave, side], bent between them.
function through(stops) {
  const points = [[stops[0][0], stops[0][2]]];
  stops.forEach(([enter, leave, side], k) => {
    const [x, y] = points[points.length - 1], middle = (x + enter) / 2;
    if (k) points.push([middle, y], [middle, side], [enter, side]);
    if (leave > enter) points.push([(enter + leave) / 2, side], [(enter + leave) / 2, side], [leave, side]);
  });
  return points;
}

// What has arrived at slot k before slot last had its turn, added up as backward() does.  tape.sends(i): whether i had its turn.
function arrived(tape, k, last) {
  if (!tape.readers) {
    tape.readers = tape.data.map(() => []);
    for (let i = tape.data.length - 1; i >= 0; i--) tape.operands[i].forEach((p, place) => tape.readers[p].push([i, place]));
  }
  let sum = k === tape.output ? 1 : 0;
  for (const [i, place] of tape.readers[k]) {
    const partial = tape.partials[i][place];
    if (i !== last && partial !== null && tape.grads[i] !== null && tape.sends(i)) sum += partial * tape.grads[i];
  }
  return sum;
}

// A name before .grad: in brackets if it is an expression or has a space in it, as naming.bracketed() writes it.
function bracketedName(name) {
  let deep = 0, outside = '';
  for (const c of name) {
    deep += (c === '(') - (c === ')');
    if (!deep) outside += c;
  }
  return name.startsWith('-') || /[-+*\/% ]/.test(outside) ? `(${name})` : name;
}

// What one value sends back, in words: the sentences of steps.backprop_steps().
function sentenceOf(picture, tape, slot) {
  const grad = tape.grads[slot], lines = [], now = new Map();
  const said = (k, partial) => { // with what it comes to, where something was there before
    const before = now.get(k) ?? arrived(tape, k, slot), amount = partial * grad;
    now.set(k, before + amount);
    const told = `${bracketedName(picture.name(k))}.grad += local ${short(partial)} x upstream ${short(grad)} = ${short(amount)}`;
    return before !== 0 ? `${told}, now ${short(before + amount)}` : told;
  };
  tape.operands[slot].forEach((k, place) => {
    const partial = tape.partials[slot][place];
    if (partial !== null) lines.push(said(k, partial));
  });
  return lines.length ? lines.join('\n') : `${picture.name(slot)} sends nothing back: ${picture.op[slot]} is flat here`;
}

// What a whole group sends back: to which boxes, how much.
function summaryOf(picture, tape, shown, key) {
  const to = new Map();
  for (const i of shown.items.get(key).slots) {
    if (tape.grads[i] === null) continue;
    tape.operands[i].forEach((k, place) => {
      const partial = tape.partials[i][place];
      if (partial === null) return;
      const own = shown.item[k] === key;
      if (own && tape.operands[k].length) return;
      const name = own ? 'its own parameters and constants' : picture.title(shown.item[k]);
      const entry = to.get(name) || to.set(name, { edges: 0, most: 0 }).get(name);
      entry.edges++;
      entry.most = Math.max(entry.most, Math.abs(partial * tape.grads[i]));
    });
  }
  const parts = [...to].map(([name, { edges, most }]) => `  to ${name}: ${edges.toLocaleString('en')} contribution${edges > 1 ? 's' : ''}, the largest ${short(most)}`);
  return [`${picture.title(key)} (${shown.items.get(key).slots.length.toLocaleString('en')} values) sends gradient back`, ...parts.slice(0, 40)].join('\n');
}

// Every live path from slot x to slot out: how many, the first few with their partials, and the derivative they add up to.
function pathsBetween(tape, x, out, most = 12) {
  const count = new Array(tape.data.length).fill(0n); // there may be more than a double can count
  count[x] = 1n;
  const live = i => tape.operands[i].map((k, place) => [k, tape.partials[i][place]]).filter(([k, p]) => p !== null && count[k]);
  for (let i = x + 1; i <= out; i++) for (const [k] of live(i)) count[i] += count[k];
  const onWay = new Set(), sent = new Array(tape.data.length).fill(0);
  sent[out] = 1;
  if (count[out]) onWay.add(out);
  for (let i = out; i > x; i--) if (onWay.has(i)) for (const [k, p] of live(i)) { onWay.add(k); sent[k] += p * sent[i]; }
  const found = [];
  const walk = (i, partials) => {
    if (found.length >= most) return;
    if (i === x) found.push(partials);
    else for (const [k, p] of live(i)) walk(k, [...partials, p]);
  };
  if (count[out] && onWay.size < 2000) walk(out, []);
  return { count: count[out], found, sum: count[out] ? sent[x] : 0, onWay };
}

// A tape in JavaScript: {data, rules: [row or null for each slot], names: [[row's name, parameters]], operands, output,
// frozen}.  forward() fills data and partials, backward() fills grads, both as the engine does.

// A list in which a block comes n times, between what is before it and after it.
function again(before, block, n, after) {
  for (let k = 0; k < n; k++) for (const x of block) before.push(x);
  for (const x of after) before.push(x);
  return before;
}

// Lists of slots from text: "7 3,-1,16" is 7, then 16 slots from 3 downwards; "~2" is two slots before the list's own,
// "^-1" the slot before the last one told in this way.
function unpack(text) {
  let last = 0;
  return text.split(';').map((list, own) => {
    const slots = [];
    for (const part of list ? list.split(' ') : []) {
      if (part[0] === '~') slots.push(own - part.slice(1));
      else if (part[0] === '^') slots.push(last += +part.slice(1));
      else {
        const [start, step = 0, count = 1] = part.split(',');
        for (let i = 0; i < count; i++) slots.push(+start + i * step);
      }
    }
    return slots;
  });
}

function split(name, flat) {
  const [letters, lists] = SHAPES[name], n = (flat.length - (letters - lists)) / (lists || 1);
  if (!lists) return flat;
  const parts = [];
  for (let k = 0, at = 0; k < letters; k++) {
    parts.push(k < lists ? flat.slice(at, at + n) : flat[at]);
    at += k < lists ? n : 1;
  }
  return parts;
}

function forward(tape) {
  tape.partials = tape.partials || tape.data.map((_, i) => tape.frozen[i] || []);
  for (let i = 0; i < tape.data.length; i++) {
    if (tape.rules[i] < 0) continue;
    const [name, params] = tape.names[tape.rules[i]];
    const flat = tape.operands[i].map(k => tape.data[k]);
    [tape.data[i], tape.partials[i]] = RULES[name](...split(name, flat), ...params);
  }
}

// sends(i): whether slot i has its turn; all have unless said otherwise.
function backward(tape, sends = () => true) {
  const grads = tape.grads = new Array(tape.data.length).fill(null);
  grads[tape.output] = 1;
  for (let i = grads.length - 1; i >= 0; i--) {
    if (grads[i] === null || !sends(i)) continue;
    const operands = tape.operands[i], partials = tape.partials[i];
    for (let k = 0; k < operands.length; k++) {
      if (partials[k] !== null) grads[operands[k]] = (grads[operands[k]] ?? 0) + partials[k] * grads[i];
    }
  }
}

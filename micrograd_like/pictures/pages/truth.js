// What Python's Values hold where the page's sweep gives something else, and where a nan begins.

const HELD = ', Python ';

// The root mean square of a group's gradients; of one value its gradient.
function gradOf(slots, single, at) {
  if (single) return at(slots[0]);
  return Math.sqrt(slots.reduce((sum, i) => sum + at(i) * at(i), 0) / slots.length);
}

// The end of a box's line: the number that Python holds, where it is another one.  field: 0 for data, 1 for grad.
function heldBy(picture, tape, slots, single, field) {
  const other = i => picture.held[i]?.[field] ?? null;
  if (!slots.some(i => other(i) !== null) || (!single && !field)) return '';
  const fresh = i => field ? tape.grads[i] ?? 0 : tape.data[i];
  return `${HELD}${single ? '' : '~'}${short(gradOf(slots, single, i => other(i) ?? fresh(i)))}`;
}

// The slot where the first nan begins, and a sentence about it; null if there is none.  The tape has run both sweeps.
function firstNan(picture, tape) {
  const name = picture.name, said = (k, x) => name(k) === short(x) ? name(k) : `${name(k)} = ${short(x)}`;
  for (let i = 0; i < tape.data.length; i++) {
    if (!Number.isNaN(tape.data[i])) continue;
    const slots = tape.operands[i], given = slots.slice(0, 4).map(k => said(k, tape.data[k]));
    if (!slots.length && tape.grads[i] === null) continue; // only a branch not taken would read it
    if (!slots.length) return [i, `nan begins at ${name(i)}: this leaf is nan`];
    if (slots.length > 4) given.push(`${slots.length - 4} more`);
    return [i, `nan begins at ${name(i)}: ${picture.op[i]} of ${given.join(' and ')} is nan`];
  }
  if (!tape.grads.some(Number.isNaN)) return null;
  for (let i = tape.data.length - 1; i >= 0; i--) {
    const grad = tape.grads[i];
    if (Number.isNaN(grad)) return [i, `nan begins at ${name(i)}.grad: infinite contributions of both signs add up to nan`];
    const place = grad === null ? -1 : tape.partials[i].findIndex(p => p !== null && Number.isNaN(p * grad));
    if (place < 0) continue;
    const numbers = `local ${short(tape.partials[i][place])} x upstream ${short(grad)}`;
    return [i, `nan begins in the sweep at ${name(i)}: ${numbers} = nan, sent to ${name(tape.operands[i][place])}`];
  }
  return null;
}

// The whole state as the hash of an address, and back: settings in plain words, weights as the bytes of their doubles.

const LIMITS = { layers: 12, neurons: 64, count: 2000 };

function packNumbers(numbers) {
  const bytes = new Uint8Array(Float64Array.from(numbers).buffer);
  let text = '';
  for (const b of bytes) text += String.fromCharCode(b);
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function unpackNumbers(text) {
  const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
  if (bytes.length % 8) throw new RangeError('not whole numbers of 8 bytes');
  return [...new Float64Array(bytes.buffer)];
}

const packPoints = points => packNumbers(points.flatMap(p => [p.x, p.y, p.label]));

function unpackPoints(text) {
  const flat = unpackNumbers(text), points = [];
  for (let i = 0; i + 2 < flat.length; i += 3) points.push({ x: flat[i], y: flat[i + 1], label: flat[i + 2] > 0 ? 1 : -1 });
  if (flat.some(v => !Number.isFinite(v)) || points.length > LIMITS.count) throw new RangeError('points that cannot be drawn');
  return points;
}

// state: settings, steps, weights, start (null where the seed draws them), parts (null where the data set draws them), history.
function encodeState({ settings, steps, weights, start, parts, history }) {
  const q = new URLSearchParams();
  for (const [name, v] of Object.entries(settings)) q.set(name, Array.isArray(v) ? v.join(' ') : String(v));
  q.set('steps', steps);
  q.set('weights', packNumbers(weights));
  if (start) q.set('start', packNumbers(start));
  if (parts) { q.set('train', packPoints(parts.train)); q.set('test', packPoints(parts.test)); }
  const every = Math.ceil(history.length / 60);
  q.set('curve', packNumbers(history.filter((_, i) => i % every === 0 || i === history.length - 1).flatMap(h => [h.step, h.train, h.test])));
  return q.toString();
}

// What a link says, and a sentence for each thing in it that cannot be had; null if it is no link of this kind.
function decodeState(text, usual) {
  const q = new URLSearchParams(text.replace(/^#/, '')), settings = { ...usual, hidden: [...usual.hidden], activations: [...usual.activations], features: [...usual.features] }, wrong = [];
  if (!q.has('hidden') && !q.has('features') && !q.has('weights')) return null;
  const take = (name, read, fits, words) => {
    if (!q.has(name)) return;
    let v;
    try { v = read(q.get(name)); } catch { v = undefined; }
    if (v !== undefined && fits(v)) settings[name] = v;
    else wrong.push(`${name} is ${words}, but the link says ${cut(q.get(name), 30)}`);
  };
  const words = s => s.split(/[ ,+]+/).filter(Boolean), oneOf = table => v => Object.hasOwn(table, v);
  const sizes = s => words(s).map(Number), whole = n => Number.isInteger(n) && n >= 0 && n <= Number.MAX_SAFE_INTEGER;
  take('hidden', sizes, v => v.length <= LIMITS.layers && v.every(n => whole(n) && n >= 1 && n <= LIMITS.neurons), `a list of layer sizes from 1 to ${LIMITS.neurons}`);
  const known = name => name === 'linear' || Object.hasOwn(VALUES, name);
  take('activations', words, v => v.every(known), 'a list of activations of this page');
  settings.activations = settings.hidden.map((_, l) => settings.activations[Math.min(l, settings.activations.length - 1)] || usual.activations[0] || 'tanh');
  take('output', String, known, 'an activation of this page');
  take('features', words, v => v.length && v.every(oneOf(FEATURES)) && new Set(v).size === v.length, `one or more of ${Object.keys(FEATURES).join(' ')}`);
  take('loss', String, oneOf(LOSSES), `one of ${Object.keys(LOSSES).join(', ')}`);
  take('penalty', String, v => v === 'none' || oneOf(PENALTIES)(v), `none or one of ${Object.keys(PENALTIES).join(', ')}`);
  take('data', String, oneOf(DATASETS), `one of ${Object.keys(DATASETS).join(', ')}`);
  for (const name of ['rate', 'strength', 'noise']) take(name, Number, v => v >= 0 && Number.isFinite(v), 'a number, 0 or more');
  take('share', Number, v => v >= 0 && v < 1, 'a share below 1');
  for (const name of ['batch', 'seed', 'dataSeed']) take(name, Number, whole, 'a whole number, 0 or more');
  take('count', Number, v => whole(v) && v >= 2 && v <= LIMITS.count, `a whole number from 2 to ${LIMITS.count}`);
  const part = (name, read) => { try { return q.has(name) ? read(q.get(name)) : null; } catch { wrong.push(`the ${name} in the link cannot be read`); return null; } };
  const steps = Number(q.get('steps')), flat = part('curve', unpackNumbers) || [], history = [];
  for (let i = 0; i + 2 < flat.length; i += 3) history.push({ step: flat[i], train: flat[i + 1], test: flat[i + 2] });
  const train = part('train', unpackPoints), test = part('test', unpackPoints);
  return { settings, wrong, steps: whole(steps) ? steps : 0, weights: part('weights', unpackNumbers), start: part('start', unpackNumbers), parts: train && { train, test: test || [] }, history };
}

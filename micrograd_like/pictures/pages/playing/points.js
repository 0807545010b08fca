// The data sets: moons, circles and xor are micrograd_like.data's for the same seed; all are split as Dataset.split() does.

const REACH = 1.8; // the square shows -REACH to REACH
const DATASETS = { // noise: the usual one; middle: what is taken off, so that the points lie around 0; draw: point i, of class k, before noise
  moons: { face: 'moons', noise: 0.1, middle: [0.5, 0.25], draw: (i, k, r) => { const t = Math.PI * r.random(); return k === 0 ? [Math.cos(t), Math.sin(t)] : [1 - Math.cos(t), 0.5 - Math.sin(t)]; } },
  circles: { face: 'circles', noise: 0.1, middle: [0, 0], draw: (i, k, r) => { const t = 2 * Math.PI * r.random(); return [Math.cos(t) / (k + 1), Math.sin(t) / (k + 1)]; } },
  xor: { face: 'xor', noise: 0.3, middle: [0, 0], draw: i => [[-1, -1], [-1, 1], [1, -1], [1, 1]][i % 4], label: i => +(i % 4 === 1 || i % 4 === 2) },
  spiral: { face: 'two spirals', noise: 0.03, draw: (i, k, r) => { const t = r.random(), a = 4.2 * t + k * Math.PI, far = 0.15 + 1.25 * t; return [far * Math.cos(a), far * Math.sin(a)]; } },
  clouds: { face: 'two clouds', noise: 0.4, draw: (i, k) => [k ? 0.6 : -0.6, k ? 0.3 : -0.3] },
  none: { face: 'no points' },
};
const IN_PYTHON = ['moons', 'circles', 'xor'];

function drawPoints({ data, count, noise, dataSeed }) {
  const shape = DATASETS[data], r = Mersenne(dataSeed), [a, b] = shape.middle || [0, 0], points = [];
  for (let i = 0; shape.draw && i < count; i++) {
    const k = shape.label ? shape.label(i) : i % 2, [x, y] = shape.draw(i, k, r);
    points.push({ x: x + r.gauss(0, noise) - a, y: y + r.gauss(0, noise) - b, label: 2 * k - 1 });
  }
  return points;
}

const even = x => x % 1 === 0.5 ? 2 * Math.round(x / 2) : Math.round(x); // Python's round

// A part to train on and a part to test on, each class shared out in proportion.
function splitPoints(points, share, seed) {
  if (!share || points.length < 2) return { train: points, test: [] };
  const r = Mersenne(seed), chosen = new Set();
  for (const label of [-1, 1]) {
    const group = r.shuffle(points.map((p, i) => i).filter(i => points[i].label === label));
    group.slice(0, Math.max(0, Math.min(even(group.length * share), group.length - 1))).forEach(i => chosen.add(i));
  }
  return { train: points.filter((_, i) => !chosen.has(i)), test: points.filter((_, i) => chosen.has(i)) };
}

// The square as the network sees it: colours between grid points are smooth, and the boundary is a line, not the edge of blocks.

const TONES = { light: { ground: [255, 255, 255], plus: [226, 110, 20], minus: [10, 110, 185], ink: '#1c1f24', rim: '#ffffff' },
  dark: { ground: [22, 25, 29], plus: [240, 130, 45], minus: [70, 160, 230], ink: '#f2f4f6', rim: '#101214' } };
const ink = (tone, v) => `rgb(${(v > 0 ? tone.plus : tone.minus).join(',')})`;

// What every unit says at (n + 1)² points of the square: fields[k], and the seconds it took for a point.
function sampleFields(net, features, n, from = 0, to = n + 1, fields = null) {
  const units = [net.sizes[0], ...net.layers.map(l => l.n)].reduce((a, b) => a + b, 0);
  fields ??= Array.from({ length: units }, () => new Float32Array((n + 1) * (n + 1)));
  const x = new Float64Array(features.length);
  for (let row = from; row < to; row++) for (let c = 0; c <= n; c++) {
    const px = REACH * (2 * c / n - 1), py = REACH * (1 - 2 * row / n);
    for (let f = 0; f < features.length; f++) x[f] = FEATURES[features[f]](px, py);
    net.score(x);
    let k = 0;
    for (const v of x) fields[k++][row * (n + 1) + c] = v;
    for (const layer of net.layers) for (let j = 0; j < layer.n; j++) fields[k++][row * (n + 1) + c] = layer.a[j];
  }
  return fields;
}

const scratch = new Map();
function shadeField(field, most, tone, steps = false) { // the field as a small picture, a pixel for each grid point
  const side = Math.round(Math.sqrt(field.length));
  if (!scratch.has(side)) { const c = document.createElement('canvas'); c.width = c.height = side; scratch.set(side, [c, new ImageData(side, side)]); }
  const [canvas, image] = scratch.get(side), { ground, plus, minus } = tone, data = image.data;
  for (let i = 0; i < field.length; i++) {
    const s = field[i], size = Math.abs(s) / most, colour = s > 0 ? plus : minus;
    const strength = !(size >= 0) ? 0 : steps ? (size > 0 ? 0.6 : 0) : 0.72 * Math.sqrt(Math.min(1, size));
    for (let k = 0; k < 3; k++) data[4 * i + k] = ground[k] + (colour[k] - ground[k]) * strength;
    data[4 * i + 3] = 255;
  }
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas;
}

function paintField(g, field, most, tone, x, y, size, steps) {
  const picture = shadeField(field, most, tone, steps);
  g.imageSmoothingEnabled = true;
  g.imageSmoothingQuality = 'high';
  g.drawImage(picture, 0.5, 0.5, picture.width - 1, picture.height - 1, x, y, size, size);
}

// The lines where the field crosses a level, by marching squares: pairs of points in grid units.
function contour(field, level) {
  const side = Math.round(Math.sqrt(field.length)), lines = [];
  for (let r = 0; r + 1 < side; r++) for (let c = 0; c + 1 < side; c++) {
    const i = r * side + c, v = [field[i] - level, field[i + 1] - level, field[i + side + 1] - level, field[i + side] - level];
    const corners = [[c, r], [c + 1, r], [c + 1, r + 1], [c, r + 1]], cut = [];
    for (let k = 0; k < 4; k++) {
      const a = v[k], b = v[(k + 1) % 4];
      if ((a > 0) === (b > 0) || !Number.isFinite(a) || !Number.isFinite(b)) continue;
      const t = a / (a - b), [p, q] = [corners[k], corners[(k + 1) % 4]];
      cut.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
    if (cut.length === 2) lines.push(cut);
    if (cut.length === 4) { // a saddle: the middle says which corners belong together
      const same = (v[0] + v[1] + v[2] + v[3] > 0) === (v[0] > 0);
      lines.push(...(same ? [[cut[0], cut[1]], [cut[2], cut[3]]] : [[cut[3], cut[0]], [cut[1], cut[2]]]));
    }
  }
  return lines;
}

function paintContour(g, field, level, size, style, width) {
  const scale = size / (Math.round(Math.sqrt(field.length)) - 1);
  g.beginPath();
  for (const [[a, b], [c, d]] of contour(field, level)) { g.moveTo(a * scale, b * scale); g.lineTo(c * scale, d * scale); }
  g.strokeStyle = style; g.lineWidth = width; g.lineCap = 'round';
  g.stroke();
}

function paintPoint(g, p, x, y, tone, hollow) {
  g.beginPath();
  if (p.label > 0) g.rect(x - 4, y - 4, 8, 8); else g.arc(x, y, 4.5, 0, 7);
  g.fillStyle = hollow ? tone.rim : ink(tone, p.label);
  g.strokeStyle = hollow ? ink(tone, p.label) : tone.rim;
  g.lineWidth = hollow ? 2 : 1.3;
  g.fill(); g.stroke();
}

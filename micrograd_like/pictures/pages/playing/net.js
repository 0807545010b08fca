// A network of layers: forward and backward are the rows' own functions; here is only who is fed by whom.

// activations: one for each layer, "linear" for none.  Weights lie one neuron after the other, the bias last, as in Python.
function Network(sizes, activations) {
  const layers = [], total = sizes.slice(1).reduce((sum, n, l) => sum + n * (sizes[l] + 1), 0);
  const params = new Float64Array(total), grads = new Float64Array(total);
  let at = 0, below = sizes[0];
  sizes.slice(1).forEach((n, l) => {
    const name = activations[l], layer = { n, nin: below, name, row: filled(RULES[name], name), value: filled(VALUES[name], name), w: [], gw: [], b: [] };
    for (const key of ['z', 'a', 'p', 'g']) layer[key] = new Float64Array(n);
    layer.live = new Uint8Array(n); // whether the activation sends a gradient: a literal 0 in its row does not
    layer.sent = new Float64Array(below); // what the layer sends to the one below
    for (let j = 0; j < n; j++) {
      layer.w.push(params.subarray(at, at + below));
      layer.gw.push(grads.subarray(at, at + below));
      layer.b.push(at + below);
      at += below + 1;
    }
    layers.push(layer);
    below = n;
  });
  const last = layers[layers.length - 1];

  function forward(x) { // with partials
    for (const layer of layers) {
      const { n, nin, w, b, z, a, p, live, row } = layer;
      for (let j = 0; j < n; j++) {
        z[j] = AFFINE.value(w[j], x, params[b[j]], nin);
        if (!row) { a[j] = z[j]; p[j] = 1; live[j] = 1; continue; }
        const found = row(z[j]), partial = found[1][0];
        a[j] = found[0]; p[j] = partial ?? 0; live[j] = partial === null ? 0 : 1;
      }
      x = a;
    }
    return last.a[0];
  }
  function backward(x, g) { // adds to grads; g: what the score gets
    last.g[0] = g;
    for (let l = layers.length - 1, reached = true; l >= 0 && reached; l--) {
      const { n, nin, w, gw, b, p, g: got, live, row, sent } = layers[l], from = l ? layers[l - 1].a : x;
      reached = false;
      sent.fill(0);
      for (let j = 0; j < n; j++) {
        if (!live[j]) continue;
        reached = true;
        grads[b[j]] += AFFINE.send(w[j], from, params[b[j]], row ? p[j] * got[j] : got[j], gw[j], sent, nin);
      }
      if (l) layers[l - 1].g.set(sent);
    }
  }
  function score(x) { // without partials
    for (const { n, nin, w, b, z, a, row, value } of layers) {
      for (let j = 0; j < n; j++) {
        z[j] = AFFINE.value(w[j], x, params[b[j]], nin);
        a[j] = row ? value(z[j]) : z[j];
      }
      x = a;
    }
    return last.a[0];
  }
  function draw(seed) { // as Python's random.seed(seed); MLP(...)
    const r = Mersenne(seed);
    for (const { w, b } of layers) w.forEach((row, j) => { for (let i = 0; i < row.length; i++) row[i] = r.uniform(-1, 1); params[b[j]] = 0; });
  }
  const biases = new Set(layers.flatMap(layer => layer.b));
  return { sizes, activations, layers, params, grads, biases, forward, backward, score, draw };
}

// A row with its static parameters filled in.
const filled = (f, name) => PARAMS[name]?.length ? x => f(x, ...PARAMS[name]) : f;

// The steepest slope of an activation, found by looking.
const steepest = (() => {
  const known = new Map();
  return name => {
    if (!known.has(name)) {
      let most = 0;
      for (let x = -8; x <= 8; x += 1 / 64) most = Math.max(most, Math.abs(RULES[name](x, ...PARAMS[name])[1][0] ?? 0));
      known.set(name, most || 1);
    }
    return known.get(name);
  };
})();

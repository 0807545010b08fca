// Training: batches, steps of gradient descent, losses on both parts of the data, and what is wrong with neurons or the rate.

const FLAT = 0.01; // saturated where the slope is below this share of the steepest, as health.report counts

// state: the settings of the page.  parts: {train, test}, lists of {x, y, label}.  frozen: parameters that stay as they are.
function Trainer(net, state, parts, frozen = new Set()) {
  const { params, grads } = net;
  let measured = null, rows = { train: [], test: [] }; // measured: the gradient is that of the weights as they are
  const run = { steps: 0, history: [], fresh, record };

  function fresh(redrawn = false) { // the weights, the settings or the points have changed
    measured = null;
    if (!redrawn) return;
    for (const part of ['train', 'test']) rows[part] = parts[part].map(p => ({ x: Float64Array.from(state.features, f => FEATURES[f](p.x, p.y)), label: p.label }));
  }
  function batch() { // the rows of the next step: each epoch has an order of its own
    const all = rows.train, size = state.batch;
    if (!size || size >= all.length) return all;
    const per = Math.ceil(all.length / size), epoch = Math.floor(run.steps / per), k = run.steps % per;
    return Mersenne(1000 * state.seed + epoch).shuffle([...all.keys()]).slice(k * size, (k + 1) * size).map(i => all[i]);
  }
  function gradient(list) { // of the mean loss over the list and of the penalty, into grads
    const loss = LOSSES[state.loss], penalty = PENALTIES[state.penalty], share = 1 / (list.length || 1);
    let sum = 0, right = 0;
    grads.fill(0);
    for (const { x, label } of list) {
      const score = net.forward(x), found = loss(score, label);
      sum += found[0];
      right += (score > 0) === (label > 0);
      net.backward(x, found[1] * share);
    }
    if (penalty) for (let i = 0; i < params.length; i++) if (!net.biases.has(i) && !frozen.has(i)) grads[i] += penalty(params[i], state.strength)[1];
    return { loss: list.length ? sum * share : NaN, right, count: list.length };
  }
  function evaluate(list) {
    const loss = LOSSES[state.loss];
    let sum = 0, right = 0;
    for (const { x, label } of list) {
      const score = net.score(x);
      sum += loss(score, label)[0];
      right += (score > 0) === (label > 0);
    }
    return { loss: list.length ? sum / list.length : NaN, right, count: list.length };
  }
  const whole = () => !state.batch || state.batch >= rows.train.length;
  run.measure = () => measured ??= gradient(batch());
  run.train = () => whole() ? run.measure() : evaluate(rows.train);
  run.test = () => evaluate(rows.test);
  function descend(rate) { for (let i = 0; i < params.length; i++) if (!frozen.has(i)) params[i] -= rate * grads[i]; }
  run.step = () => {
    run.measure();
    descend(state.rate);
    run.steps++;
    measured = null;
    if (run.steps % (1 + Math.floor(run.steps / 1000)) === 0) record();
  };
  function record() { // a point of the curve
    const { history } = run;
    if (history.length && history[history.length - 1].step === run.steps) history.pop();
    const now = { step: run.steps, train: run.train().loss, test: run.test().loss };
    history.push(now);
    if (Number.isFinite(now.train) && run.steps % 5 === 0) { kept.push({ step: run.steps, params: params.slice() }); if (kept.length > 6) kept.shift(); }
    if (history.length > 3000) run.history = history.filter((_, i) => i % 2 === history.length % 2 || i === 0 || i === history.length - 1);
  }
  const kept = []; // weights of some steps ago, to begin a trial from

  // The training loss after count full steps with another rate; weights and everything else stay as they are.
  run.trial = (from, rate, count) => {
    const now = params.slice();
    params.set(from);
    let loss = NaN;
    for (let i = 0; i <= count; i++) { loss = gradient(rows.train).loss; if (i < count) descend(rate); }
    params.set(now);
    measured = null;
    return loss;
  };
  run.kept = kept;
  run.restart = start => { params.set(start); run.steps = 0; run.history = []; kept.length = 0; measured = null; record(); };

  // For each layer each neuron: the share of training points where it is flat, and whether it sends nothing at all.
  run.health = () => {
    const found = net.layers.map(layer => Array.from({ length: layer.n }, () => ({ flat: 0, off: 0 })));
    for (const { x } of rows.train) {
      net.forward(x);
      net.layers.forEach((layer, l) => { if (layer.row) for (let j = 0; j < layer.n; j++) {
        if (!layer.p[j]) found[l][j].off++;
        else if (Math.abs(layer.p[j]) < FLAT * steepest(layer.name)) found[l][j].flat++;
      } });
    }
    const n = rows.train.length || 1;
    return found.map(layer => layer.map(({ flat, off }) => ({ dead: rows.train.length > 0 && off === n, flat: flat / n, saturated: off < n && flat / n > 0.5 })));
  };
  fresh(true);
  return run;
}

// Whether the learning rate is the cause of what is seen: found by trying another one from the same weights.
function rateAdvice(run, net, state) {
  const { history, kept } = run, now = history[history.length - 1];
  if (!now || history.length < 2 || !Number.isFinite(history[0].train)) return null;
  const told = (kind, from, rate, count, before, own, other) => ({
    kind, rate, words: `The learning rate ${short(state.rate)} is too ${kind}: ${count} steps from ${from} take the training loss from ${short(before)} to ${short(own)}, with ${short(rate)} to ${short(other)}.` });
  const past = history.filter(h => h.step > now.step - 60), ups = past.filter((h, i) => i && !(h.train <= past[i - 1].train)).length;
  const least = history.reduce((m, h) => h.train < m ? h.train : m, Infinity);
  const rises = !Number.isFinite(now.train) || now.train > 1.1 * least || ups > 0.3 * (past.length - 1);
  if (rises && (state.batch === 0 || now.train > 1.5 * least || !Number.isFinite(now.train))) {
    const start = Number.isFinite(now.train) ? { step: now.step, params: net.params.slice() } : kept[0];
    if (!start) return null;
    const from = start.step === now.step ? 'here' : `step ${start.step}`, before = run.trial(start.params, 0, 0), own = run.trial(start.params, state.rate, 20);
    for (const part of [0.3, 0.1, 0.03, 0.01, 0.001]) {
      const rate = round2(state.rate * part), other = run.trial(start.params, rate, 20);
      if (other < before && !(own <= before) && other < 0.9 * (Number.isFinite(own) ? own : Infinity)) return told('large', from, rate, 20, before, own, other);
    }
    return null;
  }
  const old = history.find(h => h.step >= now.step - 50);
  if (now.step >= 50 && old.train - now.train < 0.03 * now.train) {
    const here = net.params.slice(), own = run.trial(here, state.rate, 20);
    for (const times of [10, 100, 1000, 10000]) {
      const rate = round2(state.rate * times), other = run.trial(here, rate, 20);
      if (other < 0.95 * now.train && now.train - other > 5 * (now.train - own)) return told('small', 'here', rate, 20, now.train, own, other);
    }
  }
  return null;
}
const round2 = x => Number(x.toPrecision(2));

// A network that learns in the page: build it, train it, see what it says, take it away as a link or as Python.

// config: {settings, given: weights of a model of Python's or null, frozen, activations, texts, own, summary}
function playground(host, config, css) {
  const NS = 'http://www.w3.org/2000/svg', root = host.attachShadow({ mode: 'open' });
  const make = (tag, attributes = {}, ...inside) => {
    const e = attributes.svg ? document.createElementNS(NS, tag) : document.createElement(tag);
    for (const [k, v] of Object.entries(attributes)) if (k !== 'svg') e.setAttribute(k, v);
    e.append(...inside);
    return e;
  };
  const draw = (tag, attributes = {}, ...inside) => make(tag, { svg: true, ...attributes }, ...inside);
  const button = (face, words, act) => { const b = make('button', { type: 'button', title: words, ...(face.length < 3 && { 'aria-label': words }) }, face); b.addEventListener('click', act); return b; };
  const SIZE = 340, FINE = Math.min(3, window.devicePixelRatio || 1), calm = matchMedia('(prefers-reduced-motion: reduce)');
  const alone = host.parentElement === document.body && document.body.children.length === 1; // a page of its own: its address is ours
  let settings, net, run, parts, drawn, start, frozen = new Set(), timer = null, dark = false, tone = TONES.light, pace = 0, newClass = 1;
  const copyOf = s => ({ ...s, hidden: [...s.hidden], activations: [...s.activations], features: [...s.features] });

  // ---- the frame ----
  const playing = button('▶ play', 'train (space)', () => timer ? stop() : play());
  const stepping = button('step ▶', 'one step of gradient descent (right arrow)', () => { stop(); run.step(); run.record(); paint(); announce(); address(); });
  const resetting = button('reset', 'back to the weights at the start and to step 0', () => { stop(); restart(); told(`back at step 0: the weights are those of the start`); });
  const speed = make('select', { 'aria-label': 'speed' }, ...[['0.1', 'slow'], ['1', '60 steps / s'], ['5', '300 steps / s'], ['max', 'as fast as it can']].map(([v, face]) => make('option', { value: v, ...(v === '1' && { selected: '' }) }, face)));
  const linking = button('link', 'a link to the page as it is now', e => share(e.currentTarget));
  const exporting = button('Python', 'the network as a Python program', e => panel.open(program(), 'runs with micrograd_like: python network.py', 'network.py', 14, e.currentTarget));
  const panel = textPanel(make, button, 'to take away');
  const says = make('div', { class: 'says' }), spoken = make('div', { class: 'spoken', role: 'status' }), advice = make('div', { class: 'advice', role: 'alert' });
  const menus = {}, changed = { };
  for (const [name, menu] of Object.entries(MENUS)) menus[name] = menuOf(make, name, menu, v => changed[name](v));
  menus.seed.e.querySelector('input').placeholder = 'from Python';
  const freshWeights = button('new weights', 'draw other weights: the next seed', () => changed.seed(settings.seed + 1));
  const freshPoints = button('new points', 'draw other points: the next seed', () => changed.dataSeed(settings.dataSeed + 1));
  const check = (words, on, act) => { const box = make('input', { type: 'checkbox', ...(on && { checked: '' }) }); box.addEventListener('change', act); return { box, e: make('label', { class: 'check' }, box, ` ${words}`) }; };
  const withTest = check('show test points', true, () => boundary()), steps = check('two colours only', false, () => boundary());
  const adding = make('select', { 'aria-label': 'a click into the square adds' }, make('option', { value: '1' }, 'click adds ■ +1'), make('option', { value: '-1' }, 'click adds ● −1'));
  adding.addEventListener('change', () => { newClass = +adding.value; });
  const shows = make('select', { 'aria-label': 'edges show' }, make('option', { value: 'w' }, 'show weights'), make('option', { value: 'g' }, 'show gradients'));
  shows.addEventListener('change', () => paint());
  const fewer = button('−', 'remove the last hidden layer', () => reshape(h => { h.pop(); })), more = button('+', 'add a hidden layer', () => reshape(h => { h.push(h[h.length - 1] || 4); })), layersWords = make('span', { class: 'layers' });
  fewer.dataset.key = 'layers -'; more.dataset.key = 'layers +';
  const box = make('div', { class: 'net' }), canvas = make('canvas', { width: SIZE * FINE, height: SIZE * FINE, tabindex: 0, role: 'application', 'aria-roledescription': 'square of points' }), curve = draw('svg', { class: 'curve', role: 'img' });
  const legend = make('div', { class: 'legend' }, make('span', { class: 'train' }), make('span', { class: 'test' })), caption = make('div', { class: 'caption' });
  const group = (words, names, ...rest) => make('fieldset', {}, make('legend', {}, words), ...names.map(n => menus[n].e), ...rest);
  const pair = (...both) => make('div', { class: 'pair' }, ...both);
  const settingsBox = make('details', { class: 'settings' }, make('summary', {}, 'settings'),
    make('div', { class: 'groups' }, group('training', ['rate', 'activation', 'loss', 'penalty', 'strength', 'batch'], pair(menus.seed.e, freshWeights)), group('data', ['data', 'count', 'noise', 'share'], pair(menus.dataSeed.e, freshPoints))));
  const all = make('div', { class: 'all play', tabindex: '-1', role: 'region', 'aria-label': 'a network that learns' },
    make('div', { class: 'bar' }, playing, stepping, resetting, speed, make('span', { class: 'gap' }), linking, exporting), says, spoken, advice, panel.e, settingsBox,
    make('div', { class: 'panes' },
      make('section', { class: 'network', 'aria-label': 'network' }, make('div', { class: 'row' }, fewer, layersWords, more, make('span', { class: 'gap' }), shows), box,
        make('div', { class: 'caption' }, 'Orange is above 0, blue below. An edge is as wide as its weight is large; the rim of a unit shows its bias; inside is its output over the square. Hover an edge to see its weight, click to change it; click a unit for all of its numbers. ✕ dead: sends no gradient at any training point. ≈ saturated: almost no slope at most of them.')),
      make('section', { class: 'result', 'aria-label': 'result' }, canvas, make('div', { class: 'row' }, adding, withTest.e, steps.e), caption, legend, curve)));
  host.dataset.lmSuppressShortcuts = 'true'; // in JupyterLab, 0 0 in a field would restart the kernel
  root.append(make('style', {}, css), all);
  settingsBox.open = (host.clientWidth || innerWidth) >= 620;

  const page = { make, draw, button, texts: config.texts, showsGradients: () => shows.value === 'g', changeShape: f => reshape(f), toggleFeature, edited, shown,
    get settings() { return settings; }, get net() { return net; }, get run() { return run; } };
  const view = networkView(page, box);

  // ---- what the settings mean ----
  function rebuild(weights = null, from = {}) { // a network of the shape in settings, its points, and a run from step 0 or from a link
    net = Network([settings.features.length, ...settings.hidden, 1], [...settings.activations, settings.output]);
    run = Trainer(net, settings, parts, frozen);
    start ? net.params.set(start) : net.draw(settings.seed);
    run.restart(net.params.slice());
    if (weights && weights.length === net.params.length) {
      net.params.set(weights);
      run.steps = from.steps || 0;
      run.history = from.history || [];
      run.fresh();
      run.record();
    }
    view.build();
    view.idle(tone, 24);
  }
  function points() { // those of the data set
    parts = splitPoints(drawPoints(settings), settings.share, settings.dataSeed);
    drawn = true;
  }
  function restart() {
    if (start) run.restart(start); else { net.draw(settings.seed); run.restart(net.params.slice()); }
    clearAdvice();
    paint();
    address();
  }
  function anew(redraw) { // another architecture, or other points: a run of its own, from the seed
    if (redraw) points();
    clearAdvice();
    rebuild();
    refreshMenus();
    paint();
    address();
  }
  function reshape(f) {
    f(settings.hidden);
    const now = settings.activations[settings.activations.length - 1] || config.settings.activations[0] || 'tanh';
    while (settings.activations.length < settings.hidden.length) settings.activations.push(now);
    settings.activations.length = settings.hidden.length;
    start = null; frozen = new Set();
    anew();
    told(`the network is ${[settings.features.length, ...settings.hidden, 1].join(', ')} now; a new run begins at step 0`);
  }
  function toggleFeature(f) {
    const on = settings.features.includes(f);
    if (on && settings.features.length === 1) { told('the network needs one input at least'); return; }
    settings.features = Object.keys(config.texts).filter(name => name === f ? !on : settings.features.includes(name));
    start = null; frozen = new Set();
    anew();
    told(`${config.texts[f][0]} is ${on ? 'no input any more' : 'an input now'}; a new run begins at step 0`);
  }
  function edited(words) { // a weight was changed by hand
    run.fresh(); run.record();
    clearAdvice();
    paint(); address();
    told(words);
  }
  const soft = (name, read, after = () => {}) => { changed[name] = v => { settings[name] = read(v); run.fresh(); after(); run.record(); clearAdvice(); refreshMenus(); paint(); address(); }; };
  soft('rate', Number); soft('strength', Number); soft('batch', Number); soft('loss', String);
  soft('penalty', String, () => { if (settings.penalty !== 'none' && !settings.strength) settings.strength = 0.001; });
  changed.activation = v => { if (v === 'mixed') return; settings.activations = settings.hidden.map(() => v); anew(); };
  changed.seed = v => { settings.seed = Number(v); start = null; frozen = new Set(); anew(); };
  changed.data = v => { settings.data = v; settings.noise = DATASETS[v].noise ?? settings.noise; anew(true); };
  for (const name of ['count', 'noise', 'share', 'dataSeed']) changed[name] = v => { settings[name] = Number(v); anew(true); };
  function refreshMenus() {
    const acts = [...new Set(settings.activations)], names = [...config.activations, 'linear'].map(a => [a, a]);
    for (const name of ['rate', 'strength', 'batch', 'seed', 'count', 'noise', 'share', 'dataSeed', 'loss', 'penalty']) menus[name].show(settings[name]);
    if (start) menus.seed.show('');
    menus.activation.show(acts.length > 1 ? 'mixed' : acts[0] || 'tanh', acts.length > 1 ? [...names, ['mixed', 'mixed']] : names);
    menus.data.show(settings.data, Object.entries(DATASETS).map(([name, { face }]) => [name, face]));
    menus.strength.e.hidden = settings.penalty === 'none';
    const n = settings.hidden.length;
    layersWords.textContent = `${n} hidden layer${n === 1 ? '' : 's'}`;
    fewer.disabled = n === 0; more.disabled = n >= 6;
  }

  // ---- pictures ----
  let fields = null, faced = null, grid = 60, over = null, refining = null, healthAt = 0, health = null;
  function sample(n) {
    const begin = performance.now();
    const again = faced && faced.length === settings.features.length + net.layers.reduce((sum, l) => sum + l.n, 0) && faced[0].length === (n + 1) * (n + 1);
    fields = sampleFields(net, settings.features, n, 0, n + 1, again ? faced : null);
    const each = (performance.now() - begin) / ((n + 1) * (n + 1));
    grid = Math.max(24, Math.min(80, 4 * Math.floor(Math.sqrt(7 / Math.max(each, 1e-5)) / 4))); // about 7 ms a frame
    faced = fields;
  }
  function refine() { // at rest: the same square, sampled finer, some rows a frame
    cancelAnimationFrame(refining);
    let row = 0, finer = null;
    const n = 170, more = () => {
      if (timer) return;
      const end = performance.now() + 12;
      do { finer = sampleFields(net, settings.features, n, row, row + 1, finer); row++; } while (row <= n && performance.now() < end);
      if (row <= n) { refining = requestAnimationFrame(more); return; }
      fields = finer;
      boundary();
    };
    refining = requestAnimationFrame(more);
  }
  const toPage = v => (v + REACH) / (2 * REACH) * SIZE;
  function boundary() {
    const g = canvas.getContext('2d'), unit = over === null ? -1 : view.kOf(over), k = unit < 0 ? fields.length - 1 : unit, field = fields[k];
    let most = 1;
    if (k < fields.length - 1) { most = 1e-12; for (const v of field) if (Number.isFinite(v)) most = Math.max(most, Math.abs(v)); }
    g.setTransform(FINE, 0, 0, FINE, 0, 0);
    paintField(g, field, most, tone, 0, 0, SIZE, steps.box.checked);
    if (k === fields.length - 1 && settings.loss === 'hinge') for (const level of [-1, 1]) paintContour(g, field, level, SIZE, tone.ink, 0.7);
    paintContour(g, field, 0, SIZE, tone.ink, 1.8);
    g.font = '11px system-ui, sans-serif'; g.fillStyle = tone.ink; g.textAlign = 'center';
    for (const v of [-1, 0, 1]) { g.fillText(String(v).replace('-', '−'), toPage(v), SIZE - 5); g.fillText(String(v).replace('-', '−'), 9, toPage(-v) + 4); }
    if (withTest.box.checked) for (const p of parts.test) paintPoint(g, p, toPage(p.x), toPage(-p.y), tone, true);
    for (const p of parts.train) paintPoint(g, p, toPage(p.x), toPage(-p.y), tone, false);
    const cursor = hands.cursor();
    if (cursor && root.activeElement === canvas) {
      const [x, y] = [toPage(cursor.x), toPage(-cursor.y)];
      g.beginPath(); g.moveTo(x - 12, y); g.lineTo(x + 12, y); g.moveTo(x, y - 12); g.lineTo(x, y + 12);
      g.strokeStyle = tone.ink; g.lineWidth = 2; g.stroke();
    }
    const what = k === fields.length - 1 ? `The score of the network${settings.loss === 'hinge' ? '; thick line: 0, thin lines: 1 and −1' : '; line: 0'}` : 'The output of this unit';
    caption.textContent = `${what}. Drag a point, click to add one, double-click to remove it.${parts.test.length && withTest.box.checked ? ' Hollow: test points.' : ''}`;
  }
  function shown(key) { over = key; if (fields) boundary(); }
  const rightOf = ({ right, count }) => count ? `${right} of ${count}` : 'none';
  function paint(thorough = true) {
    const train = run.train(), test = run.test(), now = performance.now();
    sample(thorough ? Math.max(grid, 48) : grid);
    boundary();
    if (thorough || now - healthAt > 300) { health = run.health(); healthAt = now; }
    view.faces(faced, tone);
    view.refresh(tone, health);
    paintCurve(curve, run.history, draw);
    const many = pace > 0 && timer ? `; ${Math.round(pace).toLocaleString('en')} steps a second` : '';
    says.textContent = parts.train.length ? `step ${run.steps}: mean loss ${short(train.loss)}${settings.penalty === 'none' ? '' : ' without the penalty'}; correct: ${rightOf(train)} training points${test.count ? `, ${rightOf(test)} test points` : ''}${many}` : 'no points: click into the square to add some';
    legend.children[0].textContent = `training loss ${short(train.loss)}`;
    legend.children[1].textContent = test.count ? `test loss ${short(test.loss)}` : 'no test points';
    legend.children[1].classList.toggle('none', !test.count);
    canvas.setAttribute('aria-label', `decision boundary; correct: ${rightOf(train)} training points, ${rightOf(test)} test points. Arrow keys move a cross, Enter adds a point there, Delete removes the nearest.`);
    if (thorough && !timer) { refine(); advise(); }
  }
  function told(words) { spoken.textContent = words; }
  function announce() { told(says.textContent); }
  let advised = ''; // the kind of advice that is shown
  function clearAdvice() { advised = ''; advice.replaceChildren(); }
  function advise() { // about the learning rate; while it trains the sentence stays as long as its kind does
    const broken = parts.train.length && !Number.isFinite(run.train().loss), found = parts.train.length ? rateAdvice(run, net, settings) : null;
    const kind = found ? found.kind : broken ? 'broken' : '';
    if (timer && kind === advised) return;
    const words = found ? found.words : broken ? 'The loss is no number any more: press reset.' : '';
    advised = kind;
    if (advice.firstElementChild?.textContent === words) return;
    advice.replaceChildren(...(words ? [make('span', {}, words)] : []), ...(found ? [button(`use ${short(found.rate)}${broken ? ' and reset' : ''}`, `set the learning rate to ${found.rate}`, () => { changed.rate(found.rate); if (broken) restart(); playing.focus(); })] : []));
  }

  // ---- training over time ----
  function play() {
    let due = 0, last = performance.now(), since = last, from = run.steps, spokenAt = last, advisedAt = last;
    const frame = () => {
      const now = performance.now(), passed = calm.matches ? Math.min(30, (now - last) * 0.06) : 1, max = speed.value === 'max', end = now + (calm.matches ? 200 : max ? 45 : 22);
      last = now;
      due += max ? Infinity : passed * +speed.value;
      while (due >= 1) { run.step(); due--; if (performance.now() > end) { due = 0; break; } }
      if (!Number.isFinite(due)) due = 0;
      run.record();
      if (now - since > 500) { pace = (run.steps - from) / (now - since) * 1000; since = now; from = run.steps; }
      paint(false);
      if (now - spokenAt > 5000) { spokenAt = now; announce(); }
      if (now - advisedAt > 1000) { advisedAt = now; advise(); }
      if (!Number.isFinite(run.history[run.history.length - 1].train) && parts.train.length) { stop(); return; }
      next();
    };
    const next = () => { timer = calm.matches ? { id: setTimeout(frame, 400), calm: true } : { id: requestAnimationFrame(frame) }; }; // reduced motion: a new picture every 0.4 s
    pace = 0;
    next();
    playing.textContent = '❚❚ pause';
    told('training');
  }
  function stop() {
    if (!timer) return;
    if (timer.calm) clearTimeout(timer.id); else cancelAnimationFrame(timer.id);
    timer = null;
    playing.textContent = '▶ play';
    run.record();
    paint(); announce(); address();
  }

  // ---- points, by hand ----
  const hands = holdPoints({ canvas, size: SIZE, parts: () => parts, withTest: () => withTest.box.checked, label: () => newClass, told, repaint: () => boundary(),
    score: (x, y) => score(x, y), moved(whole) {
      drawn = false;
      run.fresh(true); run.record();
      if (!timer) paint(whole);
      if (whole) address();
    } });
  all.addEventListener('keydown', e => {
    const field = e.composedPath()[0];
    if (field.matches('input, select, textarea')) { e.stopPropagation(); return; }
    if (field.matches('summary') || (e.key === ' ' && field.matches('button, a')) || e.ctrlKey || e.metaKey || e.altKey) return;
    const acts = { ' ': () => timer ? stop() : play(), ArrowRight: () => stepping.click() };
    if (!acts[e.key]) return;
    e.preventDefault(); e.stopPropagation();
    acts[e.key]();
  });
  function score(x, y) { return net.score(Float64Array.from(settings.features, f => FEATURES[f](x, y))); }

  // ---- to take away ----
  const stateNow = () => encodeState({ settings, steps: run.steps, weights: net.params, start, parts: drawn ? null : parts, history: run.history });
  const program = () => pythonProgram({ settings, net, steps: run.steps, parts, drawn, frozen: start ? config.frozen : [], texts: config.texts, own: config.own });
  const base = location.href.split('#')[0];
  function share(from) {
    stop();
    const hash = `#${stateNow()}`;
    panel.open(alone ? base + hash : hash, alone ? 'opens the page as it is now' : 'put this behind the address of a page that micrograd-like play writes', '', 4, from);
  }
  let own = ''; // what we have put behind the address ourselves
  function address() {
    if (!alone) return;
    own = `#${stateNow()}`;
    try { history.replaceState(null, '', own); } catch { own = location.hash; } // some places do not let a page change its address
  }
  function load(text) { // what a link says; the page's own start if it is none
    const found = text ? decodeState(text, config.settings) : null;
    settings = found ? found.settings : copyOf(config.settings);
    const size = [...settings.hidden, 1].reduce(([sum, below], n) => [sum + n * (below + 1), n], [0, settings.features.length])[0];
    const fits = list => list && list.length === size;
    const same = JSON.stringify([settings.hidden, settings.activations, settings.output, settings.features]) === JSON.stringify([config.settings.hidden, config.settings.activations, config.settings.output, config.settings.features]);
    start = found ? (fits(found.start) ? found.start : null) : config.given;
    frozen = start && same ? new Set(config.frozenSlots) : new Set();
    if (found?.parts) { parts = found.parts; drawn = false; } else points();
    if (found?.weights && !fits(found.weights)) found.wrong.push(`the link has ${found.weights.length} weights, but the network ${size}: it begins at the seed`);
    if (timer) stop();
    run = null;
    rebuild(found && fits(found.weights) ? found.weights : null, found || {});
    refreshMenus();
    clearAdvice();
    paint();
    if (found?.wrong.length) { advice.replaceChildren(make('span', {}, found.wrong.join('; '))); }
  }
  addEventListener('hashchange', () => { if (alone && location.hash !== own && location.hash) load(location.hash); });

  settings = copyOf(config.settings);
  followTheme(host, all, now => { dark = now; tone = dark ? TONES.dark : TONES.light; if (run) { view.idle(tone, 24); paint(); } });
  load(alone ? location.hash : '');
  const resized = new ResizeObserver(() => { if (run && Math.abs(box.clientWidth - resized.width) > 1) { resized.width = box.clientWidth; view.build(); view.idle(tone, 24); paint(!timer); } });
  resized.width = box.clientWidth;
  resized.observe(box);
  host.play = { step: () => { run.step(); run.record(); paint(); }, restart, score, program, link: stateNow, health: () => run.health(), load, trial: (rate, n) => run.trial(net.params.slice(), rate, n),
    run: n => { for (let i = 0; i < n; i++) run.step(); run.record(); paint(); },
    get settings() { return settings; }, get parts() { return parts; }, get points() { return parts.train; }, get losses() { return run.history.map(h => h.train); }, get history() { return run.history; },
    get steps() { return run.steps; }, params: () => [...net.params], grads: () => { run.measure(); return [...net.grads]; } };
}

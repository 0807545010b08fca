// The frame of the page: buttons, menus with an own number where that makes sense, and the texts that come out.

const MENUS = {
  rate: { words: 'learning rate', list: [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100], own: true },
  activation: { words: 'activation' },
  loss: { words: 'loss', list: [['hinge', 'hinge'], ['squared', 'squared error'], ['logistic', 'cross-entropy']] },
  penalty: { words: 'regularization', list: [['none', 'none'], ['l1', 'L1'], ['l2', 'L2'], ['elastic_net', 'elastic net']] },
  strength: { words: 'its rate', list: [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10], own: true },
  batch: { words: 'batch size', list: [['0', 'all points'], 1, 2, 5, 10, 20, 30, 50], own: true, whole: true },
  seed: { words: 'seed of the weights', number: true },
  data: { words: 'data set' },
  count: { words: 'points', list: [20, 50, 100, 200, 300, 500, 1000], own: true, whole: true },
  noise: { words: 'noise', list: [0, 0.03, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7], own: true },
  share: { words: 'kept for the test', list: [['0', 'none'], ['0.1', '10 %'], ['0.2', '20 %'], ['0.3', '30 %'], ['0.4', '40 %'], ['0.5', '50 %'], ['0.7', '70 %'], ['0.9', '90 %']] },
  dataSeed: { words: 'seed of the points', number: true },
};

// A menu or a number field with its label; changed(value) is called with text or, for numbers, a number.
function menuOf(make, name, { words, list = [], own, whole, number }, changed) {
  const e = make('div', { class: 'setting' }), id = `set-${name}`, pairs = list.map(v => Array.isArray(v) ? v : [String(v), String(v)]);
  const good = text => { const v = Number(text); return text.trim() && Number.isFinite(v) && v >= 0 && (!(whole || number) || Number.isInteger(v)) && (name !== 'count' || (v >= 2 && v <= LIMITS.count)); };
  const field = make('input', { type: 'number', min: name === 'count' ? 2 : 0, step: whole || number ? 1 : 'any', id: number ? id : `${id}-own`, 'aria-label': number ? words : `${words}, your own number` });
  const select = make('select', { id });
  let now = '';
  field.addEventListener('change', () => { if (good(field.value)) { now = String(Number(field.value)); changed(now); } else field.value = now; });
  field.addEventListener('keydown', ev => ev.stopPropagation());
  select.addEventListener('change', () => {
    if (select.value !== 'own') { field.hidden = true; changed(now = select.value); return; }
    field.hidden = false; field.value = now; field.focus(); field.select();
  });
  e.append(make('label', { for: id }, words), ...(number ? [field] : [select]), ...(own ? [field] : []));
  field.hidden = !number;
  const show = (value, others = pairs) => {
    now = String(value);
    field.value = now;
    if (number) return;
    const known = others.some(([v]) => v === now) ? others : [...others, [now, now]].sort((a, b) => a[0] - b[0]);
    select.replaceChildren(...known.map(([v, face]) => make('option', { value: v }, face)), ...(own ? [make('option', { value: 'own' }, 'other …')] : []));
    select.value = now;
    if (select.getRootNode().activeElement !== field) field.hidden = true;
  };
  return { e, show };
}

// A text to take away: the link, or the program.  It is selected when it opens.
function textPanel(make, button, words) {
  const area = make('textarea', { readonly: '', spellcheck: 'false', 'aria-label': words, rows: 4 }), told = make('div', { class: 'told' }), save = make('a', { class: 'button' });
  const e = make('section', { class: 'panel', 'aria-label': words, hidden: '' });
  let back = null;
  const copied = () => { told.textContent = 'copied'; };
  const copy = button('copy', 'copy the text', () => {
    const byHand = () => { area.focus(); area.select(); if (document.execCommand('copy')) copied(); else told.textContent = 'select the text and copy it by hand'; };
    if (navigator.clipboard?.writeText) navigator.clipboard.writeText(area.value).then(copied, byHand); else byHand();
  });
  function close() { e.hidden = true; back?.focus(); }
  e.append(make('div', { class: 'row' }, copy, save, told, button('×', 'close', close)), area);
  e.addEventListener('keydown', ev => { ev.stopPropagation(); if (ev.key === 'Escape') close(); });
  function open(text, say, file, rows, from) {
    back = from;
    area.value = text; area.rows = rows; told.textContent = say;
    save.hidden = !file;
    if (file) { save.download = file; save.href = `data:text/x-python;charset=utf-8,${encodeURIComponent(text)}`; save.textContent = `save ${file}`; }
    e.hidden = false;
    area.focus(); area.select(); area.scrollTop = 0;
  }
  return { e, open, close };
}

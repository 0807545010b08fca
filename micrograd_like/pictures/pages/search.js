// Finding by name: a field, under it what has that name, and the way there, by keyboard, by mouse and read aloud.

// The entries whose name is the text, begins with it, has it in it, or whose full name has it; of equals the first stays first.
function named(entries, text) {
  const wanted = text.trim().toLowerCase(), ranks = [[], [], [], []];
  if (!wanted) return [];
  for (const entry of entries) {
    const name = entry.name.toLowerCase(), at = name.indexOf(wanted);
    const rank = name === wanted ? 0 : at === 0 ? 1 : at > 0 ? 2 : entry.full.toLowerCase().includes(wanted) ? 3 : -1;
    if (rank >= 0) ranks[rank].push(entry);
  }
  return ranks.flat();
}

// Groups and values: what each is called, in short and in full, what it is, a slot of it and the groups around it.
function everyName(picture, tape, read) {
  const groups = new Map(), values = [];
  for (const slot of read) {
    const around = chainOf(picture, slot);
    values.push({ name: picture.name(slot), full: picture.full[slot] ?? '', what: tape.operands[slot].length ? `= ${picture.op[slot]}` : 'leaf', slot, around });
    around.forEach((g, k) => {
      if (!groups.has(g)) groups.set(g, { name: picture.groups[g].name, full: '', many: 0, slot, around: around.slice(0, k) });
      groups.get(g).many++;
    });
  }
  return [...[...groups.values()].map(group => ({ ...group, what: `${group.many.toLocaleString('en')} values` })), ...values];
}

// entries(): what there is, asked for once; visit(entry): goes there; leave(): gives the focus back.
function finder(make, entries, visit, leave) {
  const about = 'find a value or a part by its name (/)', most = 8;
  const field = make('input', { type: 'search', placeholder: 'find  /', title: about, 'aria-label': about, role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'found', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false' });
  const list = make('ul', { id: 'found', role: 'listbox', 'aria-label': 'what has that name', hidden: '' }), told = make('span', { class: 'aloud', role: 'status' });
  let known = null, hits = [], at = 0;

  function close() {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
    told.textContent = '';
  }
  function mark(next) {
    at = (next + list.children.length) % list.children.length;
    [...list.children].forEach((item, k) => item.setAttribute('aria-selected', k === at));
    field.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  }
  function look() {
    hits = named(known ||= entries(), field.value);
    list.replaceChildren(...hits.slice(0, most).map((hit, k) => {
      const item = make('li', { id: `hit${k}`, role: 'option' }, hit.name, ' ', make('span', {}, hit.what));
      on(item, 'pointerdown', e => { e.preventDefault(); go(k); }); // before the field loses the focus
      return item;
    }));
    if (!hits.length) close();
    told.textContent = field.value.trim() ? `${hits.length.toLocaleString('en')} found${hits.length > most ? `, the first ${most} shown` : ''}` : '';
    if (!hits.length) return;
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    mark(0);
  }
  function go(k) {
    const hit = hits[k];
    close();
    if (hit) visit(hit);
  }
  on(field, 'input', look);
  on(field, 'blur', close);
  on(field, 'focus', () => { field.select(); if (field.value) look(); });
  on(field, 'keydown', e => {
    if (e.key === 'Escape') { field.value = ''; close(); leave(); }
    if (list.hidden) return;
    const acts = { ArrowDown: () => mark(at + 1), ArrowUp: () => mark(at - 1), Enter: () => go(at) };
    if (!acts[e.key]) return;
    e.preventDefault();
    acts[e.key]();
  });
  return { field, element: make('span', { class: 'find' }, field, list, told) };
}

// The page: cells of words and of Python, which a worker runs one after the other.

const at = id => document.getElementById(id), state = at('state'), main = at('cells'), menu = at('menu');
const make = (tag, attributes = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
};
let worker, waiting = new Map(), number = 0, running = 0, contents;

function start() {
  worker?.terminate();
  for (const give of waiting.values()) give({ error: 'stopped: Python begins afresh, and has forgotten all names\n' });
  waiting = new Map();
  running = 0;
  state.textContent = 'Python is being loaded …';
  at('all').disabled = true;
  worker = new Worker('worker.mjs', { type: 'module' });
  worker.onmessage = ({ data }) => {
    if (data.failed) state.textContent = `Python could not be loaded: ${data.failed}`;
    if (data.ready) {
      state.textContent = `${data.ready} is ready`;
      at('all').disabled = false;
      if (menu.options.length < 3) offer(data.menu);
    }
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  worker.onerror = event => { state.textContent = `Python could not be loaded: ${event.message || 'serve this folder, python -m http.server'}`; };
}
function ask(what) {
  return new Promise(give => {
    waiting.set(++number, give);
    worker.postMessage({ id: number, ...what });
  });
}
function offer(lessons) {
  for (const name of Object.keys(contents.notebooks)) menu.append(make('option', { value: `notebook ${name}` }, name));
  for (const [number, title] of lessons) menu.append(make('option', { value: `lesson ${number}` }, `Lesson ${number}: ${title}`));
}

// ---- cells ----

function code(source) {
  const area = make('textarea', { 'aria-label': 'Python', spellcheck: 'false', autocapitalize: 'off' }), out = make('div', { class: 'out', 'aria-live': 'polite' });
  area.value = source;
  const rows = () => { area.rows = Math.max(1, area.value.split('\n').length); };
  rows();
  const button = make('button', { type: 'button', title: 'run this cell (Shift+Enter)' }, '▶ Run');
  const cell = make('div', { class: 'cell' }, button, area, out);
  cell.run = async () => {
    out.replaceChildren(make('pre', {}, '…'));
    state.textContent = 'Python runs …';
    delete out.dataset.ran;
    running++;
    const { said, html, text, error } = await ask({ run: area.value });
    running = Math.max(0, running - 1);
    if (!running && !error?.startsWith('stopped')) state.textContent = 'done';
    out.replaceChildren();
    if (said) out.append(make('pre', {}, said));
    if (html) out.append(live(html));
    else if (text) out.append(make('pre', {}, text));
    if (error) out.append(make('pre', { class: 'error' }, error));
    out.dataset.ran = '';
  };
  button.addEventListener('click', cell.run);
  area.addEventListener('input', rows);
  area.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.shiftKey || event.ctrlKey)) {
      event.preventDefault();
      cell.run();
      [...main.querySelectorAll('textarea')].find(other => other.compareDocumentPosition(area) & Node.DOCUMENT_POSITION_PRECEDING)?.focus();
    }
  });
  return cell;
}
function live(html) { // scripts that came with HTML do not run unless they are made anew
  const around = make('div');
  around.innerHTML = html;
  setTimeout(() => { for (const old of around.querySelectorAll('script')) old.replaceWith(make('script', {}, old.textContent)); });
  return around;
}

// ---- words: the Markdown of the lessons ----

const SIGNS = { cdot: '·', times: '×', partial: '∂', sum: 'Σ', prod: 'Π', to: '→', rightarrow: '→', le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠', approx: '≈', pm: '±', infty: '∞', lVert: '‖', rVert: '‖', mapsto: '↦', odot: '⊙', nabla: '∇', top: 'ᵀ', ldots: '…', dots: '…', cdots: '⋯', quad: ' ', qquad: '  ', in: '∈', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', eta: 'η', theta: 'θ', lambda: 'λ', mu: 'μ', pi: 'π', sigma: 'σ', phi: 'φ', omega: 'ω', Delta: 'Δ' };
function formula(tex) { // enough of TeX for the lessons: signs, fractions on a line, what is raised and lowered
  let text = tex.replace(/\\(?:left|right|big|bigl|bigr|Big|displaystyle|,|;|!| )/g, m => /[,; ]$/.test(m) ? ' ' : '').replace(/\\(?:mathrm|mathcal|mathbb|text|mathbf|operatorname|boldsymbol)\s*\{([^{}]*)\}/g, '$1');
  const one = part => /^[\w.∂]+$/.test(part) ? part : `(${part})`;
  for (let before = ''; before !== text;) {
    before = text;
    text = text.replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, (_, a, b) => `${one(a)}/${one(b)}`).replace(/\\sqrt\s*\{([^{}]*)\}/g, (_, a) => `√${one(a)}`)
      .replace(/\^\{([^{}]*)\}/g, '\u0001$1\u0002').replace(/_\{([^{}]*)\}/g, '\u0003$1\u0004');
  }
  text = text.replace(/\^(\\?\w)/g, '\u0001$1\u0002').replace(/_(\\?\w)/g, '\u0003$1\u0004');
  text = text.replace(/\\([A-Za-z]+)/g, (_, name) => SIGNS[name] ?? name).replace(/[{}\\]/g, '');
  return plain(text).replace(/\u0001/g, '<sup>').replace(/\u0002/g, '</sup>').replace(/\u0003/g, '<sub>').replace(/\u0004/g, '</sub>');
}
const plain = text => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
function inline(text) {
  const kept = [], keep = html => `\u0000${kept.push(html) - 1}\u0000`;
  return plain(text.replace(/`([^`]+)`/g, (_, inside) => keep(`<code>${plain(inside)}</code>`))
    .replace(/\$([^$\n]+)\$/g, (_, inside) => keep(`<span class="formula">${formula(inside)}</span>`))
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, (_, words, where) => keep(`<a href="${plain(where)}">${plain(words)}</a>`))
    .replace(/<\/?(?:details|summary|sup|sub)>/g, tag => keep(tag)))
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>').replace(/(?<![\w*])\*([^*\s][^*]*)\*/g, '<em>$1</em>')
    .replace(/\u0000(\d+)\u0000/g, (_, k) => kept[k]);
}
function block(text) {
  const lines = text.split('\n'), head = /^(#{1,4}) (.*)/.exec(lines[0]);
  if (head) return `<h${head[1].length + 1}>${inline(head[2])}</h${head[1].length + 1}>${lines.length > 1 ? block(lines.slice(1).join('\n')) : ''}`;
  if (lines.every(line => /^( {4}|\t)/.test(line))) return `<pre>${plain(lines.map(line => line.slice(4)).join('\n'))}</pre>`;
  if (lines.length > 1 && /^\|?[\s:|-]+$/.test(lines[1]) && lines[0].includes('|')) {
    const cells = line => line.replace(/^\||\|$/g, '').split('|');
    return `<table>${[lines[0], ...lines.slice(2)].map((line, k) => `<tr>${cells(line).map(c => k ? `<td>${inline(c)}</td>` : `<th>${inline(c)}</th>`).join('')}</tr>`).join('')}</table>`;
  }
  const list = /^(\*|-|\d+\.) /.exec(lines[0]);
  if (list) {
    const items = text.split(/\n(?=(?:\*|-|\d+\.) )/).map(item => `<li>${inline(item.replace(/^(\*|-|\d+\.) +/, ''))}</li>`).join('');
    return /\d/.test(list[1]) ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
  }
  return /^\$\$/.test(text) ? `<p class="formula">${formula(text.replace(/\$\$/g, ''))}</p>` : `<p>${inline(text)}</p>`;
}
function words(source) {
  const made = make('div', { class: 'words' });
  made.innerHTML = source.split(/^(```[\s\S]*?^```)$/m).map(part => part.startsWith('```')
    ? `<pre>${plain(part.replace(/^```.*\n|```$/g, ''))}</pre>`
    : part.split(/\n\s*\n/).map(text => text.replace(/^\n+|\s+$/g, '')).filter(Boolean).map(block).join('')).join('');
  return made;
}
function show(cells) {
  main.replaceChildren(...cells.map(({ kind, source }) => kind === 'code' ? code(source) : words(source)));
  scrollTo(0, 0);
}
function split(text) { // words with ```python blocks, as cells
  return text.split(/^```python\n([\s\S]*?)^```$/m).map((source, k) => ({ kind: k % 2 ? 'code' : 'markdown', source: source.trim() })).filter(cell => cell.source);
}

menu.addEventListener('change', async () => {
  const [kind, ...rest] = menu.value.split(' '), name = rest.join(' ');
  if (kind === 'lesson') show((await ask({ lesson: name })).cells);
  else show(kind === 'notebook' ? contents.notebooks[name] : split(await (await fetch('first_steps.md')).text()));
});
at('all').addEventListener('click', async () => { for (const cell of main.querySelectorAll('.cell')) await cell.run(); });
at('stop').addEventListener('click', start);
contents = await (await fetch('contents.json')).json();
show(split(await (await fetch('first_steps.md')).text()));
start();

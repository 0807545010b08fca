// What hovering tells of a value: its numbers in full, and its rule as a formula, in names and with the numbers put in.

const escape = text => String(text).replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
const bracketed = inside => `<mrow class="b"><mo stretchy="false">(</mo>${inside}<mo stretchy="false">)</mo></mrow>`;
const number = x => x < 0 || Object.is(x, -0) ? bracketed(`<mn>${short(x).replace('-', '−')}</mn>`) : `<mn>${short(x)}</mn>`;

function letterOf(name) {
  const letter = `<mi>${escape(cut(name, 14))}</mi>`;
  return /^[\p{L}\p{N}_.[\]]+$/u.test(name) ? letter : bracketed(letter);
}

// Brackets that came with a number or a name, taken away where it stands alone.
function tidy(html) {
  const own = '<mrow class="b"><mo stretchy="false">\\(</mo>((?:(?!</?mrow).)*?)<mo stretchy="false">\\)</mo></mrow>';
  for (const [before, after] of [['<mo>\\(</mo>', '<mo>\\)</mo>'], ['<mo>\\|</mo>', '<mo>\\|</mo>'], ['<mfrac>', ''], ['', '</mfrac>'], ['<msqrt>', '</msqrt>'],
    ['<mo>=</mo>', '(?=<mo>=</mo>|</mrow></math>)'], ['<mi>e</mi><mrow>', '</mrow>']]) html = html.replace(new RegExp(`(${before})${own}(${after})`, 'g'), '$1<mrow>$2</mrow>$3');
  return html.replace(/<mo>\(<\/mo>((?:(?!<mo>[()]|mfrac|mtable).)*)<mo>\)<\/mo>/g, '<mo stretchy="false">(</mo>$1<mo stretchy="false">)</mo>'); // tall only around fractions
}

function filled(template, values) {
  return template.replace(/<mi>([a-z]\w*)<\/mi>/g, (whole, letter) => letter in values ? values[letter] : whole);
}

function formulas(picture, tape, i) {
  const [name, params] = tape.names[tape.rules[i]], t = picture.formulas[name], slots = tape.operands[i], rows = [];
  const math = (first, ...sides) => rows.push(`<div class="eq">${tidy([first, ...sides.map(side => `<mo>=</mo>${side}`)].map(side => `<math displaystyle="true"><mrow>${side}</mrow></math>`).join(''))}</div>`);
  const fixed = Object.fromEntries(t.params.map((p, k) => [p, number(params[k])])), z = '<mi>z</mi>';
  const terms = names => { for (const [term, text] of Object.entries(t.let)) math(`<mtext>where </mtext><mi>${term}</mi>`, filled(text, names)); };
  if (name === 'where' && params.length) {
    const k = params[0] ? 0 : 1;
    math(z, letterOf(picture.name(slots[k])), number(tape.data[i]));
    rows.push(`<div class="full">the condition was ${params[0] ? 'true' : 'false'} when the graph was built, and stays so here; the other branch is sent nothing</div>`);
  } else if (!t.lists) {
    const names = { ...fixed, ...Object.fromEntries(t.letters.map((x, k) => [x, letterOf(picture.name(slots[k]))])), z };
    const numbers = { ...fixed, ...Object.fromEntries(t.letters.map((x, k) => [x, number(tape.data[slots[k]])])), z: number(tape.data[i]) };
    math(z, filled(t.z, names), filled(t.z, numbers), number(tape.data[i]));
    t.partials.forEach((p, k) => {
      const sent = tape.partials[i][k];
      math(`<mfrac><mrow><mi>∂</mi>${z}</mrow><mrow><mi>∂</mi>${names[t.letters[k]]}</mrow></mfrac>`, filled(p, names), filled(p, numbers), sent === null ? '<mtext>nothing is sent</mtext>' : number(sent));
    });
    terms(names);
  } else {
    math(z, filled(t.z, fixed), number(tape.data[i]));
    if (t.z.match(/<mi>(\w+)<\/mi>/g).some(letter => letter.slice(4, -5) in t.let)) terms(fixed);
    const sent = partial => partial === null ? 'nothing' : short(partial);
    const body = slots.slice(0, 9).map((k, place) => `<tr><td>${escape(cut(picture.name(k), 18))}</td><td>${short(tape.data[k])}</td><td>${sent(tape.partials[i][place])}</td></tr>`);
    rows.push(`<table><tr><th>operand</th><th>data</th><th>∂z/∂operand</th></tr>${body.join('')}</table>${slots.length > 9 ? `… ${slots.length - 9} more` : ''}`);
  }
  return rows.join('') + (t.about ? `<div class="full">${escape(t.about)}</div>` : '');
}

function told(picture, tape, i) {
  const name = picture.name(i), full = picture.full[i] ?? name, own = '<div class="full">an operation of your own: its partials stay as they were recorded</div>';
  const rule = tape.rules[i] >= 0 ? formulas(picture, tape, i) : tape.operands[i].length ? own : '<div class="full">a leaf: click for a slider</div>';
  return `<strong>${escape(cut(name, 60))}</strong>${full !== name ? ` <span class="full">${escape(cut(full, 300))}</span>` : ''}
    <div>data ${tape.data[i]}, grad ${tape.grads[i] ?? 0}</div>${rule}`;
}

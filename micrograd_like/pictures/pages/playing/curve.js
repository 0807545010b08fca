// The training and the test loss over the steps, with round numbers on the axes.

function roundSteps(most, about, least = 0) { // 0, then multiples of 1, 2 or 5 times a power of ten, up to most
  const raw = Math.max(least, most / about), ten = 10 ** Math.floor(Math.log10(raw)), by = [1, 2, 5, 10].find(k => k * ten >= raw * 0.999) * ten;
  return Array.from({ length: Math.floor(most / by + 1e-9) + 1 }, (_, k) => Number((k * by).toPrecision(12)));
}

function paintCurve(svg, history, draw) {
  const wide = svg.clientWidth || 340, tall = 128, left = 46, bottom = tall - 20, top = 8, right = wide - 10;
  const shown = history.flatMap(h => [h.train, h.test]).filter(Number.isFinite), sorted = [...shown].sort((a, b) => a - b);
  const start = history.length && Number.isFinite(history[0].train) ? history[0].train : 0;
  const most = Math.max(Math.min(sorted[sorted.length - 1] ?? 1, 4 * Math.max(start, sorted[sorted.length >> 1] ?? 0)), 1e-12); // an explosion leaves through the roof
  const first = history.length ? history[0].step : 0, last = Math.max(first + 1, history.length ? history[history.length - 1].step : 1);
  const X = s => left + (right - left) * (s - first) / (last - first), Y = v => bottom - (bottom - top) * Math.min(1.04, v / (1.02 * most));
  const text = (x, y, t, anchor) => draw('text', { x, y, class: 'tag', 'text-anchor': anchor }, t);
  const ys = roundSteps(most, 3), xs = roundSteps(last, 4, 1).filter(v => v >= first);
  const path = key => {
    let d = '', pen = 'M';
    for (const h of history) { if (!Number.isFinite(h[key])) { pen = 'M'; continue; } d += `${pen}${X(h.step).toFixed(1)} ${Y(h[key]).toFixed(1)}`; pen = 'L'; }
    return d;
  };
  svg.setAttribute('viewBox', `0 0 ${wide} ${tall}`);
  svg.replaceChildren(draw('path', { class: 'grid', d: ys.map(v => `M${left} ${Y(v)}H${right}`).join('') }),
    ...ys.map(v => text(left - 6, Y(v) + 4, brief(v), 'end')), ...xs.map(v => text(X(v), tall - 4, String(v), X(v) > right - 24 ? 'end' : X(v) < left + 8 ? 'start' : 'middle')),
    draw('path', { class: 'loss test', d: path('test') }), draw('path', { class: 'loss train', d: path('train') }));
  const now = history[history.length - 1];
  svg.setAttribute('aria-label', now ? `losses over steps ${first} to ${now.step}: training from ${short(history[0].train)} to ${short(now.train)}${Number.isFinite(now.test) ? `, test from ${short(history[0].test)} to ${short(now.test)}` : ''}` : 'no losses yet');
}

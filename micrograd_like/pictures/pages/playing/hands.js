// The points of the square in hands: drag one, click to add one, double-click to remove it; or a cross that keys move.

// square: {canvas, size, parts(), withTest(), label(): class of a new point, moved(whole), told(words), repaint(), score(x, y)}
function holdPoints({ canvas, size, parts, withTest, label, moved, told, repaint, score }) {
  const toPage = v => (v + REACH) / (2 * REACH) * size, toData = v => v / size * 2 * REACH - REACH, within = v => Math.max(-REACH, Math.min(REACH, v));
  let held = null, cursor = null;
  const where = e => { const r = canvas.getBoundingClientRect(); return [(e.clientX - r.left) * size / r.width, (e.clientY - r.top) * size / r.height]; };
  const seen = () => [...parts().train, ...(withTest() ? parts().test : [])];
  const near = (x, y, far = 9) => seen().map(p => [Math.hypot(toPage(p.x) - x, toPage(-p.y) - y), p]).filter(([d]) => d < far).sort((a, b) => a[0] - b[0])[0]?.[1];
  function add(x, y) { const p = { x: within(x), y: within(y), label: label() }; parts().train.push(p); return p; }
  function remove(p) { for (const list of Object.values(parts())) if (list.includes(p)) list.splice(list.indexOf(p), 1); }
  canvas.addEventListener('pointerdown', e => {
    const [x, y] = where(e);
    held = near(x, y) || add(toData(x), -toData(y));
    canvas.setPointerCapture(e.pointerId);
    moved(true);
  });
  canvas.addEventListener('pointermove', e => {
    if (!held || !e.buttons) { held = null; return; }
    const [x, y] = where(e);
    held.x = within(toData(x)); held.y = within(-toData(y));
    moved(false);
  });
  canvas.addEventListener('pointerup', () => { if (held) { held = null; moved(true); } });
  canvas.addEventListener('dblclick', e => { const p = near(...where(e)); if (p) { remove(p); moved(true); } });
  for (const kind of ['focus', 'blur']) canvas.addEventListener(kind, repaint);
  const keys = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  canvas.addEventListener('keydown', e => {
    const move = keys[e.key], by = e.shiftKey ? 0.02 : 0.1;
    if (e.ctrlKey || e.metaKey || e.altKey || !(move || ['Enter', 'Delete', 'Backspace'].includes(e.key))) return;
    e.preventDefault(); e.stopPropagation();
    cursor ??= { x: 0, y: 0 };
    const { x, y } = cursor, round = v => Math.round(v * 1e6) / 1e6;
    if (move) {
      cursor = { x: within(round(x + by * move[0])), y: within(round(y + by * move[1])) };
      repaint();
      told(`${short(cursor.x)}, ${short(cursor.y)}: score ${short(score(cursor.x, cursor.y))}`);
    } else if (e.key === 'Enter') {
      add(x, y); moved(true);
      told(`a point of class ${label()} at ${short(x)}, ${short(y)}`);
    } else {
      const p = near(toPage(x), toPage(-y), 40);
      if (p) { remove(p); moved(true); }
      told(p ? 'a point is removed' : 'no point is near');
    }
  });
  return { cursor: () => cursor };
}

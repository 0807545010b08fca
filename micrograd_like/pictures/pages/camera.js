// Zoom and pan over a stage of boxes.  The wheel belongs to the page unless ctrl is held; where more than fits is drawn, its
// edges fade and a small map shows which part is in sight.  places(): the boxes as [key, x, y, width, height], x and y of the
// centre; bounds(): left, right, top and bottom of all that is drawn; focus(): the key of the box to begin with.

const on = (element, kind, act, options) => element.addEventListener(kind, act, options);

function camera(svg, stage, map, { places, bounds, focus }) {
  let zoom = 1, pan = [0, 0], moved = false, dragged = false, grip = null, gliding = 0, corner = 0;
  const SMALL = 110, wide = () => svg.clientWidth || 900, high = () => svg.clientHeight;

  function move() {
    stage.setAttribute('transform', `translate(${pan[0]} ${pan[1]}) scale(${zoom})`);
    const [left, right, top, bottom] = bounds().map((v, k) => v * zoom + pan[k >> 1]), most = 2;
    const beyond = { l: left < -most, r: right > wide() + most, t: top < -most, b: bottom > high() + most };
    for (const [side, more] of Object.entries(beyond)) svg.style.setProperty(`--${side}`, more ? '26px' : '0px');
    map.style.display = Object.values(beyond).some(Boolean) ? 'block' : 'none';
    const seen = map.lastChild, [x, y, w, h] = [-pan[0] / zoom, -pan[1] / zoom, wide() / zoom, high() / zoom];
    if (seen) for (const [k, v] of Object.entries({ x, y, width: w, height: h })) seen.setAttribute(k, v);
  }
  function settle() { // the map goes to the corner where it hides least, and stays while it hides nothing
    const [w, h] = [map.clientWidth + 12, map.clientHeight + 12];
    const hidden = [[1, 0], [1, 1], [0, 0], [0, 1]].map(([right, low]) => {
      const [x, y] = [right ? wide() - w : 0, low ? high() - h : 0];
      return places().filter(([, cx, cy, bw, bh]) => Math.abs(cx * zoom + pan[0] - x - w / 2) < (bw * zoom + w) / 2 && Math.abs(cy * zoom + pan[1] - y - h / 2) < (bh * zoom + h) / 2).length;
    });
    if (hidden[corner]) corner = hidden.indexOf(Math.min(...hidden));
    map.style.inset = ['8px 8px auto auto', 'auto 8px 8px auto', '8px auto auto 8px', 'auto auto 8px 8px'][corner];
  }
  function glide(to) { // there in a fifth of a second, so that the eye can follow
    cancelAnimationFrame(gliding);
    const from = pan, start = performance.now(), still = matchMedia('(prefers-reduced-motion: reduce)').matches || Math.hypot(to[0] - from[0], to[1] - from[1]) < 2;
    const turn = now => {
      const t = still ? 1 : Math.min(1, (now - start) / 200), s = t * t * (3 - 2 * t);
      pan = from.map((v, k) => v + (to[k] - v) * s);
      move();
      if (t < 1) gliding = requestAnimationFrame(turn); else settle();
    };
    if (still) turn(start); else gliding = requestAnimationFrame(turn);
  }
  function chart() { // the map: all boxes as one path, and a frame around what is in sight
    const [left, right, top, bottom] = bounds(), share = Math.min(SMALL / (right - left), SMALL / (bottom - top));
    const [w, h] = [Math.max(16, (right - left) * share), Math.max(16, (bottom - top) * share)];
    const [x, y] = [left - (w / share - right + left) / 2, top - (h / share - bottom + top) / 2];
    for (const [k, v] of Object.entries({ viewBox: `${x} ${y} ${w / share} ${h / share}`, width: w, height: h })) map.setAttribute(k, v);
    map.firstChild.setAttribute('d', places().map(([, cx, cy, bw, bh]) => `M${cx - bw / 2} ${cy - bh / 2}h${bw}v${bh}h${-bw}z`).join(''));
  }
  function fit(everything = false) {
    const [left, right, top, bottom] = bounds(), tall = Math.max(540, Math.min(720, 0.7 * innerHeight));
    const across = wide() / (right - left), whole = Math.min(across, tall / (bottom - top));
    zoom = everything ? Math.min(1.15, whole) : whole > 0.8 ? Math.min(1.15, whole) : Math.max(0.8, Math.min(0.9, across));
    svg.style.height = `${Math.max(120, Math.min(tall, (bottom - top) * zoom))}px`;
    const [, x, y] = places().find(([key]) => key === focus()) || [0, 0, 0];
    const middle = (low, up, room, at) => (up - low) * zoom <= room + 1 ? (room - (up - low) * zoom) / 2 - low * zoom : Math.min(-low * zoom, Math.max(room - up * zoom, room / 2 - at * zoom));
    pan = [middle(left, right, wide(), x), middle(top, bottom, high(), y)];
    moved = false;
    cancelAnimationFrame(gliding);
    chart();
    move();
    settle();
  }
  function onScreen([x, y]) { return [x * zoom + pan[0], y * zoom + pan[1]]; }
  function hold(spot, place) { // a spot goes to a place on the screen, as far as there is something to show on both sides
    const [left, right, top, bottom] = bounds().map(v => v * zoom);
    const within = (low, up, room, at, now) => up - low <= room + 1 ? now : Math.min(-low, Math.max(room - up, at));
    pan = [within(left, right, wide(), place[0] - spot[0] * zoom, pan[0]), within(top, bottom, high(), place[1] - spot[1] * zoom, pan[1])];
    move();
    settle();
  }
  function scale(by, x = wide() / 2, y = high() / 2) {
    const next = Math.max(0.05, Math.min(4, zoom * by));
    pan = [x - (x - pan[0]) * next / zoom, y - (y - pan[1]) * next / zoom];
    cancelAnimationFrame(gliding);
    zoom = next; moved = true;
    move();
    settle();
  }
  function reveal(keys) { // bring boxes into sight, the first above all
    const spots = new Map(places().map(([key, ...place]) => [key, place])), to = [...pan];
    for (const key of [...keys.slice(0, 40)].reverse()) {
      if (!spots.has(key)) continue;
      const [x, y, w, h] = spots.get(key).map(v => v * zoom), rim = 30;
      const into = (at, half, room) => Math.max(0, rim - (at - half)) - Math.max(0, at + half - room + rim);
      to[0] += into(x + to[0], w / 2, wide());
      to[1] += into(y + to[1], h / 2, high());
    }
    // what is all in sight stays where it is
    const [left, right, top, bottom] = bounds().map(v => v * zoom);
    const fits = (low, up, room, at) => up - low <= room + 1 && at + low > -2 && at + up < room + 2;
    glide([fits(left, right, wide(), pan[0]) ? pan[0] : to[0], fits(top, bottom, high(), pan[1]) ? pan[1] : to[1]]);
  }

  on(svg, 'pointerdown', e => { cancelAnimationFrame(gliding); grip = [e.clientX, e.clientY, ...pan]; dragged = false; });
  on(svg, 'pointermove', e => {
    if (!grip || !e.buttons) { grip = null; return; }
    const [dx, dy] = [e.clientX - grip[0], e.clientY - grip[1]];
    if (Math.hypot(dx, dy) < 5 && !dragged) return;
    if (!dragged) { dragged = moved = true; svg.setPointerCapture(e.pointerId); svg.classList.add('held'); }
    pan = [grip[2] + dx, grip[3] + dy];
    move();
  });
  const release = () => { grip = null; svg.classList.remove('held'); if (dragged) settle(); };
  on(svg, 'pointerup', release);
  on(svg, 'pointercancel', release);
  on(svg, 'wheel', e => {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    const r = svg.getBoundingClientRect();
    scale(Math.exp(-e.deltaY / 300), e.clientX - r.left, e.clientY - r.top);
  }, { passive: false });
  const jump = e => {
    if (!e.buttons) return;
    const at = new DOMPoint(e.clientX, e.clientY).matrixTransform(map.getScreenCTM().inverse());
    pan = [wide() / 2 - at.x * zoom, high() / 2 - at.y * zoom];
    moved = true;
    move();
  };
  on(map, 'pointerdown', e => { map.setPointerCapture(e.pointerId); jump(e); });
  on(map, 'pointermove', jump);
  return { fit, scale, reveal, onScreen, hold, get moved() { return moved; }, get dragged() { return dragged; } };
}

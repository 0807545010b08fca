// Light or dark, as the page around the host is, also when it changes.

function followTheme(host, all, changed = () => {}) {
  function theme() {
    let e = host, colour = null;
    while (e && !colour) {
      const m = getComputedStyle(e).backgroundColor.match(/[\d.]+/g);
      if (m && (m.length < 4 || +m[3] > 0.5)) colour = m;
      e = e.parentElement || (e.getRootNode && e.getRootNode().host);
    }
    const dark = colour ? 0.3 * colour[0] + 0.6 * colour[1] + 0.1 * colour[2] < 128 : matchMedia('(prefers-color-scheme: dark)').matches;
    all.classList.toggle('dark', dark);
    changed(dark);
  }
  theme();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', theme);
  for (const e of [document.body, document.documentElement]) new MutationObserver(() => setTimeout(theme, 50)).observe(e, { attributes: true });
}

// Python, beside the page, so that a loop without end can be stopped.
import { loadPyodide } from './pyodide/pyodide.mjs';

const ready = (async () => {
  const { wheels } = await (await fetch('contents.json')).json();
  const python = await loadPyodide({ indexURL: new URL('pyodide/', self.location).href });
  for (const wheel of wheels) python.unpackArchive(await (await fetch(`wheels/${wheel}`)).arrayBuffer(), 'wheel');
  const cells = python.pyimport('micrograd_like.commands.page_cells');
  return { cells, space: python.runPython('{}'), plain: thing => thing.toJs({ dict_converter: Object.fromEntries, create_pyproxies: false }) };
})();

ready.then(({ cells, plain }) => self.postMessage({ ready: cells.started(), menu: plain(cells.menu()) }), error => self.postMessage({ failed: String(error) }));

self.onmessage = async ({ data: { id, run, lesson } }) => {
  const { cells, space, plain } = await ready;
  self.postMessage({ id, ...(lesson === undefined ? plain(cells.run_cell(run, space)) : { cells: plain(cells.lesson_cells(lesson)) }) });
};

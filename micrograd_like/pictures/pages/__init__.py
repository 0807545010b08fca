"""HTML that needs no kernel and no network: viewer is draw(root), playground is play(), live is under both.

The scripts beside these modules run in the page: graph.js computes, viewer.js shows, camera.js zooms,
hover.js tells, search.js finds by name, theme.js follows light and dark.  mathml spells the rules for
hover.js.  The scripts in playing/ are those of play(): mersenne.js draws Python's random numbers, points.js
the data, net.js and trainer.js learn by the rows that page_rows spells, boundary.js, curve.js and network.js
show, link.js and program.js take away, controls.js, hands.js and playground.js are the page.
"""

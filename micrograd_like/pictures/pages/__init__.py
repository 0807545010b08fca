"""HTML that needs no kernel and no network: viewer is draw(root), playground is play(), live is under both.

The scripts beside these modules run in the page: graph.js computes, viewer.js and play.js show, camera.js
zooms, hover.js tells, theme.js follows light and dark.  mathml spells the rules for hover.js.
"""

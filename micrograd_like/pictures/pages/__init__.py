"""HTML that needs neither kernel nor network: viewer is draw(root), playground is play(), live is what both are made of.

The scripts beside these modules run in the page: graph.js computes, viewer.js and play.js show, camera.js zooms, hover.js
tells, theme.js follows light and dark.  mathml spells the rules for hover.js.
"""

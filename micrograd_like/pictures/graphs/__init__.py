"""A graph as boxes.

survey finds out once what a picture says of a graph (naming, grouping).  boxes chooses what is shown first,
layout where it stands; still and filming draw that as SVG.  dot writes the lecture's picture for Graphviz:
asked is what it is asked for, value_box, closed, side_by_side and frames are its boxes, longhand writes folds
out for it.
"""

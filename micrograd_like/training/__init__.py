"""From a formulation to a trained network: losses, penalties, optimisers, data, the loop, and the health of gradients."""

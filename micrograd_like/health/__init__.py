"""What goes wrong with gradients in a network: a report with advice, and demonstrations of the usual faults.

>>> from micrograd_like import health, nn
>>> model = nn.MLP(2, [3, 1])
>>> "layer" in str(health.report(model, model([0.1, 0.2])))
True
"""

from .demonstrations import clipped_loss, killed_relu, sigmoid_tower
from .layer_health import LayerHealth
from .reporting import Report, report

__all__ = ["LayerHealth", "Report", "clipped_loss", "killed_relu", "report", "sigmoid_tower"]

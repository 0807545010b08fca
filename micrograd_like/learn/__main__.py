"""``python -m micrograd_like.learn``: the same as ``micrograd-like learn``."""

import sys

from .cli import main

sys.exit(main())

"""How many lives (生命周期) are tried in any order: fewer with every run than in a soak."""

import os

LIVES = int(os.environ.get("SOAK_LIVES", "50"))

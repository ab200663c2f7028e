"""Cases moved between courts with all that hangs on them (移送)."""

"""Use cases (办理): one function per act."""

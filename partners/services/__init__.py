"""Use cases of the partner side (推送办理): one function per act."""

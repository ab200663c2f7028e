"""Pages of the partner side (推送页面) for operators and agencies, complete without scripts."""

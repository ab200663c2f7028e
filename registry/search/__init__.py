"""Search (查询): normalise, index, query."""

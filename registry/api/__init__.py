"""JSON for courts (法院接口)."""

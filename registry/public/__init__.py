"""JSON and pages for the public (公众查询)."""

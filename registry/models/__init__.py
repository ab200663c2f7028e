"""Tables (数据表), one family a file."""

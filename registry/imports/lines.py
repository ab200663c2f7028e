"""A line of a file (文件行) as every reader gives it."""

LONGEST_RECORD = 1024 * 1024

# The number by which people find it (line of JSON Lines, record of an array or of CSV), and the
# record, or nothing where there is none that could be read.
Line = tuple[int, dict[str, object] | None]

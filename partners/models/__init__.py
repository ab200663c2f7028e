"""Tables of the partner side (推送数据表), one family a file."""

"""Import (导入) of records in the shape that the public court sites publish."""

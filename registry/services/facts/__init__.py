"""What the rules of law are asked with, read from the records (规则所据事实)."""

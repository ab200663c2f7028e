"""Oversight (推送督办): how streams stand, who was told, who has not lifted yet."""

"""Codes of the partner side (联合惩戒代码): what an operator's key opens."""

from enum import StrEnum


class PartnerScope(StrEnum):
    """What an operator's key opens (权限范围)."""

    READ = "partners:read"
    WRITE = "partners:write"

"""The published language (公开语言): code lists, identifiers and wire schemas; knows marshmallow
only.
"""

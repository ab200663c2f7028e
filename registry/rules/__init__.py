"""The law of the register (法律规则) as pure functions: one subject a file, each citing its
instrument and article.
"""

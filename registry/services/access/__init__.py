"""Who may use the register: courts, their keys, operators, and codes that people hold (访问)."""

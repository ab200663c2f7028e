"""Fines, detentions and exit restrictions (罚款、拘留、限制出境)."""

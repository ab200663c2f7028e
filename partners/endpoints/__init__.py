"""Endpoints (接收地址): where deliveries may go, how they are signed, and what speaks HTTP."""

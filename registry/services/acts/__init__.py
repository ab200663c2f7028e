"""What every act shares: its plan, its reasons, the records it moves and who may do it (行为)."""

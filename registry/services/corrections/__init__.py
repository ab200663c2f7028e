"""Records of objections and reviews, and what a correction has done (纠正记录)."""

"""How well a detector sees: average precision, confusion, calibrated confidence, and the model card that says so."""

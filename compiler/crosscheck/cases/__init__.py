"""Cases for the cross-check, generated from the model alone: the same model and seed give the same cases."""

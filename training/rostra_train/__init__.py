"""Training, export and reference decoding of Rostra's attribution models."""

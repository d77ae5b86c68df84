"""The Esep language: text in, a typed syntax tree and diagnostics out. Knows nothing of Excel."""

"""The window: the only package that imports Qt; it shows what `app` returns and forwards what the user does."""

"""The text rules: folding, order, hyphens, dates and numbers. Pure functions, twins of assets/js where a browser needs them."""

"""Pure rules: standard library only, and `now` is always an argument."""

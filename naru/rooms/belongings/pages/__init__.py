"""Pages of the property store, one verb each."""

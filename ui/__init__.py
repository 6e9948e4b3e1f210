"""Everything that speaks QGIS; models are reached only through the analyst, which lives in another process."""

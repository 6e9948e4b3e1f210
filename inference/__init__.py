"""The pure core: a question about a place in a picture becomes a typed answer, without QGIS and without Qt."""

"""QGIS' layers, coordinate systems and stores, without widgets and without `iface`."""

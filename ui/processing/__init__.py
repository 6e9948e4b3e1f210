"""Earthscribe in the Processing toolbox and in `qgis_process`."""

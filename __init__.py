"""Earthscribe: describe anything on georeferenced imagery, in QGIS and headless."""


def classFactory(iface):
    """Hand QGIS the plugin; `iface` is None in qgis_process."""
    from .plugin import EarthscribePlugin

    return EarthscribePlugin(iface)

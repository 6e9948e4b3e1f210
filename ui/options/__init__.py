"""Earthscribe's page in QGIS' options: general, servers, privacy, and everything of the option table."""

from __future__ import annotations

from .factory import OptionsFactory

__all__ = ["OptionsFactory"]

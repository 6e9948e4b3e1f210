"""The model process and how it is reached: protocol, child side (serve), parent side (client), choice of the Python."""

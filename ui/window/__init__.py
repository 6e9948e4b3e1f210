"""What happens in one QGIS window: the desk that wires it, and one module per thing the user does there."""

"""How the bundled detector is made: pictures, rendering, crops, network, loss, the run and the export."""

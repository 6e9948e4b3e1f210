"""Drawing boxes on the canvas: the tool, its handles, the sizes typed, and the marks of the queue."""

"""From an accepted text to a feature in a layer and back, and what the layer does with it afterwards."""

"""Tasks: what is asked of a picture and what type of answer comes back; one module each."""

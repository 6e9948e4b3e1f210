"""The objects of a session, their queue and the presenter of the one that is shown; no widget in here."""

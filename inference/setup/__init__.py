"""The worker's environment: what would be installed, installing it on demand, and looking after what is there.

refusals      why it could not be done, each reason with its cure
markers       which lines of a lock file count on a machine
target        which wheels fit a Python on a machine
locks         lock files and the table of their wheels with sizes
tiers         what can be installed
pythons       which Pythons a machine has, and which can hold an environment
store         environments on disk: names, READY.json, the pointer to the one in use
standing      whether the one in use fits this version of Earthscribe
claim         one installer at a time
process       a child that ends with us, its lines, and ending it with all it started
watched       the script such a child runs
pip           the commands given to pip and the variables it sees
trouble       what pip's complaints mean
planning      what would be installed, from where, and how big it is
making        an empty environment with pip in it
downloading   wheels, a few at a time, so that a cancelled download goes on where it was
installing    all steps in order, up to the switch to the new environment
upkeep        verify, repair, roll back, remove, disk use, cleaning
"""

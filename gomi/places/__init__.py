"""Where to go with it: the places of a municipality, their hours, and which of them is nearest."""

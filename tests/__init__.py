"""Mirrors of the packages, contracts, journeys, shape."""

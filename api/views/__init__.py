"""What the residents' pages show, as plain values ready for a template."""

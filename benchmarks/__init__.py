"""What is measured beside a baseline in the same run. Figures are recorded in docs/benchmarks.md."""

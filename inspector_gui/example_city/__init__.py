"""The example city: six fictional government sites with planted faults, on loopback for demo, tests and self-test."""

"""Throw-away local servers for tests and trials: loopback only, in a folder of their own, ended by process id."""

"""Bundles: several texts that are reviewed apart, and appear at one second or not at all."""

"""Synthetic case register whose totals reproduce the figures KASN published.

Every row is invented. Only the totals are real: `targets.py` holds them, the
other modules let one register grow through eleven snapshots that meet them.
"""

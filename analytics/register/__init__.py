"""From dated files to tables that may be asked: the contract, the check at the door, the snapshots."""

"""What moved between two snapshots: every unit that began or ceased to count has exactly one reason, so the parts sum to the difference."""

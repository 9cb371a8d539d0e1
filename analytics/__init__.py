"""Statistics on the political neutrality of Indonesia's civil servants: one statistic, every rendering."""

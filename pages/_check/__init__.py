"""The parts of the page Cek angka."""

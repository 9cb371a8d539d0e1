"""The registers that all readers share."""

from pathlib import Path

import streamlit as st

from analytics.register.snapshots import Register


@st.cache_resource
def register_in(directory: Path) -> Register:
    """One register per data directory, shared by all readers; refreshed by who uses it."""
    return Register(directory)

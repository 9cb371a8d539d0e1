"""jabatan"""
from pages._parts import view
view()

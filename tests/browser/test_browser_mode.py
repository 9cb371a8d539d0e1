"""The switch of public mode: on by default, in the address when off, and files public all the same."""

HIDDEN = "‡"
ADDRESS = "/jabatan?as_of=2020-07-31&province=sulawesi_tenggara"


def switch(reader):
    """The switch in the frame, clicked."""
    reader.page.locator(".st-key-pick_public label").first.click()
    reader.settle()


def test_public_mode_is_on_and_can_be_switched_off_and_on(visit):
    reader = visit(ADDRESS)
    body = reader.page.locator("body")
    assert HIDDEN in body.inner_text()
    assert "mode" not in reader.query()
    switch(reader)
    assert reader.query()["mode"] == "internal"
    assert reader.text(".state").count("mode internal: angka kecil ditampilkan") == 1
    assert HIDDEN not in body.inner_text()
    switch(reader)
    assert "mode" not in reader.query()
    assert HIDDEN in body.inner_text()


def test_a_link_in_internal_mode_says_so_and_its_files_are_public(visit):
    reader = visit(f"{ADDRESS}&mode=internal")
    assert "mode internal" in reader.text(".state")
    reader.page.locator(".st-key-jabatan_jenis_menu button").first.click()
    reader.settle()
    assert "Berkas dan salinan selalu dibuat dalam mode publik" in reader.page.locator("body").inner_text()

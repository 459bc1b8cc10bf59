import os

from inspector_gui.app.session import open_session


def entries(archive):
    with open_session(archive) as session:
        return [entry.act for entry in session.archive.custody.all()]


def test_a_package_is_written_verified_and_on_record(run, archive, tmp_path):
    out = tmp_path / "p.zip"
    made = run("package", archive, "--out", out, "--json")
    assert (made.status, made.data["size"]) == (0, out.stat().st_size)
    assert run("verify", out, "--json").data["intact"]
    assert run("verify", archive, "--json").data["problems"] == []
    assert entries(archive)[-1] == "exported"


def test_an_existing_file_is_never_overwritten_and_the_log_does_not_speak_of_an_export(refused, archive, tmp_path):
    before = entries(archive)
    (tmp_path / "p.zip").write_bytes(b"mine")
    assert "已存在" in refused("package", archive, "--out", tmp_path / "p.zip")
    assert "已存在" in refused("package", archive, "--out", tmp_path)
    assert (tmp_path / "p.zip").read_bytes() == b"mine"
    assert entries(archive) == before


def test_a_package_that_cannot_be_written_leaves_nothing_but_a_record(refused, archive, tmp_path):
    refused("package", archive, "--out", tmp_path / "none" / "p.zip")
    assert entries(archive)[-2:] == ["exported", "export_failed"]
    assert not (tmp_path / "none").exists()


def test_a_target_or_round_that_is_not_there_is_named(refused, archive, tmp_path):
    assert "“nobody”" in refused("package", archive, "--target", "nobody", "--out", tmp_path / "p.zip")
    assert "“1999”" in refused("package", archive, "--round", "1999", "--out", tmp_path / "p.zip")
    assert not (tmp_path / "p.zip").exists()


def test_a_target_is_found_by_id_code_host_or_name(run, archive, tmp_path):
    for word in ("w-1100000088", "1100000088", "www.yunxi.example", "云溪区人民政府"):
        assert run("package", archive, "--target", word, "--out", tmp_path / f"{word}.zip").status == 0


def test_what_is_neither_archive_nor_package_is_unusable(refused, tmp_path):
    (tmp_path / "text.zip").write_text("no zip")
    os.mkfifo(tmp_path / "pipe.zip")
    assert "没有这个文件" in refused("verify", tmp_path / "none.zip")
    assert "找不到存档" in refused("verify", tmp_path / "none.inspection")
    assert "找不到存档" in refused("verify", tmp_path)
    assert "zip" in refused("verify", tmp_path / "text.zip")
    assert "不是文件" in refused("verify", tmp_path / "pipe.zip")
    refused("verify", tmp_path / ("n" * 300))


def test_damage_is_named_with_status_one(run, archive, tmp_path):
    run("package", archive, "--out", tmp_path / "p.zip")
    data = bytearray((tmp_path / "p.zip").read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "p.zip").write_bytes(data)
    said = run("verify", tmp_path / "p.zip")
    assert said.status == 1
    assert "已损坏" in said.out

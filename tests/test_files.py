"""Files are there whole or as they were; where none can be, it is said before the work."""

import os
import stat
import threading
import time

import pytest
from cases import every

from micrograd_like.files import check_file, write_whole


def test_a_file_gets_the_rights_that_any_new_file_gets(tmp_path):
    kept = os.umask(0o027)
    try:
        write_whole(tmp_path / "a", "text")
        (tmp_path / "b").write_text("text")
    finally:
        os.umask(kept)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in "ab"] == [0o640, 0o640]


def test_a_file_that_is_replaced_keeps_its_rights(tmp_path):
    file = tmp_path / "secret"
    file.write_text("old")
    file.chmod(0o600)
    write_whole(file, "new")
    assert (file.read_text(), stat.S_IMODE(file.stat().st_mode)) == ("new", 0o600)


def test_what_a_killed_save_left_is_swept_away_after_an_hour_and_nothing_else(tmp_path):
    old, new = ".a[1].json.0123abcd.partial", ".a[1].json.89abcdef.partial"
    others = [
        ".a1.json.0123abcd.partial",
        ".a[1].json.20251101",
        ".b.json.0123abcd.partial",
        ".a[1].json.settings",
    ]
    for name in (old, new, *others):
        (tmp_path / name).write_text("{")
    (tmp_path / ".a[1].json.deadbeef.partial").mkdir()
    for name in os.listdir(tmp_path):
        if name != new:
            os.utime(tmp_path / name, (0, 0))
    write_whole(tmp_path / "a[1].json", "text")
    assert sorted(os.listdir(tmp_path)) == sorted([new, *others, ".a[1].json.deadbeef.partial", "a[1].json"])


def test_what_a_save_of_half_an_hour_ago_left_stays_because_it_may_still_be_going_on(tmp_path):
    ages = {
        ".a.json.0000001e.partial": 30,
        ".a.json.0000003a.partial": 58,
        ".a.json.0000003e.partial": 62,
    }  # in minutes
    for name, minutes in ages.items():
        (tmp_path / name).write_text("{")
        os.utime(tmp_path / name, (time.time() - 60 * minutes,) * 2)
    write_whole(tmp_path / "a.json", "text")
    assert sorted(os.listdir(tmp_path)) == [*list(ages)[:2], "a.json"]


def test_a_file_gets_its_name_only_when_all_of_it_is_on_the_disk(tmp_path, monkeypatch):
    fsync, replace, done = os.fsync, os.replace, []

    def note_fsync(handle):
        fsync(handle)
        done.append((os.fstat(handle).st_ino, os.fstat(handle).st_size))

    def note_replace(source, target):
        done.append((os.stat(source).st_ino, "renamed"))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", note_fsync)
    monkeypatch.setattr(os, "replace", note_replace)
    write_whole(tmp_path / "a", "text")
    file = (tmp_path / "a").stat().st_ino
    assert done == [(file, 4), (file, "renamed")]


def test_a_file_that_only_its_owner_may_read_is_so_while_it_is_written_too(tmp_path, monkeypatch):
    file, real, modes = tmp_path / "secret", os.fsync, []
    file.write_text("old")
    file.chmod(0o600)

    def note(handle):
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", note)
    write_whole(file, "new")
    assert modes == [0o600]


def test_many_threads_may_save_one_file_beside_old_leftovers(tmp_path):
    for i in range(50):
        left = tmp_path / f".a.json.{i:08x}.partial"
        left.write_text("{")
        os.utime(left, (0, 0))
    errors = []

    def save():
        try:
            for _ in range(20):
                write_whole(tmp_path / "a.json", "text")
        except OSError as error:
            errors.append(error)

    threads = [threading.Thread(target=save) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (errors, os.listdir(tmp_path)) == ([], ["a.json"])


def test_a_device_is_written_to_though_its_folder_cannot_be(monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    check_file(os.devnull)
    write_whole(os.devnull, "text")
    assert not os.path.isfile(os.devnull)


def test_the_new_file_is_made_whole_beside_the_old_one_so_that_both_are_on_one_disk(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")
    real, seen = os.replace, []

    def note(source, target):
        seen.append((os.path.dirname(source), sorted(file.read_text() for file in tmp_path.iterdir())))
        real(source, target)

    monkeypatch.setattr(os, "replace", note)
    write_whole(tmp_path / "a", "new")
    assert seen == [(str(tmp_path), ["new", "old"])]
    assert [file.read_text() for file in tmp_path.iterdir()] == ["new"]


def test_what_a_link_points_to_is_replaced_and_the_link_stays(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()), daemon=True)
    reader.start()
    write_whole(pipe, "text")
    reader.join(timeout=10)
    assert (got, pipe.is_fifo()) == (["text"], True)


@every("ask", [check_file, lambda path: write_whole(path, "text")])
def test_a_place_for_no_file_is_named_with_advice(tmp_path, monkeypatch, ask):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IsADirectoryError) as error:
        ask(".")
    assert str(error.value) == "'.' is a folder; give the name of a file"
    with pytest.raises(FileNotFoundError) as error:
        ask("no/file")
    assert str(error.value) == f"there is no folder '{tmp_path / 'no'}' to write 'file' in; make it first"
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(PermissionError) as error:
        ask("file")
    assert (
        str(error.value) == f"the folder '{tmp_path}' cannot be written to; choose another place for 'file'"
    )
    assert list(tmp_path.iterdir()) == []

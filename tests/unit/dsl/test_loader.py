"""Reading files: what is wrong with a file or an inclusion is a diagnostic, and good ones come in their order."""

from pathlib import Path

import pytest

from dsl.diagnostics import DiagnosticBag
from dsl.syntax.loader import load, load_all
from dsl.syntax.reader import read_source


def read(path):
    bag = DiagnosticBag()
    return read_source(path, bag), [item.slug for item in bag]


def loaded(path):
    bag = DiagnosticBag()
    return load(path, bag), list(bag)


def put(folder, **files):
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.esep"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_missing_file_and_folder(tmp_path):
    assert read(tmp_path / "no.esep") == (None, ["file-missing"])
    assert read(tmp_path) == (None, ["unreadable-file"])
    put(tmp_path, a="есеп ru\n")
    assert read(tmp_path / "a.esep" / "b.esep") == (None, ["file-missing"])


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        ("есеп ru\nназвание «Әдіс»".encode("cp1251", "replace"), "not-utf8"),
        ("есеп ru\n".encode("utf-16"), "not-utf8"),
        (b"PK\x03\x04rest", "binary-file"),
        (b"\x01\x02" * 100, "binary-file"),
        (b"x" * (10 * 1024 * 1024 + 1), "file-too-large"),
    ],
)
def test_files_that_are_no_text(tmp_path, data, slug):
    path = tmp_path / "a.esep"
    path.write_bytes(data)
    assert read(path) == (None, [slug])


def test_bom_and_line_ends_are_tolerated(tmp_path):
    path = tmp_path / "a.esep"
    path.write_bytes(b"\xef\xbb\xbf" + "есеп ru\r\nгруппа a\rгруппа b\n".encode())
    source, slugs = read(path)
    assert slugs == []
    assert source.text == "есеп ru\nгруппа a\nгруппа b\n"


def test_empty_file(tmp_path):
    put(tmp_path, main="")
    files, items = loaded(tmp_path)
    assert files is None
    assert [item.slug for item in items] == ["empty-file"]


def test_folder_without_main(tmp_path):
    files, items = loaded(tmp_path)
    assert files is None
    assert [item.slug for item in items] == ["no-main-file"]


def test_includes_in_the_order_of_reading_relative_to_their_file(tmp_path):
    put(
        tmp_path,
        main="есеп ru\nвключить «parts/a.esep»\nвключить «c.esep»\n",
        parts__a="есеп kk\nқосу «b.esep»\n",
        parts__b="esep en\n",
        c="есеп ru\n",
    )
    files, items = loaded(tmp_path)
    assert items == []
    assert [Path(file.path).relative_to(tmp_path).as_posix() for file in files] == [
        "main.esep", "parts/a.esep", "parts/b.esep", "c.esep",
    ]  # fmt: skip
    assert files == load(tmp_path / "main.esep", DiagnosticBag())


def test_missing_include(tmp_path):
    put(tmp_path, main="есеп ru\nвключить «no.esep»\n")
    files, (item,) = loaded(tmp_path)
    assert files is None
    assert item.slug == "include-missing"
    assert (item.span.line, item.span.column) == (2, 10)


def test_loops_name_both_places(tmp_path):
    put(tmp_path, main="есеп ru\nвключить «a.esep»\n", a="есеп ru\nвключить «./main.esep»\n")
    _, (item,) = loaded(tmp_path)
    assert item.slug == "include-loop"
    assert item.span.path.endswith("a.esep")
    assert item.labels[0].span.path.endswith("main.esep")


def test_a_file_that_includes_itself(tmp_path):
    put(tmp_path, main="есеп ru\nвключить «main.esep»\n")
    _, (item,) = loaded(tmp_path)
    assert item.slug == "include-loop"


def test_included_twice(tmp_path):
    put(tmp_path, main="есеп ru\nвключить «a.esep»\nвключить «a.esep»\n", a="есеп ru\n")
    _, (item,) = loaded(tmp_path)
    assert item.slug == "included-twice"
    assert item.labels[0].span.line == 2


def test_load_all_gives_sources_even_when_there_are_faults(tmp_path):
    put(tmp_path, main="есеп ru\nвключить «a.esep»\nгруппа\n", a="есеп ru\nгруппа a\n")
    bag = DiagnosticBag()
    result = load_all(tmp_path, bag)
    assert [item.slug for item in bag] == ["unexpected-end"]
    assert len(result.files) == len(result.sources) == 2

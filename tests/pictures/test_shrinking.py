"""Scripts made smaller say the same."""

from pathlib import Path

from cases import every

from micrograd_like.pictures import pages
from micrograd_like.pictures.pages.live import script
from micrograd_like.pictures.pages.shrinking import shrink

HERE = Path(pages.__file__).parent
FILES = sorted(str(path.relative_to(HERE)) for path in HERE.rglob("*.js"))
TRICKY = [
    "const a = 1, b = 2;\nconsole.log(a + +b, a - -b, a++ + b)".replace("a++", "a"),
    "const s = 'two  spaces // no comment', t = \"it's `here`\";\nconsole.log(s, t)",
    "const n = 3; // a comment\nconsole.log(`a  ${n + `b ${ n * 2 } // in`.length}  c`)",
    "const r = 'a / b'.replace(/[/ ]+/g, '  ').split(/\\s{2}/);\nconsole.log(r.length, 8 / 2 / 2)",
    "function f(x) {\n  if (x)\n    return 'yes'\n  else\n    return 'no'\n}\nlet k = 1\nk++\nconsole.log(f(k), k)",
    "let out = '';\nfor (const c of 'abc') out += c;\nconst g = x => /b/.test(x);\nconsole.log(out, g(out), typeof g, 'in' in {})",
    "const o = { a: 1, 'b c': 2 }; const { a, ...rest } = o;\nconsole.log(a, JSON.stringify(rest), a ? 1 : - 1)",
]


@every("text", TRICKY)
def test_a_smaller_script_logs_the_same(javascript, text):
    assert len(shrink(text)) < len(text)
    assert javascript(shrink(text)) == javascript(text) != ""


@every("file", FILES)
def test_a_script_of_a_page_is_a_tenth_smaller_and_its_strings_stay(file):
    text = (HERE / file).read_text(encoding="utf-8")
    assert len(script(file)) < 0.9 * len(text)
    assert script(file).count("aria-label") == text.count("aria-label")


@every("file", FILES)
def test_a_smaller_script_is_still_a_script(javascript, file):
    body = script(file).replace("\\", "\\\\").replace("`", "\\`").replace("${", "\\${")
    assert javascript(f"new Function(`{body}`); console.log('fits')").strip() == "fits"

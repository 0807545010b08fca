"""The interpreter of a fused tape, as text in LLVM's language: written once, for every graph there is.

A tape is a row of whole numbers.  A run begins with its operation and count, and the numbers that belong to
the operation; then come the slots that each step reads.  Results lie side by side, so nothing says where.

    MUL count           a b ...                 a * b
    ADD count           a b ...                 a + b
    FMA count           a b c ...               a * b + c
    COPY count          a ...
    SUM count  p s      p pairs, s singles ...  sums of products
    MAX, MIN, PROD, NORM2 count  n              n slots ...
    MAP count  f n                              n slots ..., formula number f
    END

A formula is a function of its own, compiled by itself and kept: the next graph with a tanh finds it there.

Numbers are in rows of as many lanes as one asks for.  With one lane, formulas gather several steps of a run
into one register.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812

from ..rewriting import written_out
from ..shared_graph import parsed
from .llvm_code import Code, Lanes
from .llvm_words import CodeModule, LLVMWords

END, MUL, ADD, FMA, COPY, SUM, MAP, MAX, MIN, PROD, NORM2 = range(11)
FOLDS = {"max": MAX, "min": MIN, "prod": PROD, "norm2": NORM2}


class Writer(Code):
    """The body of the interpreter; slots are read and written by number."""

    def slot(self, base: str, at: str) -> str:
        """The address of a slot."""
        return self.emit(f"getelementptr {self.type()}, ptr {base}, i64 {at}")

    def word(self, at: str, k: int = 0) -> str:
        """The k-th whole number from there."""
        place = self.emit(f"getelementptr i32, ptr {at}, i64 {k}") if k else at
        return self.emit(f"zext i32 {self.emit(f'load i32, ptr {place}')} to i64")

    def read(self, at: str, k: int = 0) -> Lanes:
        """The number in the slot that the k-th whole number from there names."""
        return Lanes(self, self.emit(f"load {self.type()}, ptr {self.slot('%v', self.word(at, k))}"))

    def write(self, base: str, at: str, x: Lanes) -> None:
        self.do(f"store {self.type()} {x.text}, ptr {self.slot(base, at)}")

    def moved(self, at: str, words: int | str) -> str:
        """An address so many whole numbers further on."""
        return self.emit(f"getelementptr i32, ptr {at}, i64 {words}")

    def repeat(self, count: str, carried: Sequence[tuple[str, str]], body: Callable) -> list[str]:
        """body(i, values) for i = 0, 1, ... below count, which may be 0; it gives the new values."""
        self.made += 1
        k, before = self.made, self.label
        self.do(f"br label %head{k}")
        self.start(f"head{k}")
        at, i, values = len(self.lines), f"%i{k}", [f"%c{k}.{j}" for j in range(len(carried))]
        self.do(f"br i1 {self.emit(f'icmp ult i64 {i}, {count}')}, label %body{k}, label %after{k}")
        self.start(f"body{k}")
        outer, self._known = self._known, {}
        new = body(i, values)
        following, last = self.emit(f"add nuw nsw i64 {i}, 1"), self.label
        self.do(f"br label %head{k}")
        self._known = outer
        self.lines[at:at] = [
            f"  {i} = phi i64 [0, %{before}], [{following}, %{last}]",
            *(f"  {x} = phi {kind} [{first}, %{before}], [{y}, %{last}]"
              for x, (kind, first), y in zip(values, carried, new, strict=True)),
        ]  # fmt: skip
        self.start(f"after{k}")
        return values


def interpreter(width: int) -> tuple[CodeModule, str]:
    """The function ``interpret(v, out, code, formulas)``.

    v: the slots.  out: where the first result goes.  code: the tape.  formulas: addresses of functions.
    """
    module = CodeModule()
    code = Writer(module, width)
    code.do("br label %next")
    code.start("next")
    cases = {MUL: _mul, ADD: _add, FMA: _fma, COPY: _copy, SUM: _sum, MAP: _map, MAX: _largest,
             MIN: _smallest, PROD: _product, NORM2: _length}  # fmt: skip
    at = len(code.lines)
    word = code.word("%at")
    count = code.emit(f"lshr i64 {word}, 8")
    kind = code.emit(f"and i64 {word}, 255")
    labels = " ".join(f"i64 {op}, label %op{op}" for op in cases)
    code.do(f"switch i64 {kind}, label %end [{labels}]")
    ends = []
    for op, case in cases.items():
        code.start(f"op{op}")
        code._known = {}
        after = case(code, count, "%at")
        out = code.slot("%to", count)
        ends.append((after, out, code.label))
        code.do("br label %next")
    came = ", ".join(f"[{after}, %{label}]" for after, _, label in ends)
    went = ", ".join(f"[{out}, %{label}]" for _, out, label in ends)
    code.lines[at:at] = [f"  %at = phi ptr [%code, %entry], {came}", f"  %to = phi ptr [%out, %entry], {went}"]
    code.start("end")
    code.do("ret void")
    head = "define void @interpret(ptr %v, ptr %out, ptr %code, ptr %formulas)"
    return module, f"{head} #0 {{\nentry:\n{code}\n}}"


def _steps(code: Writer, count: str, at: str, words: int, step: Callable[[str], Lanes]) -> str:
    """A run whose steps read a fixed number of slots; gives the address behind it."""

    def body(i: str, values: list[str]) -> list[str]:
        code.write("%to", i, step(values[0]))
        return [code.moved(values[0], words)]

    return code.repeat(count, [("ptr", code.moved(at, 1))], body)[0]


def _mul(code: Writer, count: str, at: str) -> str:
    return _steps(code, count, at, 2, lambda p: code.read(p) * code.read(p, 1))


def _add(code: Writer, count: str, at: str) -> str:
    return _steps(code, count, at, 2, lambda p: code.read(p) + code.read(p, 1))


def _fma(code: Writer, count: str, at: str) -> str:
    return _steps(code, count, at, 3, lambda p: code.read(p).fma(code.read(p, 1), code.read(p, 2)))


def _copy(code: Writer, count: str, at: str) -> str:
    return _steps(code, count, at, 1, code.read)


def _sum(code: Writer, count: str, at: str) -> str:
    products, singles = code.word(at, 1), code.word(at, 2)

    def body(i: str, values: list[str]) -> list[str]:
        zero = [("ptr", values[0]), (code.type(), "zeroinitializer")]
        p, total = code.repeat(products, zero if code.width > 1 else [zero[0], ("double", "0.0")], _add_product)
        p, total = code.repeat(singles, [("ptr", p), (code.type(), total)], _add_single)
        code.write("%to", i, Lanes(code, total))
        return [p]

    def _add_product(_: str, values: list[str]) -> list[str]:
        p, total = values
        return [code.moved(p, 2), code.read(p).fma(code.read(p, 1), Lanes(code, total)).text]

    def _add_single(_: str, values: list[str]) -> list[str]:
        p, total = values
        return [code.moved(p, 1), (Lanes(code, total) + code.read(p)).text]

    return code.repeat(count, [("ptr", code.moved(at, 3))], body)[0]


def _fold(code: Writer, count: str, at: str, start: float, step: Callable[[Lanes, Lanes], Lanes],
          finish: Callable[[str, str, Lanes], Lanes] = lambda p, n, x: x) -> str:  # fmt: skip
    """A run of folds; finish: what is made of p, n and what came out."""
    n = code.word(at, 1)

    def body(i: str, values: list[str]) -> list[str]:
        _, total = over(values[0], start, step)
        code.write("%to", i, finish(values[0], n, Lanes(code, total)))
        return [code.moved(values[0], n)]

    def over(p: str, start: float, step: Callable[[Lanes, Lanes], Lanes]) -> list[str]:
        def one(_: str, values: list[str]) -> list[str]:
            return [code.moved(values[0], 1), step(Lanes(code, values[1]), code.read(values[0])).text]

        return code.repeat(n, [("ptr", p), (code.type(), code.number(start))], one)

    return code.repeat(count, [("ptr", code.moved(at, 2))], body)[0]


def _largest(code: Writer, count: str, at: str) -> str:
    return _fold(code, count, at, float("-inf"), lambda a, b: Lanes(code, code.call("max", a.text, b.text)))


def _smallest(code: Writer, count: str, at: str) -> str:
    return _fold(code, count, at, float("inf"), lambda a, b: Lanes(code, code.call("min", a.text, b.text)))


def _product(code: Writer, count: str, at: str) -> str:
    return _fold(code, count, at, 1.0, lambda a, b: a * b)


def _length(code: Writer, count: str, at: str) -> str:
    """The square root of the sum of squares, scaled by the largest number so that no square overflows."""

    def scaled(p: str, n: str, top: Lanes) -> Lanes:
        usable = (top > 0.0).text
        finite = top.test("olt", float("inf")).text
        both = Lanes(code, code.pure(f"and {code.type('i1')} {usable}, {finite}"), "i1")
        scale = both.where(top, 1.0)

        def one(_: str, values: list[str]) -> list[str]:
            part = code.read(values[0]) / scale
            return [code.moved(values[0], 1), part.fma(part, Lanes(code, values[1])).text]

        _, total = code.repeat(n, [("ptr", p), (code.type(), code.number(0.0))], one)
        return scale * Lanes(code, code.own("sqrt", total))

    return _fold(code, count, at, 0.0, lambda a, b: Lanes(code, code.call("max", a.text, abs(b).text)), scaled)


def _map(code: Writer, count: str, at: str) -> str:
    """A formula: the function of that number does the whole run."""
    function, reads = code.word(at, 1), code.word(at, 2)
    place = code.emit(f"getelementptr ptr, ptr %formulas, i64 {function}")
    args = code.moved(at, 3)
    code.do(f"call void {code.emit(f'load ptr, ptr {place}')}(ptr %v, ptr %to, ptr {args}, i64 {count})")
    return code.moved(args, code.emit(f"mul i64 {count}, {reads}"))


def formula_function(text: str, reads: int, lanes: int, vector: int) -> tuple[CodeModule, str]:
    """``formula(v, to, args, count)`` for a run of one formula.

    With one lane, several steps are put into a register and computed at once; at the end of a run the last
    step fills it up.
    """
    module = CodeModule()
    code = Writer(module, lanes if lanes > 1 else vector)
    step = _lanes_of_a_step if lanes > 1 or vector == 1 else _several_steps
    code.repeat(*step(code, text, reads))
    code.do("ret void")
    return module, f"define void @formula(ptr %v, ptr %to, ptr %args, i64 %count) #0 {{\nentry:\n{code}\n}}"


def _computed(code: Code, text: str, given: Sequence[str]) -> str:
    letters = dict(zip(LETTERS, given, strict=False))
    return LLVMWords(code, letters).spell(parsed(written_out(text)))


def _lanes_of_a_step(code: Writer, text: str, reads: int) -> tuple[str, list, Callable]:
    def body(i: str, values: list[str]) -> list[str]:
        found = _computed(code, text, [code.read(values[0], k).text for k in range(reads)])
        code.write("%to", i, Lanes(code, found))
        return [code.moved(values[0], reads)]

    return "%count", [("ptr", "%args")], body


def _several_steps(code: Writer, text: str, reads: int) -> tuple[str, list, Callable]:
    width = code.width
    more = code.emit(f"add i64 %count, {width - 1}")
    turns, last = code.emit(f"udiv i64 {more}, {width}"), code.emit("sub i64 %count, 1")

    def body(i: str, _: list[str]) -> list[str]:
        first = code.emit(f"mul i64 {i}, {width}")
        steps = [code.emit(f"add i64 {first}, {lane}") for lane in range(width)]
        steps = [code.emit(f"call i64 @llvm.umin.i64(i64 {k}, i64 {last})") for k in steps]
        rows = [code.moved("%args", code.emit(f"mul i64 {k}, {reads}")) for k in steps]
        given = []
        for k in range(reads):
            gathered = "poison"
            for lane, row in enumerate(rows):
                place = code.emit(f"getelementptr double, ptr %v, i64 {code.word(row, k)}")
                x = code.emit(f"load double, ptr {place}")
                gathered = code.emit(f"insertelement {code.type()} {gathered}, double {x}, i32 {lane}")
            given.append(gathered)
        found = _computed(code, text, given)
        for lane, k in enumerate(steps):
            x = code.emit(f"extractelement {code.type()} {found}, i32 {lane}")
            place = code.emit(f"getelementptr double, ptr %to, i64 {k}")
            code.do(f"store double {x}, ptr {place}")
        return []

    return turns, [], body


def over_examples(lanes: int) -> str:
    """``many(v, out, code, formulas, shape, batch, columns, wanted, result)``: lane by lane, block by block.

    shape: how many examples, columns and wanted numbers.  The lanes that the last block has too many compute
    the last example again.
    """
    code = Writer(CodeModule(), lanes)
    sizes = [code.emit(f"load i64, ptr {code.emit(f'getelementptr i64, ptr %shape, i64 {k}')}") for k in range(3)]
    count, columns, wanted = sizes
    last = code.emit(f"sub i64 {count}, 1")
    blocks = code.emit(f"udiv i64 {code.emit(f'add i64 {count}, {lanes - 1}')}, {lanes}")

    def block(i: str, _: list[str]) -> list[str]:
        first = code.emit(f"mul i64 {i}, {lanes}")
        rows = [code.emit(f"add i64 {first}, {lane}") for lane in range(lanes)]
        rows = [code.emit(f"call i64 @llvm.umin.i64(i64 {row}, i64 {last})") for row in rows]
        here = [code.emit(f"mul i64 {row}, {columns}") for row in rows]
        there = [code.emit(f"mul i64 {row}, {wanted}") for row in rows]

        def put(c: str, _: list[str]) -> list[str]:
            whole = "poison"
            for lane, at in enumerate(here):
                place = code.emit(f"getelementptr double, ptr %batch, i64 {code.emit(f'add i64 {at}, {c}')}")
                x = code.emit(f"load double, ptr {place}")
                whole = code.emit(f"insertelement {code.type()} {whole}, double {x}, i32 {lane}")
            slot = code.word(code.moved("%columns", c))
            code.write("%v", slot, Lanes(code, whole))
            return []

        def take(c: str, _: list[str]) -> list[str]:
            whole = code.read(code.moved("%wanted", c)).text
            for lane, at in enumerate(there):
                x = code.emit(f"extractelement {code.type()} {whole}, i32 {lane}")
                place = code.emit(f"getelementptr double, ptr %result, i64 {code.emit(f'add i64 {at}, {c}')}")
                code.do(f"store double {x}, ptr {place}")
            return []

        code.repeat(columns, [], put)
        code.do("call void @interpret(ptr %v, ptr %out, ptr %code, ptr %formulas)")
        code.repeat(wanted, [], take)
        return []

    code.repeat(blocks, [], block)
    code.do("ret void")
    arguments = "ptr %v, ptr %out, ptr %code, ptr %formulas, ptr %shape, ptr %batch, ptr %columns"
    return f"define void @many({arguments}, ptr %wanted, ptr %result) #0 {{\nentry:\n{code}\n}}"


def once(lanes: int) -> str:
    """``run(arguments)``: one call of the interpreter, with one argument, which is quick to hand over."""
    code = Writer(CodeModule(), lanes)
    places = [code.emit(f"getelementptr ptr, ptr %arguments, i64 {k}") for k in range(4)]
    given = ", ".join(f"ptr {code.emit(f'load ptr, ptr {place}')}" for place in places)
    code.do(f"call void @interpret({given})")
    code.do("ret void")
    return f"define void @run(ptr %arguments) #0 {{\nentry:\n{code}\n}}"

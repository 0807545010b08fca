"""The interpreter of a fused tape, as text in LLVM's language: written once, for every graph there is.

A tape is a row of whole numbers.  A run begins with its operation and count, and the numbers that belong to
the operation; then come the slots that each step reads.

    END
    SUM count  p s      p pairs, s singles ...  sums of products
    MAX, MIN, PROD, NORM2 count  n              n slots ...
    MAP count  f w                              w slots ..., formula number f
    PAIR count  f w                             the same, for a formula with two results
    PHRASE count  f w s                         w slots ..., s links in a function of their own, number f
    short(p, s) count   p pairs, s singles ...  the same as SUM, for a few terms: without loops
    link                slots ...               a step that stands alone (interpreter_links.py)

A formula is a function of its own, compiled by itself and kept: the next graph with a tanh finds it there.

With one lane a slot is a number; results lie side by side, so nothing says where, and formulas gather
several steps of a run into one register.  With more lanes a slot is a row of numbers, one for each example;
then each step begins with the slot of its result, so that slots can be used again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

from ..rewriting import written_out
from ..shared_graph import parsed
from .llvm_code import Code, Lanes
from .llvm_tanh import TOGETHER
from .llvm_words import CodeModule, LLVMWords

END, SUM, MAP, PAIR, PHRASE, MAX, MIN, PROD, NORM2, FIRST_SHORT = range(10)
FOLDS = {"max": MAX, "min": MIN, "prod": PROD, "norm2": NORM2}
SHAPES = [(p, s) for p in range(7) for s in range(7 - p) if p + s]
SHORT = {shape: FIRST_SHORT + k for k, shape in enumerate(SHAPES)}  # (products, single terms): operation
AFTER_SHORT = FIRST_SHORT + len(SHAPES)


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

    @property
    def lead(self) -> int:
        """How many whole numbers of a step stand before the slots that it reads."""
        return int(self.width > 1)

    def write(self, base: str, at: str, x: Lanes) -> None:
        self.do(f"store {self.type()} {x.text}, ptr {self.slot(base, at)}")

    def result(self, step: str, i: str, x: Lanes) -> None:
        """Write what the i-th step of a run gave."""
        if self.lead:
            self.write("%v", self.word(step), x)
        else:
            self.write("%to", i, x)

    def results(self, step: str, i: str, found: Sequence[Lanes]) -> None:
        """Write what a formula of the i-th step gave; a second result comes behind the first ones of all."""
        self.result(step, i, found[0])
        if found[1:] and self.lead:
            self.write("%v", self.word(step, 1), found[1])
        elif found[1:]:
            self.write("%to", self.emit(f"add i64 {i}, %count"), found[1])

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


def interpreter(width: int, links: Mapping[int, Any]) -> tuple[CodeModule, str]:
    """The function ``interpret(v, out, code, formulas)``.

    v: the slots.  out: where the first result goes.  code: the tape.  formulas: addresses of functions.
    links: the operations for steps that stand alone, by number.
    """
    module = CodeModule()
    code = Writer(module, width)
    code.do("br label %next")
    code.start("next")
    largest, smallest = partial(_extreme, "max", float("-inf")), partial(_extreme, "min", float("inf"))
    folds = {MAX: largest, MIN: smallest, PROD: _product, NORM2: _length}
    runs = {SUM: _sum, MAP: _map, PAIR: _map, **{op: partial(_fold, fold) for op, fold in folds.items()}}
    runs |= {op: partial(_short, p, s) for (p, s), op in SHORT.items()}
    at = len(code.lines)
    word = code.word("%at")
    count = code.emit(f"lshr i64 {word}, 8")
    kind = code.emit(f"and i64 {word}, 255")
    alone = (PHRASE, *links) if links else ()
    labels = " ".join(f"i64 {op}, label %op{op}" for op in (*runs, *alone))
    code.do(f"switch i64 {kind}, label %never [i64 {END}, label %end {labels}]")
    ends = []
    for op in (*runs, *alone):
        code.start(f"op{op}")
        code._known = {}
        if op in runs:
            after, done, last = runs[op](code, count, "%at"), count, "%last"
            if op == PAIR:
                done = code.emit(f"shl i64 {count}, 1")
        elif op == PHRASE:
            after, done, last = _phrase(code, count, "%at")
        else:
            step = code.moved("%at", 1)
            last = links[op].computed(code, step, "%last").text
            code.write("%to", "0", Lanes(code, last))
            after, done = code.moved(step, links[op].count), "1"
        ends.append((code.label, after, code.slot("%to", done), last))
        code.do("br label %next")
    firsts = (("%at", "ptr", "%code"), ("%to", "ptr", "%out"), ("%last", code.type(), code.number(0.0)))
    code.lines[at:at] = [
        f"  {name} = phi {kind} [{first}, %entry], " + ", ".join(f"[{end[k]}, %{end[0]}]" for end in ends)
        for k, (name, kind, first) in enumerate(firsts, 1)
    ]
    code.start("end")
    code.do("ret void")
    code.start("never")
    code.do("unreachable")
    head = "define void @interpret(ptr %v, ptr %out, ptr %code, ptr %formulas)"
    return module, f"{head} #0 {{\nentry:\n{code}\n}}"


def _short(products: int, singles: int, code: Writer, count: str, at: str) -> str:
    """A run of sums with a few terms; gives the address behind it."""

    def body(i: str, values: list[str]) -> list[str]:
        (p,) = values
        terms = [code.read(p, code.lead + 2 * products + k) for k in range(singles)]
        total = added(terms)
        for k in range(code.lead, code.lead + 2 * products, 2):
            a, b = code.read(p, k), code.read(p, k + 1)
            total = a.fma(b, total) if total else a * b
        assert total
        code.result(p, i, total)
        return [code.moved(p, code.lead + 2 * products + singles)]

    return code.repeat(count, [("ptr", code.moved(at, 1))], body)[0]


def added(terms: list[Lanes]) -> Lanes | None:
    """The sum of some numbers; None of none."""
    total = None
    for x in terms:
        total = total + x if total else x
    return total


def _sum(code: Writer, count: str, at: str) -> str:
    """A run of sums of any length; four totals at a time, so that no addition waits for the one before."""
    products, singles = code.word(at, 1), code.word(at, 2)

    def term(p: str, total: str, size: int) -> str:
        if size == 2:
            return code.read(p).fma(code.read(p, 1), Lanes(code, total)).text
        return (Lanes(code, total) + code.read(p)).text

    def over(p: str, totals: list[str], n: str, size: int) -> list[str]:
        kind = code.type()
        fours = code.emit(f"lshr i64 {n}, 2")
        four = lambda _, v: [code.moved(v[0], 4 * size), *(  # noqa: E731
            term(code.moved(v[0], size * k), v[1 + k], size) for k in range(4))]  # fmt: skip
        p, *totals = code.repeat(fours, [("ptr", p), *((kind, x) for x in totals)], four)
        one = lambda _, v: [code.moved(v[0], size), term(v[0], v[1], size)]  # noqa: E731
        p, first = code.repeat(code.emit(f"and i64 {n}, 3"), [("ptr", p), (kind, totals[0])], one)
        return [p, first, *totals[1:]]

    def body(i: str, values: list[str]) -> list[str]:
        p, *totals = over(code.moved(values[0], code.lead), [code.number(0.0)] * 4, products, 2)
        p, *totals = over(p, totals, singles, 1)
        a, b, c, d = (Lanes(code, x) for x in totals)
        code.result(values[0], i, (a + b) + (c + d))
        return [p]

    return code.repeat(count, [("ptr", code.moved(at, 3))], body)[0]


def _fold(fold: Callable[[Writer, str, str], Lanes], code: Writer, count: str, at: str) -> str:
    """A run of folds; fold: what it makes of n numbers from an address on."""
    n = code.word(at, 1)

    def body(i: str, values: list[str]) -> list[str]:
        p = code.moved(values[0], code.lead)
        code.result(values[0], i, fold(code, p, n))
        return [code.moved(p, n)]

    return code.repeat(count, [("ptr", code.moved(at, 2))], body)[0]


def _over(code: Writer, p: str, n: str, start: float, step: Callable[[Lanes, Lanes], Lanes]) -> Lanes:
    """step(step(start, first), second) ... of n numbers."""

    def one(_: str, values: list[str]) -> list[str]:
        return [code.moved(values[0], 1), step(Lanes(code, values[1]), code.read(values[0])).text]

    _, total = code.repeat(n, [("ptr", p), (code.type(), code.number(start))], one)
    return Lanes(code, total)


def _extreme(f: str, start: float, code: Writer, p: str, n: str) -> Lanes:
    return _over(code, p, n, start, lambda a, b: Lanes(code, code.call(f, a.text, b.text)))


def _product(code: Writer, p: str, n: str) -> Lanes:
    return _over(code, p, n, 1.0, lambda a, b: a * b)


def _length(code: Writer, p: str, n: str) -> Lanes:
    """The square root of the sum of squares, scaled by the largest number so that no square overflows."""
    top = _over(code, p, n, 0.0, lambda a, b: Lanes(code, code.call("max", a.text, abs(b).text)))
    positive, finite = (top > 0.0).text, top.test("olt", float("inf")).text
    scale = Lanes(code, code.pure(f"and {code.type('i1')} {positive}, {finite}"), "i1").where(top, 1.0)

    def square(total: Lanes, x: Lanes) -> Lanes:
        part = x / scale
        return part.fma(part, total)

    return scale * Lanes(code, code.own("sqrt", _over(code, p, n, 0.0, square).text))


def _map(code: Writer, count: str, at: str) -> str:
    """A formula: the function of that number does the whole run."""
    function, width = code.word(at, 1), code.word(at, 2)
    place = code.emit(f"getelementptr ptr, ptr %formulas, i64 {function}")
    args = code.moved(at, 3)
    code.do(f"call void {code.emit(f'load ptr, ptr {place}')}(ptr %v, ptr %to, ptr {args}, i64 {count})")
    return code.moved(args, code.emit(f"mul i64 {count}, {width}"))


def _phrase(code: Writer, count: str, at: str) -> tuple[str, str, str]:
    """Links that come again and again: the address behind them, how many results, and the last one."""
    function, width, steps = (code.word(at, k) for k in (1, 2, 3))
    place, args = code.emit(f"getelementptr ptr, ptr %formulas, i64 {function}"), code.moved(at, 4)
    address = code.emit(f"load ptr, ptr {place}")
    last = code.emit(f"call double {address}(ptr %v, ptr %to, ptr {args}, i64 {count}, double %last)")
    after = code.moved(args, code.emit(f"mul i64 {count}, {width}"))
    return after, code.emit(f"mul i64 {count}, {steps}"), last


def phrase_function(links: Sequence[Any]) -> tuple[CodeModule, str]:
    """``phrase(v, to, args, count, last)``: the links in order, count times; gives the last result."""
    module = CodeModule()
    code = Writer(module, 1)

    def body(_: str, values: list[str]) -> list[str]:
        args, to, last = values
        at = 0
        for k, link in enumerate(links):
            last = link.computed(code, code.moved(args, at), last).text
            code.write(to, str(k), Lanes(code, last))
            at += link.count
        return [code.moved(args, at), code.slot(to, str(len(links))), last]

    found = code.repeat("%count", [("ptr", "%args"), ("ptr", "%to"), ("double", "%last")], body)
    code.do(f"ret double {found[2]}")
    head = "define double @function(ptr %v, ptr %to, ptr %args, i64 %count, double %last)"
    return module, f"{head} #0 {{\nentry:\n{code}\n}}"


def formula_function(text: str, reads: int, lanes: int, vector: int) -> tuple[CodeModule, str]:
    """``formula(v, to, args, count)`` for a run of one formula, or of a pair: "formula, formula".

    With one lane, several steps are put into a register and computed at once; at the end of a run the last
    step fills it up.
    """
    module = CodeModule()
    code = Writer(module, lanes if lanes > 1 else vector)
    step = _lanes_of_a_step if lanes > 1 or vector == 1 else _several_steps
    code.repeat(*step(code, text, reads))
    code.do("ret void")
    return module, f"define void @function(ptr %v, ptr %to, ptr %args, i64 %count) #0 {{\nentry:\n{code}\n}}"


def _computed(code: Code, text: str, given: Sequence[str]) -> list[Lanes]:
    """The results of a formula or of a pair."""
    if text in TOGETHER:
        return TOGETHER[text](code, *(Lanes(code, x) for x in given))
    letters = dict(zip(LETTERS, given, strict=False))
    return [Lanes(code, LLVMWords(code, letters).spell(parsed(written_out(text))))]


def _lanes_of_a_step(code: Writer, text: str, reads: int) -> tuple[str, list, Callable]:
    own = code.lead * (1 + (text in TOGETHER))

    def body(i: str, values: list[str]) -> list[str]:
        (p,) = values
        found = _computed(code, text, [code.read(p, own + k).text for k in range(reads)])
        code.results(p, i, found)
        return [code.moved(p, own + reads)]

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
        to = "%to"
        for found in _computed(code, text, given):
            for lane, k in enumerate(steps):
                x = code.emit(f"extractelement {code.type()} {found.text}, i32 {lane}")
                code.do(f"store double {x}, ptr {code.emit(f'getelementptr double, ptr {to}, i64 {k}')}")
            to = code.emit("getelementptr double, ptr %to, i64 %count")
        return []

    return turns, [], body


def over_examples(lanes: int) -> str:
    """``many(v, out, code, formulas, shape, batch, columns, wanted, result)``: lane by lane, block by block.

    shape: how many examples, columns and wanted numbers.  The lanes that the last block has too many compute
    the last example again.
    """
    code = Writer(CodeModule(), lanes)
    sizes = [
        code.emit(f"load i64, ptr {code.emit(f'getelementptr i64, ptr %shape, i64 {k}')}") for k in range(3)
    ]
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

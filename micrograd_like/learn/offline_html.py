"""Notebooks as pages whose formulas show without a network.

nbconvert's own HTML leaves formulas as LaTeX, for a library that is fetched when the page is read.  Here
they are MathML, which browsers show by themselves, and nothing is fetched:

    jupyter nbconvert --to offline 05_reverse.ipynb

JupyterLab lists it as "Offline" under File, Save and Export Notebook As.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters.html import HTMLExporter  # pyright: ignore[reportMissingImports]  an extra
from nbconvert.filters.markdown_mistune import (  # pyright: ignore[reportMissingImports]
    IPythonRenderer,
    MarkdownWithMath,
)

from ..rules.texmath import mathml

TEMPLATE = """
{%- extends "index.html.j2" -%}
{%- block html_head_js_requirejs -%}{%- endblock -%}
{%- block html_head_js_mathjax -%}{%- endblock -%}
{%- block html_head_js_mermaidjs -%}{%- endblock -%}
{%- block data_latex -%}
<div class="jp-RenderedLatex jp-OutputArea-output">{{ output.data["text/latex"] | formulas }}</div>
{%- endblock -%}
"""
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$", re.DOTALL)


class OfflineHTMLExporter(HTMLExporter):
    """nbconvert's page, with formulas as MathML and without scripts from elsewhere."""

    export_from_notebook = "HTML, formulas without a network"

    def __init__(self, **options: Any):
        super().__init__(raw_template=TEMPLATE, **options)

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        cell, resources = context.get("cell", {}), context.get("resources", {})
        renderer = FormulaRenderer(
            escape=False,
            attachments=cell.get("attachments", {}),
            embed_images=self.embed_images,
            path=resources.get("metadata", {}).get("path", ""),
            anchor_link_text=self.anchor_link_text,
            exclude_anchor_links=self.exclude_anchor_links,
        )
        return MarkdownWithMath(renderer=renderer).render(source)

    def default_filters(self) -> Any:
        yield from super().default_filters()
        yield "markdown2html", self.markdown2html
        yield "formulas", formulas


class FormulaRenderer(IPythonRenderer):
    """Markdown as HTML, its formulas as MathML."""

    def block_math(self, body: str) -> str:
        return mathml(body)

    def inline_math(self, body: str) -> str:
        return mathml(body, "inline")


def formulas(text: str) -> str:
    """The formulas between dollars in a text as MathML; the rest as it is."""
    return FORMULA.sub(lambda found: mathml(found[1]) if found[1] else mathml(found[2], "inline"), text)

"""Search engines to stand beside ours: each takes the names of a city and answers with names."""

import sqlite3
import unicodedata
from collections.abc import Sequence
from typing import Protocol

import tantivy
from rapidfuzz import fuzz, process, utils

from gomi.search.index import ItemIndex
from gomi.search.search import search

MOST = 10
WRATIO_ENOUGH = 60.0  # below it a name is not shown at all


class Engine(Protocol):
    """Something that finds names."""

    name: str

    def find(self, query: str) -> list[str]:
        """At most ten names, best first."""
        ...


class Gomi:
    """The search as page and chat use it."""

    name = "gomi"

    def __init__(self, index: ItemIndex) -> None:
        self.index = index

    def find(self, query: str) -> list[str]:
        """The names shown."""
        return search(self.index, query).names


class WRatio:
    """rapidfuzz WRatio over all names, brute force."""

    name = "rapidfuzz WRatio"

    def __init__(self, names: Sequence[str]) -> None:
        self.names = list(names)

    def find(self, query: str) -> list[str]:
        """Every name is compared."""
        found = process.extract(
            query,
            self.names,
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            limit=MOST,
            score_cutoff=WRATIO_ENOUGH,
        )
        return [name for name, _, _ in found]


class Fts5Trigram:
    """SQLite FTS5 with its trigram tokenizer; what is shorter than three characters is looked up as LIKE."""

    name = "SQLite FTS5 trigram"

    def __init__(self, names: Sequence[str]) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute("CREATE VIRTUAL TABLE items USING fts5(name, folded, tokenize='trigram')")
        self.database.executemany("INSERT INTO items VALUES (?, ?)", [(name, _nfkc(name)) for name in names])

    def find(self, query: str) -> list[str]:
        """Names that share trigrams, by bm25."""
        text = _nfkc(query).replace('"', "")
        grams = [text[at : at + 3] for at in range(len(text) - 2)]
        if not grams:
            rows = self.database.execute(
                "SELECT name FROM items WHERE folded LIKE ? ORDER BY length(name) LIMIT ?",
                (f"%{text}%", MOST),
            )
        else:
            match = " OR ".join(f'"{gram}"' for gram in grams)
            rows = self.database.execute(
                "SELECT name FROM items WHERE folded MATCH ? ORDER BY bm25(items) LIMIT ?", (match, MOST)
            )
        return [row[0] for row in rows]


class TantivyBigram:
    """tantivy (a Lucene in Rust) on bigrams and single characters."""

    name = "tantivy n-grams"

    def __init__(self, names: Sequence[str]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("name", stored=True, tokenizer_name="raw")
        builder.add_text_field("folded", stored=False, tokenizer_name="grams")
        self.index = tantivy.Index(builder.build())
        grams = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(1, 2, False)).build()
        self.index.register_tokenizer("grams", grams)
        writer = self.index.writer()
        for name in names:
            writer.add_document(tantivy.Document(name=name, folded=_nfkc(name)))
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def find(self, query: str) -> list[str]:
        """Names that share n-grams, by BM25."""
        text = _nfkc(query)
        grams = {text[at : at + size] for size in (1, 2) for at in range(len(text) - size + 1)}
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self.index.schema, "folded", gram))
            for gram in grams
        ]
        if not clauses:
            return []
        hits = self.searcher.search(tantivy.Query.boolean_query(clauses), MOST).hits
        return [self.searcher.doc(address)["name"][0] for _, address in hits]


def _nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()

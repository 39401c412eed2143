"""The public JSON, field by field, apart from the trade's values so that each may change in its time."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Schema(BaseModel):
    """Every field is always present; None says that there is nothing."""

    model_config = ConfigDict(extra="forbid")


class CategoryOut(Schema):
    """分別区分."""

    id: str = Field(description="区分のid", examples=["nonburnable"])
    name: str = Field(description="区分の名称（日本語）", examples=["燃やさないごみ"])
    translation: str | None = Field(
        description="`lang` での名称。訳がなければ null", examples=["Non-burnable"]
    )
    kind: Literal["収集", "粗大", "拠点", "収集不可", "家電リサイクル", "予約"] = Field(description="種別")
    stream: str | None = Field(description="収集区分のid。収集しない区分では null", examples=["nonburnable"])
    colour: str = Field(description="札の色 #rrggbb", examples=["#4d4d4d"])
    icon: str = Field(description="札の絵", examples=["nonburnable"])
    letter: str = Field(description="札の1文字", examples=["不"])
    bag: str = Field(description="使う袋", examples=["青色の指定袋"])
    how: list[str] = Field(description="出し方。1文ずつ")
    notes: list[str] = Field(description="注意。1文ずつ")


class RuleOut(Schema):
    """One rule of an item: when it applies and what to do."""

    condition: str | None = Field(description="あてはまる条件", examples=["金属がついている"])
    category: str = Field(description="区分のid", examples=["nonburnable"])
    category_name: str = Field(description="区分の名称（日本語）", examples=["燃やさないごみ"])
    materials: list[str] = Field(description="素材")
    length_from: float | None = Field(description="いちばん長い辺がこの長さ（cm）以上")
    length_below: float | None = Field(description="いちばん長い辺がこの長さ（cm）未満")
    areas: list[str] = Field(description="この決まりの地域。空ならどこでも")
    hazard: str | None = Field(description="危険の種類", examples=["発火"])
    how: list[str] = Field(description="出し方。品目になければ区分の出し方")
    notes: list[str] = Field(description="注意")
    starts: str | None = Field(description="この日から（ISO 8601）")
    ends: str | None = Field(description="この日まで（ISO 8601）")
    source: str | None = Field(description="出典")


class ItemOut(Schema):
    """品目, with every rule the city gives."""

    id: str = Field(examples=["hanger"])
    name: str = Field(examples=["ハンガー"])
    translation: str | None = Field(description="`lang` での名称", examples=["Clothes hanger"])
    readings: list[str] = Field(examples=[["はんがー"]])
    aliases: list[str]
    rules: list[RuleOut]


class HitOut(Schema):
    """One item found, and why."""

    id: str = Field(description="品目のid。`/items/{id}` で開けます")
    name: str = Field(description="品目の名前")
    translation: str | None = Field(description="`lang` での名称")
    reason: Literal[
        "name", "reading", "alias", "word", "lexicon", "class", "kind", "translation", "partial", "fuzzy"
    ] = Field(description="見つかった理由")
    via: str = Field(description="手がかりになった言葉")


class OptionOut(Schema):
    """One answer to the question back."""

    label: str = Field(description="選ぶ言葉。番号（1から）でも答えられます")
    leads_to: str = Field(description="選んだときの区分。ひとつに決まらなければ空")


class QuestionOut(Schema):
    """The one question asked back; answer it with `which`."""

    prompt: str
    options: Annotated[list[OptionOut], Field(max_length=4)]


AnswerWord = Literal["item", "question", "maybe", "none"]


class FoundOut(Schema):
    """What is said about one thing asked for."""

    asked: str = Field(description="尋ねられたもの")
    answer: AnswerWord = Field(description="item=答え、question=質問、maybe=もしかして、none=なし")
    hits: list[HitOut] = Field(description="よいものから10まで")
    rules: list[RuleOut] = Field(description="先頭の品目の、あてはまる決まり")
    question: QuestionOut | None
    hazard: str | None = Field(description="危険の種類")
    known_as: str | None = Field(description="言葉としては知っているが、この自治体の一覧にない品目")


class SearchOut(Schema):
    """The answer to one message."""

    query: str = Field(description="尋ねられた言葉")
    answer: AnswerWord
    results: list[str] = Field(description="品目の名前。よいものから10まで")
    intent: str | None = Field(description="品目ではない用件", examples=["収集日"])
    things: list[FoundOut]
    municipality: str = Field(examples=["mihon"])
    edition: int = Field(description="答えのもとになった版。0は自治体フォルダのまま", examples=[0])
    issued: str | None = Field(description="表の発行日", examples=["2026-10-01"])


class CategoriesOut(Schema):
    """Every category in the city's order."""

    categories: list[CategoryOut]
    municipality: str
    edition: int


class FieldProblem(Schema):
    """One value that is wrong."""

    where: str
    problem: str


class ProblemOut(BaseModel):
    """An error as RFC 9457 describes it."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["見つかりません"])
    status: int = Field(examples=[404])
    detail: str | None = None
    errors: list[FieldProblem] | None = None

"""Queries: numbers, names, encodings and sizes (RFC 3986, section 3.4; OpenAPI 3.0.3, Parameter Object)."""

from tests.serving.hostile.rows import SERVER, Row, get

WRONG = (400, "invalid-request")


def query(says: str, text: str, status: int = 400, code: str = "invalid-request", *, kept: bool = True) -> Row:
    """Ask for the APIs with a query."""
    return Row(f"query: {says}", get(f"/v1/apis?{text}"), status, code if status >= 400 else "", kept=kept)


QUERIES = (
    query("a value twice", "limit=5&limit=6"),
    query("the same value twice", "limit=5&limit=5"),
    query("a value twice, once encoded", "limit=5&%6cimit=6"),
    query("a name that is not known", "verbose=1"),
    query("a name in capitals", "LIMIT=5"),
    query("a list in brackets", "limit[]=5"),
    query("an object in brackets", "limit[$gt]=5"),
    query("a name of objects", "__proto__=1"),
    query("no name", "=5"),
    query("no value", "limit"),
    query("an empty value", "limit="),
    query("a semicolon between", "limit=5;sort=name"),
    query("a second question mark", "limit=5?limit=6"),
    query("nothing but separators", "&&&", 200),
    query("200 fields", "&".join(f"q{index}=1" for index in range(200))),
    query("1300 empty fields", "&" * 1300),
    query("a percent sign and nothing", "q=%"),
    query("a percent sign and no digits", "q=%zz"),
    query("a byte that is not UTF-8", "q=%ff"),
    query("an overlong slash", "q=%c0%af"),
    query("a surrogate", "q=%ed%a0%80"),
    query("a NUL", "q=%00", 200),
    query("a NUL after a word", "sort=name%00"),
    query("a character of four bytes", "q=%F0%9F%92%A9", 200),
    query("a plus sign is a space", "q=contract+registry", 200),
    query("wildcards of SQL", "q=%25_%25", 200),
    query("a quote of SQL", "q='%20OR%20'1'='1", 200),
    query("a text of 300 characters", "q=" + "x" * 300),
    query("a word that is none of the allowed", "sort=name,title"),
    query("a pattern that would backtrack", "label=" + "a" * 3000 + "!"),
    query("NaN", "limit=NaN"),
    query("infinity", "limit=-Infinity"),
    query("an underscore in a number", "limit=1_0"),
    query("a space before a number", "limit=%205"),
    query("a plus sign before a number", "limit=%2B5"),
    query("a line break after a number", "limit=5%0a"),
    query("Arabic digits", "limit=%D9%A5"),
    query("full-width digits", "limit=%EF%BC%95"),
    query("a fraction", "limit=5.0"),
    query("an exponent", "limit=1e1"),
    query("hexadecimal digits", "limit=0x10"),
    query("minus zero", "limit=-0"),
    query("leading zeros", "limit=0007", 200),
    query("a number over 64 bits", "limit=18446744073709551617"),
    query("a number of 3900 digits", "limit=" + "9" * 3900),
    query("a number of 5000 digits", "limit=" + "9" * 5000, 414, SERVER, kept=False),
    query("true for a number", "limit=true"),
    query("a cursor that is none", "cursor=!"),
    query("a cursor of 3900 characters", "cursor=" + "A" * 3900),
    query("a cursor of another list", "cursor=eyJhIjoxfQ", code="cursor-invalid"),
    query("a cursor with a NUL", "cursor=%00"),
    query("a token in the query", "access_token=secret"),
    Row("a query where none is taken", get("/v1/whoami?verbose=1"), *WRONG),
    Row("a query after health", get("/healthz?verbose=%zz"), 200),
)

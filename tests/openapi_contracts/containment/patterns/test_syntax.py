"""The meaning of each construct of a pattern, and the patterns that are rejected, with the reason."""

import pytest

from openapi_contracts.containment import patterns

CASES = {
    # pattern: (texts that it matches, texts that it does not match)
    "": (["", "a"], []),
    "abc": (["abc", "xabcx"], ["", "ab", "acb"]),
    "^abc$": (["abc"], ["abcx", "xabc", "abc\n"]),
    "^a|b$": (["ax", "xb", "a"], ["xa", "bx"]),
    "(^a|b$)c?": (["a", "xb"], ["xa", "bx", "bc"]),
    "(^|,)x($|,)": (["x", "a,x", "x,a", "a,x,a"], ["ax", "xa"]),
    "^((^|, )(one|two))+$": (["one", ", one", "one, two"], ["", "oneone", "one,two"]),
    "a^b": ([], ["ab", "a^b", "a\nb"]),
    "a$b|c": (["c"], ["ab", "a$b"]),
    "^.$": (["a", "\u00e9", "\U0001f600", "\x85"], ["", "\n", "\r", "\u2028", "\u2029", "ab"]),
    "^[^]$": (["a", "\n"], ["", "ab"]),
    "[]": ([], ["", "a"]),
    "^[a-c-]$": (["a", "c", "-"], ["d"]),
    "^[-a]$": (["-", "a"], ["b"]),
    r"^[\d-x]$": (["5", "-", "x"], ["e"]),
    r"^[a\]b]$": (["a", "]", "b"], ["\\"]),
    r"^[^a-z\s]$": (["A", "0"], ["a", " ", "\u00a0"]),
    r"^[\b]$": (["\b"], ["b"]),
    "^[.$^*(|]$": ([".", "$", "^", "*", "(", "|"], ["a", "\\"]),
    "^[[:alpha:]]$": (["a]", "[]", ":]"], ["a", "b]"]),
    r"^\d\D$": (["0a", "9\u0660"], ["00", "\u0660a"]),
    r"^\w\W$": (["_-", "a\u00e9"], ["aa", "\u00e9-"]),
    r"^\s\S$": (["\ufeffa", "\u3000a", "\u2029a", "\va"], ["  ", "\u200ba"]),
    r"^\x41\u0042\u{43}\u{1F600}$": (["ABC\U0001f600"], ["ABC"]),
    r"^\uD83D\uDE00$": (["\U0001f600"], []),
    r"^\cJ\0\t\n\v\f\r$": (["\n\0\t\n\v\f\r"], ["cJ0tnvfr"]),
    r"^\/\-\@\_\.\{\}\ $": (["/-@_.{} "], []),
    "^a{2}$": (["aa"], ["a", "aaa"]),
    "^a{2,}$": (["aa", "aaaa"], ["a"]),
    "^a{1,2}?b*?c+?$": (["ac", "aabc"], ["c", "aaac"]),
    "^a{0}b$": (["b"], ["ab"]),
    "^a{b}$": (["a{b}"], ["ab"]),
    "^{}]$": (["{}]"], []),
    "^(?:ab|c)(d)(?<name>e)$": (["abde", "cde"], ["abcde"]),
    "^()$": ([""], ["a"]),
    "(^)?a($){0,1}": (["a", "bab"], ["b"]),
    "((?=a)){0,1}b": (["b"], ["a"]),
    "^(|a)+$": (["", "aa"], ["b"]),
    r"\bcat\b": (["cat", "a cat!", "-cat"], ["cats", "bobcat", "cat_"]),
    r"\Bcat": (["bobcat"], ["cat", "a cat"]),
    r"^\b$": ([], ["", "a"]),
    r"^\B$": ([""], ["a"]),
    r"^(\b\w+\b ?)*$": (["", "ab cd", "ab "], ["ab  cd", " ab"]),
    "^(?=.*[a-z])(?=.*[0-9]).{2,3}$": (["a1", "1a-"], ["aa", "11", "a1--"]),
    "^(?!con$)[a-z]+$": (["cons", "a"], ["con", ""]),
    "^((?!foo).)*$": (["", "fo", "barfo"], ["foo", "xfoox"]),
    "^(?!.*(ab|ba))[ab]*$": (["", "aaa", "bb"], ["ab", "aba"]),
    "a(?=b)": (["ab"], ["a", "ac"]),
    "a(?=b)c": ([], ["ac", "abc"]),
    "(?:(?=a)a|(?!a).){2}$": (["ab", "xx"], ["a"]),
    "^[a-z-]+(?<!-)$": (["a", "a-b"], ["-", "a-"]),
    "(?<=^|,)x": (["x", "a,x"], ["ax"]),
    "(?<![a-z])x": (["x", "1x"], ["ax"]),
    "(?<=)x": (["x"], ["y"]),
    r"^\p{L}\p{Lu}\P{N}$": (["aAa", "\u00e9\u00c9-"], ["aaa", "aA1"]),
    r"^[\p{Nd}\p{P}]+$": (["1-", "\u0660"], ["a"]),
    r"^\p{General_Category=Lowercase_Letter}\p{gc=Sc}\p{ASCII}\p{Any}\p{LC}$": (["a$a\u00e9B"], ["A$aaa"]),
}

REFUSED = {
    "(": "not a valid regular expression",
    ")": "not a valid regular expression",
    "a)": "not a valid regular expression",
    "[a": "not a valid regular expression",
    "[b-a]": "not a valid regular expression",
    "*": "not a valid regular expression",
    "^*": "not a valid regular expression",
    "(?=a)*": "not a valid regular expression",
    "a**": "not a valid regular expression",
    "a++": "not a valid regular expression",
    "a{2}{3}": "not a valid regular expression",
    "a{2,1}": "not a valid regular expression",
    "a{,2}": "not a valid regular expression",
    "{1}": "not a valid regular expression",
    "a\\": "not a valid regular expression",
    "(?P<name>a)": "not a valid regular expression",
    "(?>a)": "not a valid regular expression",
    r"\pL": "not a valid regular expression",
    r"(a)\1": "backreference",
    r"(?<x>a)\k<x>": "backreference",
    "(?i)a": "flags",
    "(?i:a)": "flags",
    "(?s-i:a)": "flags",
    "(?<=ab)c": "look-behind",
    r"(?<=a\b)c": "look-behind",
    "(?:^|a|(?=b))*c": "may match the empty string",
    r"\Aa\z": "engines treat it differently",
    r"\xZZ": "engines treat it differently",
    r"[\c]": "engines treat it differently",
    r"\p{Script=Latin}": "not supported",
    r"\uD800": "surrogate",
    "[\ud800]": "surrogate",
    r"\u{110000}": "beyond Unicode",
    "(" * 100 + ")" * 100: "nested deeper",
    "a" * 70_000: "longer than",
}


@pytest.mark.parametrize(("pattern", "text"), [(pattern, text) for pattern, (yes, _) in CASES.items() for text in yes])
def test_a_pattern_matches_where_ecma_262_matches(pattern: str, text: str) -> None:
    assert patterns.compile(pattern).matches(text)


@pytest.mark.parametrize(("pattern", "text"), [(pattern, text) for pattern, (_, no) in CASES.items() for text in no])
def test_a_pattern_matches_nothing_else(pattern: str, text: str) -> None:
    assert not patterns.compile(pattern).matches(text)


@pytest.mark.parametrize(("pattern", "reason"), REFUSED.items(), ids=[pattern[:20] for pattern in REFUSED])
def test_an_unsupported_pattern_is_rejected_with_a_reason(pattern: str, reason: str) -> None:
    with pytest.raises(patterns.Unsupported, match=reason) as caught:
        patterns.compile(pattern)
    assert caught.value.reason == str(caught.value)
    assert caught.value.reason.isprintable()


def test_equal_patterns_are_compiled_once() -> None:
    assert patterns.compile("a+") == patterns.compile("a+")
    assert patterns.compile("a+") is patterns.compile("a+")
    assert repr(patterns.compile("a+")) == "Pattern(source='a+')"

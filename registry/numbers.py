"""Version numbers (Semantic Versioning 2.0.0 without build metadata), their order, and selectors."""

from dataclasses import dataclass

from semver import Version as SemanticVersion

LARGEST = 999_999_999  # for major, minor and patch; nine digits keep `precedence` sortable as text
LONGEST = 100  # characters of a number


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a version, such as 1.4.0 or 2.0.0-rc.1."""

    major: int
    minor: int
    patch: int
    prerelease: str | None = None

    def __str__(self) -> str:
        release = f"{self.major}.{self.minor}.{self.patch}"
        return f"{release}-{self.prerelease}" if self.prerelease else release

    @property
    def precedence(self) -> str:
        """A string whose order by bytes is the precedence of semver, section 11."""
        return f"{self.major:09d}.{self.minor:09d}.{self.patch:09d}{_prerelease_precedence(self.prerelease)}"

    def follows(self, other: "Number") -> bool:
        """Say whether this number has higher precedence than another (semver, section 11)."""
        return self.precedence > other.precedence

    def next_minor(self) -> "Number":
        """Return the next minor version; for a pre-release, its release."""
        if self.prerelease:
            return Number(self.major, self.minor, self.patch)
        return Number(self.major, self.minor + 1, 0)

    def next_patch(self) -> "Number":
        """Return the next patch version; for a pre-release, its release."""
        if self.prerelease:
            return Number(self.major, self.minor, self.patch)
        return Number(self.major, self.minor, self.patch + 1)

    def announces(self, other: "Number") -> bool:
        """Say whether the release of this number (itself, if no pre-release) is at least that of another."""
        return (self.major, self.minor, self.patch) >= (other.major, other.minor, other.patch)


FIRST = Number(1, 0, 0)


def parse(text: str) -> Number | None:
    """Parse a number, dropping build metadata; None if the text is not semver or too large."""
    try:
        parsed = SemanticVersion.parse(text)
    except ValueError:
        return None
    number = Number(parsed.major, parsed.minor, parsed.patch, parsed.prerelease)
    too_large = max(parsed.major, parsed.minor, parsed.patch) > LARGEST or len(str(number)) > LONGEST
    return None if too_large else number


def _prerelease_precedence(prerelease: str | None) -> str:
    """Return a sort key: pre-releases are below their release, in the order of semver, section 11.4."""
    if prerelease is None:
        return "~"  # sorts after every character of an identifier, so a release follows its pre-releases
    return "".join(
        f"1{len(part):03d}{part}!" if part.isdigit() else f"2{part}!"  # numeric identifiers come first, by value
        for part in prerelease.split(".")
    )  # "!" sorts before every character of an identifier, so fewer identifiers come first


@dataclass(frozen=True, slots=True)
class Selector:
    """Selects a version of an API: an exact number, a line (`1`), a minor (`1.4`), or, if all are None, the latest."""

    exact: Number | None = None
    major: int | None = None
    minor: int | None = None
    prereleases: bool = False  # whether pre-releases count like releases


LATEST = Selector()


def parse_selector(text: str) -> Selector | None:
    """Parse `latest`, `1`, `1.4`, `1.4.0` or `2.0.0-rc.1`; None for other texts."""
    if text == "latest":
        return LATEST
    parts = text.split(".")
    if len(parts) < 3 and all(_is_plain(part) for part in parts):
        major, minor = [*map(int, parts), None][:2]
        return Selector(major=major, minor=minor)
    number = parse(text)
    return Selector(exact=number) if number is not None and str(number) == text else None


def _is_plain(part: str) -> bool:
    return part.isascii() and part.isdigit() and str(int(part[:10])) == part and int(part) <= LARGEST

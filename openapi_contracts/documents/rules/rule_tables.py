"""The rules of validity as rows: code, section, and what the section says. `catalog` explains the columns."""

_JSON_SCHEMA = "JSON Schema (the meta-schema of the document's version or dialect)"
_ANY_OBJECT = "OpenAPI, the official schema of the document's version"

ERRORS: tuple[tuple[str, str, str], ...] = (
    # YAML and JSON
    ("duplicate-key", "YAML 1.2.2, 3.2.1.3; RFC 8259, 4", "The keys of a mapping are unique."),
    # references
    ("invalid-reference", "Reference", "The value of `$ref` is a string."),
    ("unresolved-reference", "Reference", "A reference names a value of the document."),
    (
        "external-reference",
        "Reference",
        "No other document is fetched; a reference stays in its own.",
    ),
    ("reference-cycle", "Reference", "A reference leads to a value, not back to itself."),
    ("reference-to-other-kind", "Reference", "A reference refers to an object of the kind that its place expects."),
    ("reference-chain", "Reference", "A reference leads to its value over at most 200 others."),
    # the structure of objects
    ("missing-field", _ANY_OBJECT, "A field that is REQUIRED is present."),
    ("wrong-type", _ANY_OBJECT, "The value of a field has the type that the specification gives it."),
    ("value-not-allowed", _ANY_OBJECT, "The value of a field is one that the specification lists."),
    ("pattern-mismatch", _ANY_OBJECT, "The value of a field is spelled as the specification says."),
    ("invalid-name", _ANY_OBJECT, "A name is spelled as the specification says."),
    ("wrong-length", _ANY_OBJECT, "A list or text has as many items or characters as the specification says."),
    ("out-of-range", _ANY_OBJECT, "A number is in the range that the specification says."),
    ("excluded-combination", _ANY_OBJECT, "Fields that are mutually exclusive do not stand together."),
    ("no-alternative", _ANY_OBJECT, "A value has one of the forms that the specification lists."),
    ("no-single-alternative", _ANY_OBJECT, "A value has exactly one of the forms that the specification lists."),
    ("not-valid", _ANY_OBJECT, "The official schema accepts the document."),
    ("validator-failure", _ANY_OBJECT, "Each part has the shape that the specification gives it."),
    ("misspelt-field", _ANY_OBJECT, "A field has one of the specified names; one that resembles them is misspelt."),
    # paths, operations and parameters
    ("malformed-path-template", "Paths", "Each template expression of a path is a name between braces."),
    ("undeclared-path-parameter", "Parameter", "Each template expression of a path has a path parameter."),
    ("unused-path-parameter", "Parameter", "The name of a path parameter is a template expression of the path."),
    ("optional-path-parameter", "Parameter", "`required` is present and true for a path parameter."),
    ("path-without-slash", "Paths", "The field name of a path begins with a forward slash."),
    ("repeated-path-parameter", "Paths", "A template expression does not appear more than once in a path."),
    ("equivalent-paths", "Paths", "Templated paths with the same hierarchy but different names do not exist together."),
    ("duplicate-parameter", "Operation", "The list of parameters has no two with the same name and location."),
    ("duplicate-operation-id", "Operation", "An operationId is unique among all operations."),
    ("several-bodies", "OpenAPI 2.0, Parameter Object", "There can be only one body parameter."),
    ("body-and-form", "OpenAPI 2.0, Parameter Object", "Body and form parameters do not exist together."),
    ("file-outside-form", "OpenAPI 2.0, Parameter Object", "An operation with a file consumes a form."),
    ("invalid-status", "Responses", "A key is a status, a range of statuses such as 4XX (since 3.0), or `default`."),
    ("invalid-header-name", "RFC 9110, 5.1 and 5.6.2; RFC 6265, 4.1.1", "The name of a header or cookie is a token."),
    # security and servers
    ("undeclared-security-scheme", "Security Requirement", "Each name corresponds to a declared security scheme."),
    ("undeclared-server-variable", "Server", "Each variable of the URL is declared in `variables`."),
    # schemas
    ("read-and-write-only", "Schema", "A property is not both `readOnly` and `writeOnly` (3.0)."),
    ("unknown-mapping-target", "Discriminator", "A mapping names a schema of the document."),
)

WARNINGS: tuple[tuple[str, str, str], ...] = (
    ("merge-key", "YAML 1.2.2, 10.3", "The core schema has no merge key `<<`; it is expanded as in YAML 1.1."),
    ("unknown-field", _ANY_OBJECT, "An object has only the fields that the specification lists, and extensions."),
    ("repeated-items", _ANY_OBJECT, "The items of a list of names are unique."),
    ("invalid-text", _ANY_OBJECT, "A text for people, and an object of such texts, has the form that is specified."),
    ("wrong-format", _ANY_OBJECT, "A text has the format that the specification gives it."),
    (
        "unknown-dialect",
        "Schema",
        "A schema of a dialect that is not known is not checked.",
    ),
    ("default-not-valid", "Schema", "A default conforms to its schema (3.0: MUST; JSON Schema 2020-12, 9.2: SHOULD)."),
    (
        "required-property-not-declared",
        "JSON Schema",
        "A required property that no schema declares is often misspelt.",
    ),
    ("duplicate-tag", "OpenAPI", "Each tag name in the list is unique."),
    ("unknown-parent-tag", "Tag", "The tag that `parent` names exists (3.2)."),
    ("circular-tags", "Tag", "Circular references between parent and child tags are not used (3.2)."),
    ("excluded-texts", _ANY_OBJECT, "Fields for people that are mutually exclusive do not stand together."),
    ("empty-required", "JSON Schema draft 4, 5.4.3", "`required` names at least one property (2.0 and 3.0)."),
    ("keyword-of-older-draft", "JSON Schema 2020-12, schema", "A keyword of an older draft has no meaning."),
    ("array-without-items", "Schema", "`items` is present if the type is `array` (2.0 and 3.0)."),
    ("path-with-query", "Paths", "A path has no query and no fragment."),
    ("component-name", "Components", "The name of a component has only letters, digits, `.`, `-` and `_`."),
    ("invalid-url", "RFC 3986, 4.1", "A field for a URL has a URL."),
    ("unknown-link-target", "Link", "A link names an operation that exists."),
    ("server-default-not-in-enum", "Server Variable", "The default is one of the values of `enum`."),
    ("scopes-without-oauth", "Security Requirement", "Schemes other than OAuth 2 have no scopes (2.0 and 3.0)."),
    ("undeclared-scope", "OAuth Flow", "A required scope is one of the available scopes of the scheme."),
)

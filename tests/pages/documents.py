"""Documents to look at: one of each version of OpenAPI, in JSON and in YAML."""

OPENAPI_3_0 = """\
{
  "openapi": "3.0.3",
  "info": {"title": "Pets in JSON", "version": "1.0.0", "description": "A *short* description."},
  "servers": [{"url": "https://pets.example.com/v1"}],
  "security": [{"key": []}],
  "tags": [{"name": "pets", "description": "Animals for sale."}],
  "paths": {
    "/pets": {
      "get": {
        "tags": ["pets"],
        "summary": "List the pets",
        "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}],
        "responses": {"200": {"description": "The pets.", "content": {"application/json": {"schema":
          {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}}}}}
      },
      "post": {
        "tags": ["pets"],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
        "responses": {"201": {"description": "The pet."}}
      }
    },
    "/pets/{pet}": {
      "parameters": [{"name": "pet", "in": "path", "required": true, "schema": {"type": "string"}}],
      "delete": {"deprecated": true, "responses": {"204": {"description": "Sold."}}}
    }
  },
  "components": {
    "schemas": {"Pet": {"type": "object", "required": ["name"], "properties": {
      "name": {"type": "string", "nullable": true}, "parent": {"$ref": "#/components/schemas/Pet"}}}},
    "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}
  }
}
"""

OPENAPI_3_1 = """\
openapi: 3.1.0
info:
  title: Pets in YAML   # comments stay
  version: 2.0.0
  summary: What 3.0 cannot say
paths:
  /pets:
    get:
      summary: List the pets
      responses:
        '200':
          description: The pets.
          content:
            application/json:
              schema: {type: [array, 'null'], items: {$ref: '#/components/schemas/Pet'}}
  /pets/{pet}:
    parameters:
      - {name: pet, in: path, required: true, schema: {type: string, examples: [rex]}}
    get:
      responses:
        '200': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    patch:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses:
        '200': {description: The pet.}
components:
  schemas:
    Pet:
      type: object
      properties:
        name: {type: [string, 'null']}
        kind: {const: dog}
      patternProperties: {^x-: true}
"""

SWAGGER_2_0 = """\
swagger: '2.0'
info: {title: Pets of old, version: '1'}
host: pets.example.com
basePath: /v1
paths:
  /pets:
    get:
      produces: [application/json]
      responses:
        '200': {description: The pets., schema: {type: array, items: {$ref: '#/definitions/Pet'}}}
  /pets/{pet}:
    put:
      consumes: [application/json]
      parameters:
        - {name: pet, in: path, required: true, type: string}
        - {name: body, in: body, schema: {$ref: '#/definitions/Pet'}}
      responses:
        '200': {description: The pet.}
definitions:
  Pet: {type: object, properties: {name: {type: string}}}
"""

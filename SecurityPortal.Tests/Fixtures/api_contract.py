"""Checks requests against OpenAPI files with Debian's python3-jsonschema: one JSON object a line in, its faults out."""
import json
import re
import sys
from pathlib import Path
from urllib.parse import parse_qsl

from jsonschema import Draft202012Validator, RefResolver

folder = Path(__file__).parent.parent / "Messaging" / "Delivery" / "Specs"
documents = {path.name: json.loads(path.read_text()) for path in folder.glob("*.json")}


def resolve(document, schema):
    while "$ref" in schema:
        for part in schema["$ref"].split("/")[1:]:
            document_part = document if part == "components" else document_part
            document_part = document_part[part]
        schema = document_part
    return schema


def operation_of(document, method, path):
    for template, item in document["paths"].items():
        pattern = "^" + re.sub(r"\\{[^}]+\\}", "([^/]+)", re.escape(template)) + "$"
        match = re.match(pattern, path)
        if match and method.lower() in item:
            return item, item[method.lower()], dict(zip(re.findall(r"{([^}]+)}", template), match.groups()))
    return None, None, None


def typed(document, schema, form):
    """A form holds text only; what the schema calls a number or a truth value is read as one."""
    result = {}
    for name, value in form:
        kind = resolve(document, schema.get("properties", {}).get(name, {})).get("type")
        if kind == "integer" and re.fullmatch(r"-?[0-9]+", value):
            value = int(value)
        elif kind == "boolean" and value in ("true", "false"):
            value = value == "true"
        if name in result:
            return None
        result[name] = value
    return result


def check(request):
    document = documents[request["spec"]]
    item, operation, values = operation_of(document, request["method"], request["path"])
    if operation is None:
        return [f"no such operation: {request['method']} {request['path']}"]
    resolver = RefResolver.from_schema(document)
    faults = []
    parameters = [resolve(document, each) for each in item.get("parameters", []) + operation.get("parameters", [])]
    for parameter in parameters:
        if parameter["in"] == "path" and parameter["name"] in values:
            validator = Draft202012Validator(parameter["schema"], resolver=resolver)
            faults += [error.message for error in validator.iter_errors(values[parameter["name"]])]
    content = operation.get("requestBody", {}).get("content", {})
    media = request["type"].split(";")[0]
    if content and media not in content:
        return faults + [f"no such content type: {media}"]
    if content:
        schema = content[media]["schema"]
        body = (typed(document, resolve(document, schema), parse_qsl(request["body"], keep_blank_values=True))
                if media == "application/x-www-form-urlencoded" else json.loads(request["body"]))
        if body is None:
            return faults + ["a field stands twice"]
        faults += [error.message for error in Draft202012Validator(schema, resolver=resolver).iter_errors(body)]
    return faults


for line in sys.stdin:
    print(json.dumps(check(json.loads(line))), flush=True)

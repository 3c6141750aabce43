"""Holds JSON against doc/undoc.schema.json: validate.py SCHEMA KIND < JSON, one value a line. Says which do not fit."""
import json
import sys

import fastjsonschema

schema = json.load(open(sys.argv[1], encoding="utf-8"))
kind = dict(schema, oneOf=[{"$ref": "#/definitions/" + sys.argv[2]}])
validate = fastjsonschema.compile(kind)
count = wrong = 0
for line in sys.stdin.buffer:
    value = json.loads(line)
    count += 1
    try:
        validate(value)
    except fastjsonschema.JsonSchemaException as problem:
        wrong += 1
        if wrong <= 5:
            name = value.get("file", "") if isinstance(value, dict) else ""
            print(f"{name} {problem.message[:300]}: {str(problem.value)[:200]}", file=sys.stderr)
print(count, wrong)

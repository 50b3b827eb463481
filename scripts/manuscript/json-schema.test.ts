import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { bookJsonSchema } from './json-schema.ts';
import { entryOf, isRecord } from './plain-data.ts';

/** Every property of a JSON Schema with its path. */
function* properties(schema: unknown, path: string): Generator<[path: string, property: unknown]> {
  if (Array.isArray(schema)) for (const one of schema) yield* properties(one, path);
  if (!isRecord(schema)) return;
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && isRecord(value)) {
      for (const [name, property] of Object.entries(value)) {
        yield [`${path}.${name}`, property];
        yield* properties(property, `${path}.${name}`);
      }
    } else yield* properties(value, path);
  }
}

test('should have published the schema as it is', async () => {
  const published = await readFile(new URL('../../schemas/book.schema.json', import.meta.url), 'utf8');
  assert.equal(published, bookJsonSchema(), 'Run scripts/manuscript/write-json-schema.ts');
});

test('should describe every key', () => {
  const all = [...properties(JSON.parse(bookJsonSchema()), '')];
  assert.ok(all.length > 40);
  for (const [path, property] of all) {
    const text = entryOf(property, 'description');
    assert.ok(typeof text === 'string' && text.length > 5, path);
  }
});

test('should not allow further keys anywhere but in the names of editions and of variables', () => {
  const open = (schema: unknown): number => {
    if (Array.isArray(schema)) return schema.map(open).reduce((a, b) => a + b, 0);
    if (!isRecord(schema)) return 0;
    const isOpen =
      entryOf(schema, 'type') === 'object' && entryOf(schema, 'additionalProperties') !== false ? 1 : 0;
    return (
      isOpen +
      Object.values(schema)
        .map(open)
        .reduce((a, b) => a + b, 0)
    );
  };
  assert.equal(open(JSON.parse(bookJsonSchema())), 3);
});

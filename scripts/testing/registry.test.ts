import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RULES as CHECKS } from '../check/check-book.ts';
import { EXTENSION_NAMES, OPTIONAL_EXTENSION_NAMES } from '../manuscript/extension-names.ts';
import { EXTENSIONS } from '../markdown/extensions/index.ts';
import { RULES } from '../model/rules.ts';
import { sourceFiles } from './sources.ts';

test('should let book.yaml and its JSON Schema name every extension of the registry, and no other', () => {
  // The stages may not import each other, so the names stand twice.
  assert.deepEqual([...EXTENSION_NAMES].sort(), EXTENSIONS.map(({ name }) => name).sort());
  const optional = EXTENSIONS.filter(({ isOptional }) => isOptional);
  assert.deepEqual([...OPTIONAL_EXTENSION_NAMES].sort(), optional.map(({ name }) => name).sort());
});

test('should let book.yaml set every rule by its name, and no other', () => {
  const sources = sourceFiles().filter(
    ({ path }) => !path.endsWith('.test.ts') && !path.startsWith('testing/') && path !== 'model/rules.ts',
  );
  const named = sources.flatMap(({ text }) => [...text.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)]);
  const used = new Set(named.map((match) => match[1]));
  // The findings of preflight are named there without what their ids have in common.
  assert.deepEqual(
    Object.keys(RULES).filter((id) => !used.has(id.replace(/^preflight-/, ''))),
    [],
  );
  const reported = sources.flatMap(({ text }) => [
    ...text.matchAll(/(?:'(?:error|warning|info)',(?=\s*'[a-z]+-)|ruleId:|problem\()\s*'([a-z-]+)'/g),
  ]);
  const registered = [
    ...EXTENSIONS.flatMap(({ ruleIds }) => ruleIds),
    ...CHECKS.map(({ id }) => id),
    ...reported.map((match) => match[1] ?? ''),
  ];
  assert.deepEqual(
    registered.filter((id) => !Object.hasOwn(RULES, id)),
    [],
  );
});

test('should tell of every rule in docs/diagnostics.md what it finds', () => {
  const text = readFileSync(new URL('../../docs/diagnostics.md', import.meta.url), 'utf8');
  for (const [id, { finds }] of Object.entries(RULES))
    assert.ok(text.includes(`| \`${id}\` | ${finds} |`), id);
});

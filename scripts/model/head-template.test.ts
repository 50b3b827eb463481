import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  fillTemplate,
  literalsOf,
  parseTemplate,
  placeholdersOf,
  type TemplateValues,
} from './head-template.ts';

function filled(text: string, values: TemplateValues): string {
  const parsed = parseTemplate(text);
  assert.ok('template' in parsed, text);
  return fillTemplate(parsed.template, values);
}

describe('a template of a running head', () => {
  it('should take the first of several values that there is', () => {
    assert.equal(filled('{section|chapter}', { section: '节', chapter: '章' }), '节');
    assert.equal(filled('{section|chapter}', { section: '', chapter: '章' }), '章');
    assert.equal(filled('{ section | chapter }', { chapter: '章' }), '章');
  });

  it('should set text around values, and nothing where none of them is there', () => {
    assert.equal(filled('— {folio} —', { folio: '12' }), '— 12 —');
    assert.equal(filled('— {folio} —', { folio: '' }), '');
    assert.equal(filled('{part}　{chapter}', { chapter: '章' }), '章');
    assert.equal(filled('增刊', {}), '增刊');
    assert.equal(filled('', { book: '书' }), '');
  });

  it('should leave out a group that lacks a value, and not what stands beside it', () => {
    assert.equal(filled('{chapter}[・{section}]', { chapter: '章', section: '节' }), '章・节');
    assert.equal(filled('{chapter}[・{section}]', { chapter: '章' }), '章');
    assert.equal(filled('[（{part}・{author}）]{chapter}', { chapter: '章', part: '篇' }), '章');
    assert.equal(filled('[{section}]', {}), '');
  });

  it('should not take a value for a template', () => {
    assert.equal(filled('{chapter}', { chapter: '{book}[$&]' }), '{book}[$&]');
  });

  it('should tell what it is made of', () => {
    const parsed = parseTemplate('甲{book}[乙{section|chapter}]丙');
    assert.ok('template' in parsed);
    assert.deepEqual(placeholdersOf(parsed.template), ['book', 'section', 'chapter']);
    assert.equal(literalsOf(parsed.template), '甲乙丙');
  });

  it('should refuse unknown names, and braces and brackets without their ends', () => {
    assert.deepEqual(parseTemplate('{book} {sektion}'), { fault: 'unknown', part: '{sektion}' });
    assert.deepEqual(parseTemplate('{section|toString}'), { fault: 'unknown', part: '{section|toString}' });
    assert.deepEqual(parseTemplate('{}'), { fault: 'unknown', part: '{}' });
    for (const text of ['{book', 'book}', '[{book}', '{book}]', '[[{book}]]', '{{book}}'])
      assert.ok('fault' in parseTemplate(text), text);
  });
});

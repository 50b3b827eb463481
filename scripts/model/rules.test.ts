import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { applyRules, RULES, type RuleSettings } from './rules.ts';

function severities(ruleId: string, severity: Severity, settings: RuleSettings): readonly Severity[] {
  const diagnostic: Diagnostic = { severity, ruleId, message: 'Unexpected' };
  return applyRules([diagnostic], settings).map((one) => one.severity);
}

describe('levels of rules', () => {
  it('should be as ordered', () => {
    assert.deepEqual(severities('heading-skipped', 'warning', { 'heading-skipped': 'off' }), []);
    assert.deepEqual(severities('heading-skipped', 'warning', { 'heading-skipped': 'error' }), ['error']);
    assert.deepEqual(severities('code-line-long', 'info', { 'code-line-long': 'warning' }), ['warning']);
    assert.deepEqual(severities('note-undefined', 'error', { 'note-undefined': 'info' }), ['info']);
  });

  it('should be the rule’s own where nothing is ordered', () => {
    assert.deepEqual(severities('heading-skipped', 'warning', {}), ['warning']);
    assert.deepEqual(severities('heading-skipped', 'warning', { 'alt-missing': 'off' }), ['warning']);
    assert.deepEqual(severities('constructor', 'error', {}), ['error']);
  });

  it('should not lower what protects', () => {
    for (const [id, { freedom }] of Object.entries(RULES)) {
      if (freedom === 'free') continue;
      assert.deepEqual(severities(id, 'error', { [id]: 'off' }), ['error'], id);
    }
    assert.deepEqual(severities('unheard-of', 'error', { 'unheard-of': 'off' }), ['error']);
  });

  it('should set the warnings of a rule whose errors stay', () => {
    assert.deepEqual(severities('image-missing', 'warning', { 'image-missing': 'off' }), []);
    assert.deepEqual(severities('image-missing', 'error', { 'image-missing': 'off' }), ['error']);
  });
});

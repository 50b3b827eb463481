import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelsFor } from './labels-for.ts';

test('should speak the language of the reader', () => {
  const spoken = ['zh-CN', 'zh', 'zh-SG', 'ja-JP', 'ko', 'en-GB'].map((tag) => labelsFor(tag).lang);
  assert.deepEqual(spoken, ['zh-Hans', 'zh-Hans', 'zh-Hans', 'ja', 'ko', 'en']);
});

test('should speak traditional Chinese where it is written', () => {
  for (const tag of ['zh-TW', 'zh-HK', 'zh-Hant-SG', 'ZH-hant'])
    assert.equal(labelsFor(tag).lang, 'zh-Hant', tag);
});

test('should not take another language for one of ours', () => {
  for (const tag of ['zha', 'jam', 'kok', 'fr', '']) assert.equal(labelsFor(tag).lang, 'en', tag);
});

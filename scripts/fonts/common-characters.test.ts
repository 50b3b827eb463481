import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonCharacters } from './common-characters.ts';

test('should have the everyday characters of each language, each once', () => {
  const counts = { 'zh-CN': 6763, 'zh-TW': 5401, 'zh-HK': 5401, ja: 6355, ko: 2350 } as const;
  for (const [language, count] of Object.entries(counts)) {
    const characters = [...commonCharacters(language as keyof typeof counts)];
    assert.equal(new Set(characters).size, characters.length, language);
    assert.equal(characters.length, count, language);
  }
  assert.match(commonCharacters('zh-CN'), /^啊/);
  assert.match(commonCharacters('zh-TW'), /^一/);
  assert.match(commonCharacters('ja'), /^亜/);
  assert.match(commonCharacters('ko'), /^가/);
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

const CSS = readFileSync(new URL('../../../styles/formats/epub.css', import.meta.url), 'utf8');

it('should hold no selector that EPUBCheck 4.2 and older readers cannot parse: `:has()`, lists and combinators in brackets', () => {
  assert.deepEqual(CSS.match(/:(?:has\(|(?:is|where|not)\([^()]*[,>+~])[^{]*/g) ?? [], []);
  assert.match(CSS, /\[data-valign='middle'\] td/);
});

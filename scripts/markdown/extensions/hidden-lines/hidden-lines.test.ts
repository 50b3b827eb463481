import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlOf } from '../../../testing/parse.ts';

const CODE = '# fn main() {\n#[test]\n#![allow(x)]\nlet a = 1;\n    # hidden\n#\n## shown\n# }\n';
const SHOWN = '#[test]\n#![allow(x)]\nlet a = 1;\n# shown\n';

test('should leave out hidden lines of Rust, and of nothing else', () => {
  for (const lang of ['rust', 'rust,ignore', 'Rust']) {
    assert.ok(htmlOf(`\`\`\`${lang}\n${CODE}\`\`\``).includes(`>${SHOWN}</code>`), lang);
  }
  for (const lang of ['', 'sh', 'rusty']) {
    assert.ok(htmlOf(`\`\`\`${lang}\n${CODE}\`\`\``).includes(`>${CODE}</code>`), lang);
  }
  assert.ok(htmlOf(`\`\`\`rust\n${CODE}\`\`\``, ['hidden-lines']).includes(`>${CODE}</code>`));
});

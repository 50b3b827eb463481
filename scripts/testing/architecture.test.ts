import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Import, importsOf, type SourceFile, sourceFiles } from './sources.ts';

const FILES = sourceFiles();
/** What the rules are for: neither tests nor what only tests use. */
const PRODUCTION = FILES.filter(({ path }) => !path.endsWith('.test.ts') && !path.startsWith('testing/'));

/** Stages know the model and themselves. */
const STAGES = ['manuscript', 'markdown', 'typography', 'book', 'check', 'html', 'layout', 'fonts'];
/** Stages without any contact to the machine. */
const PURE = ['markdown', 'typography', 'book', 'check', 'html'];
/** Files at the root that join stages. */
const ROOT = [
  'load-book.ts',
  'bare-chapters.ts',
  'live-book.ts',
  'parse-file.ts',
  'build-cache.ts',
  'print-cache.ts',
  'pipeline.ts',
  'build-record.ts',
  'check-epub.ts',
  'check-pdf.ts',
  'prepare-book.ts',
  'preview.ts',
  'preview-workshop.ts',
  'init.ts',
  'fix.ts',
  'cli.ts',
  'report.ts',
  'reporters.ts',
  'index.ts',
];
/** What every format may use. */
const FOR_FORMATS = ['model/', 'html/', 'fonts/', 'layout/bundle.ts', 'formats/format.ts', 'formats/pages/'];

describe('who may import whom', () => {
  it('should let model import nothing but itself', () => {
    assertAllowed(inFolder('model'), () => ['model/']);
  });

  for (const stage of STAGES) {
    it(`should let ${stage} import only model and itself`, () => {
      assert.ok(inFolder(stage).length > 0, `${stage}/ is empty`);
      assertAllowed(inFolder(stage), () => ['model/', `${stage}/`]);
    });
  }

  it('should let a format import model, HTML, fonts, the bundled engine, pages and itself', () => {
    assertAllowed(inFolder('formats'), ({ path }, { typeOnly }) => {
      if (path === 'formats/index.ts') return ['model/', 'formats/'];
      const own = path.split('/').slice(0, 2).join('/');
      return [
        ...FOR_FORMATS,
        ...(own.endsWith('.ts') ? [] : [`${own}/`]),
        ...(typeOnly ? ['platform/'] : []),
      ];
    });
  });

  it('should let platform import model, and of manuscript and fonts only types', () => {
    assertAllowed(inFolder('platform'), (_file, { typeOnly }) => [
      'model/',
      'platform/',
      ...(typeOnly ? ['manuscript/', 'fonts/'] : []),
    ]);
  });

  it('should join stages only in the files at the root', () => {
    const root = PRODUCTION.map(({ path }) => path).filter((path) => !path.includes('/'));
    assert.deepEqual(
      root.filter((path) => !ROOT.includes(path)),
      [],
    );
  });

  it('should not have a folder that no rule speaks of', () => {
    const folders = new Set(
      PRODUCTION.flatMap(({ path }) => (path.includes('/') ? [path.split('/')[0]] : [])),
    );
    const known = new Set([...STAGES, 'model', 'formats', 'platform']);
    assert.deepEqual(
      [...folders].filter((folder) => folder === undefined || !known.has(folder)),
      [],
    );
  });

  it('should not import a test or what belongs to testing', () => {
    const found = PRODUCTION.flatMap((file) =>
      file.imports
        .filter(({ target }) => target?.endsWith('.test.ts') || target?.startsWith('testing/'))
        .map((one) => describeImport(file, one)),
    );
    assert.deepEqual(found, []);
  });

  it('should import only files that are there', () => {
    const known = new Set(FILES.map(({ path }) => path));
    const found = PRODUCTION.flatMap((file) =>
      file.imports
        .filter(({ target }) => target?.endsWith('.ts') && !known.has(target))
        .map((one) => describeImport(file, one)),
    );
    assert.deepEqual(found, []);
  });

  it('should walk trees by model/visit.ts', () => {
    const found = PRODUCTION.flatMap((file) =>
      file.imports
        .filter(({ specifier, typeOnly }) => specifier.startsWith('unist-util-visit') && !typeOnly)
        .map((one) => describeImport(file, one)),
    );
    assert.deepEqual(found, []);
  });

  it('should not have a cycle, not even of types', () => {
    assert.deepEqual(cycles(PRODUCTION), []);
  });
});

describe('what reaches the machine', () => {
  for (const stage of PURE) {
    it(`should keep ${stage} pure: no module of Node but posix paths`, () => {
      const found = inFolder(stage).flatMap((file) =>
        nodeImports(file).filter((line) => !/: node:path$/.test(line) || !importsPosixOnly(file)),
      );
      assert.deepEqual(found, []);
    });
  }

  /** Pure packages of data that need nothing of Node: patterns of hyphenation. */
  const IN_BROWSER = new Set(['hyphen/en-us/index.js']);

  it('should keep packages and modules of Node out of the code that runs in the browser', () => {
    const found = inFolder('layout')
      .filter(({ path }) => path !== 'layout/bundle.ts')
      .flatMap((file) =>
        file.imports
          .filter(({ target, specifier }) => target === undefined && !IN_BROWSER.has(specifier))
          .map((one) => describeImport(file, one)),
      );
    assert.deepEqual(found, []);
  });

  it('should not give the browser code of the model that imports a package', () => {
    const reached = new Set(
      inFolder('layout').flatMap((file) =>
        file.imports.filter(({ typeOnly }) => !typeOnly).flatMap(({ target }) => target ?? []),
      ),
    );
    const found = inFolder('model')
      .filter(
        ({ path, imports }) =>
          reached.has(path) && imports.some(({ target, typeOnly }) => !target && !typeOnly),
      )
      .map(({ path }) => path);
    assert.deepEqual(found, []);
  });
});

describe('the shape of files', () => {
  it('should not have a file of more than 400 lines', () => {
    const found = FILES.filter(({ text }) => text.trimEnd().split('\n').length > 400).map(({ path }) => path);
    assert.deepEqual(found, []);
  });

  it('should say of every export what it is', () => {
    const found = PRODUCTION.flatMap(undocumentedExports);
    assert.deepEqual(found, []);
  });

  it('should not export a default', () => {
    const found = FILES.filter(({ path }) => !path.endsWith('.d.ts'))
      .filter(({ text }) => /^export default\b/m.test(text))
      .map(({ path }) => path);
    assert.deepEqual(found, []);
  });

  it('should not name a folder of one machine', () => {
    // Put together here, so that this file passes its own rule. Tests may invent a user's folder.
    const machine = (names: readonly string[]): RegExp =>
      new RegExp(`(?<![\\w.$}*/])/(?:${names.join('|')})/|[A-Z]:\\\\{1,2}work\\b`);
    const everywhere = machine(['work', 'tmp', 'root']);
    const production = machine(['work', 'tmp', 'root', 'home', 'Users']);
    const found = FILES.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const match = (path.endsWith('.test.ts') ? everywhere : production).exec(line);
        return match === null ? [] : [`${path}:${index + 1}: ${match[0]}`];
      }),
    );
    assert.deepEqual(found, []);
  });

  it('should name files in kebab-case', () => {
    const found = FILES.map(({ path }) => path).filter(
      (path) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.test|\.d)?\.ts$/.test(path),
    );
    assert.deepEqual(found, []);
  });
});

describe('the reader of imports', () => {
  it('should see every form of import', () => {
    const text = [
      "import a from 'a';",
      "import { b } from './b.ts';",
      "import type { C } from '../c.ts';",
      'import {',
      '  d,',
      '  type E,',
      "} from 'd';",
      "export { f } from './f.ts';",
      "import 'g';",
      "const h = await import('./h.ts');",
    ].join('\n');
    assert.deepEqual(
      importsOf(text, 'x/y.ts').map(({ specifier, target, typeOnly }) => [specifier, target, typeOnly]),
      [
        ['a', undefined, false],
        ['./b.ts', 'x/b.ts', false],
        ['../c.ts', 'c.ts', true],
        ['d', undefined, false],
        ['./f.ts', 'x/f.ts', false],
        ['g', undefined, false],
        ['./h.ts', 'x/h.ts', false],
      ],
    );
  });

  it('should not take a word of a comment or an export of a value for an import', () => {
    const text = "// what import means: './a.ts'\nexport const b = 'c';\nexport function from(x = 'd') {}\n";
    assert.deepEqual(importsOf(text, 'x.ts'), []);
  });

  it('should find a cycle, and none in a diamond', () => {
    const file = (path: string, ...targets: string[]): SourceFile => ({
      path,
      text: '',
      imports: targets.map((target) => ({ specifier: target, target, typeOnly: false })),
    });
    assert.deepEqual(cycles([file('a', 'b'), file('b', 'c'), file('c', 'a')]), ['a → b → c → a']);
    assert.deepEqual(cycles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')]), []);
  });
});

function inFolder(folder: string): readonly SourceFile[] {
  return PRODUCTION.filter(({ path }) => path.startsWith(`${folder}/`));
}

function assertAllowed(
  files: readonly SourceFile[],
  allowed: (file: SourceFile, one: Import) => readonly string[],
): void {
  const found = files.flatMap((file) =>
    file.imports
      .filter(({ target }) => target !== undefined)
      .filter((one) => !allowed(file, one).some((start) => one.target?.startsWith(start)))
      .map((one) => describeImport(file, one)),
  );
  assert.deepEqual(found, []);
}

function describeImport({ path }: SourceFile, { specifier, target, typeOnly }: Import): string {
  return `${path}: ${typeOnly ? 'type of ' : ''}${target ?? specifier}`;
}

function nodeImports(file: SourceFile): readonly string[] {
  return file.imports
    .filter(({ specifier }) => specifier.startsWith('node:'))
    .map((one) => describeImport(file, one));
}

function importsPosixOnly({ text }: SourceFile): boolean {
  return /^import \{ posix \} from 'node:path';$/m.test(text);
}

/** Each cycle once, from the file at which it was entered. */
function cycles(files: readonly SourceFile[]): readonly string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const finished = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, chain: readonly string[]): void => {
    const at = chain.indexOf(path);
    if (at >= 0) found.push([...chain.slice(at), path].join(' → '));
    if (at >= 0 || finished.has(path)) return;
    for (const { target } of byPath.get(path)?.imports ?? []) {
      if (target !== undefined) visit(target, [...chain, path]);
    }
    finished.add(path);
  };
  for (const { path } of files) visit(path, []);
  return found;
}

/** Exports without a doc comment directly above them; overloads and re-exports need none of their own. */
function undocumentedExports({ path, text }: SourceFile): readonly string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const name =
      /^\s*export (?:default )?(?:declare )?(?:async )?(?:abstract )?(?:function\*?|class|interface|type|const|let) (\w+)/.exec(
        line,
      )?.[1];
    if (name === undefined) return [];
    const before = lines[index - 1]?.trimEnd() ?? '';
    const overload = new RegExp(`^export (?:async )?function ${name}\\b`).test(before);
    return before.endsWith('*/') || overload ? [] : [`${path}:${index + 1}: ${name}`];
  });
}

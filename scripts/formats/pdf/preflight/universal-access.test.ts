import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ANY_FILE, preflight } from './preflight.ts';

const XMP = '<x><dc:title><rdf:Alt><rdf:li>t</rdf:li></rdf:Alt></dc:title><pdfuaid:part>1</pdfuaid:part></x>';
const CONTENTS =
  '/H1 <</MCID 0>> BDC 0 0 9 9 re f EMC /Figure <</MCID 1>> BDC 0 0 9 9 re f EMC /Artifact BMC 0 0 9 9 re f EMC';
const stream = (source: string, data: string): string =>
  `<<${source} /Length ${data.length}>>\nstream\n${data}\nendstream`;
const element = (type: string, parent: number, rest: string): string =>
  `<</Type /StructElem /S /${type} /P ${parent} 0 R /Pg 3 0 R ${rest}>>`;

/** A tagged file of the screen without a fault; each test breaks one thing of it. */
const GOOD: readonly string[] = [
  `<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /Lang (zh-CN) /Metadata 5 0 R /StructTreeRoot 6 0 R
   /ViewerPreferences <</DisplayDocTitle true>>>>`,
  '<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 500 600]>>',
  '<</Type /Page /Parent 2 0 R /TrimBox [0 0 500 600] /Contents 4 0 R /Annots [20 0 R] /Tabs /S>>',
  stream('', CONTENTS),
  stream('/Type /Metadata /Subtype /XML', XMP),
  '<</Type /StructTreeRoot /K 7 0 R /RoleMap <</Strong /Span>>>>',
  element('Document', 6, '/K [8 0 R 9 0 R 10 0 R 11 0 R 12 0 R 16 0 R 17 0 R 18 0 R 21 0 R]'),
  element('H1', 7, '/K 0'),
  element('Figure', 7, '/K 1 /Alt (image)'),
  element('Formula', 7, '/Alt <FEFF0078>'),
  element('Strong', 7, '/Lang (ja)'),
  element('L', 7, '/K 13 0 R'),
  element('LI', 12, '/K [14 0 R 15 0 R]'),
  element('Lbl', 13, ''),
  element('LBody', 13, ''),
  element('Table', 7, '/K [22 0 R]'),
  element('Note', 7, '/ID (note-1)'),
  element('Ruby', 7, '/K [24 0 R 25 0 R]'),
  'null',
  '<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /StructParent 1 /Contents (where)>>',
  element('Link', 7, '/K [<</Type /OBJR /Obj 20 0 R>>]'),
  element('TR', 16, '/K 23 0 R'),
  element('TH', 22, '/A [<</O /Table /RowSpan 1>> <</O /Table /Scope /Column>>]'),
  element('RB', 18, ''),
  element('RT', 18, ''),
];

function written(objects: readonly string[]): Buffer {
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<</Size ${size} /Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

/** Faults of the good file in which a text is another. */
function faultsWith(from: string, to: string): readonly string[] {
  const at = GOOD.findIndex((source) => source.includes(from));
  assert.ok(at >= 0 || from === '', from);
  const objects = GOOD.map((source, index) => {
    const changed = index === at ? source.replace(from, to) : source;
    const data = /\nstream\n([\s\S]*)\nendstream$/.exec(changed)?.[1];
    return data === undefined ? changed : changed.replace(/\/Length \d+/, `/Length ${data.length}`);
  });
  return preflight(written(objects), ANY_FILE)
    .faults.filter(({ diagnostic }) => diagnostic.ruleId === 'preflight-accessibility')
    .map(({ diagnostic }) => diagnostic.message);
}

describe('a tagged file of the screen', () => {
  it('should have no fault', () => {
    assert.deepEqual(faultsWith('', ''), []);
  });

  const cases: readonly (readonly [what: string, from: string, to: string, found: string])[] = [
    ['MarkInfo', '/MarkInfo <</Marked true>>', '', 'A file that does not say it is tagged (7.1)'],
    ['suspects', '/Marked true', '/Marked true /Suspects true', 'Tags that are marked as suspect (01-007)'],
    ['metadata', '/Metadata 5 0 R', '', 'No metadata in XMP (06-001)'],
    ['the claim', '<pdfuaid:part>1', '<pdfuaid:part>', 'A file that does not say it is PDF/UA-1 (06-002)'],
    ['the title', '<rdf:li>t', '<rdf:li>', 'No title in the metadata (06-003)'],
    ['its display', '/DisplayDocTitle true', '', 'A title that is not shown in the window (07-001)'],
    ['Lang', '/Lang (zh-CN)', '', 'No language of the document (11-006)'],
    ['a language', '/Lang (ja)', '/Lang (?)', 'A language that is none (11-001): page 1'],
    ['an artifact', '/Artifact BMC 0 0 9 9 re f EMC', '0 0 9 9 re f', 'Something drawn that is neither'],
    ['the roles', '/RoleMap <</Strong /Span>>', '', 'The structure type `Strong`, which no reader knows'],
    ['the head', '/S /TR', '/S /P', '`TH` in `P` (09-004): page 1'],
    ['a body', '/S /LBody', '/S /P', '`P` in `LI` (09-005): page 1'],
    ['a base', '/S /RB', '/S /NonStruct', '`NonStruct` in `Ruby` (09-007): page 1'],
    ['Alt', '/Alt (image)', '', 'A figure without alternative text (13-004): page 1'],
    ['its text', '/Alt (image)', '/Alt ()', 'A figure without alternative text (13-004): page 1'],
    ['TeX', '/Alt <FEFF0078>', '', 'A formula without alternative text (17-002): page 1'],
    ['a level', '/S /H1', '/S /H2', 'A first heading that is not of level 1 (14-002): page 1'],
    ['all levels', '/S /H1', '/S /H', 'A heading without a level (14-006): page 1'],
    ['the levels between', '/S /Formula', '/S /H3', 'A level of headings that is left out (14-003): page 1'],
    ['Scope', '/Scope /Column', '', 'The head of a column or row without `Scope` (15-003): page 1'],
    ['a note', '/ID (note-1)', '', 'A note without an id (19-003): page 1'],
    ['notes', '/S /Formula', '/S /Note /ID (note-1)', 'Two notes of the same id (19-004): page 1'],
    ['Tabs', '/Tabs /S', '', 'Links that are not reached in the order of the structure (28-009): page 1'],
    ['OBJR', '/K [<</Type /OBJR /Obj 20 0 R>>]', '', 'A link outside the structure (28-011): page 1'],
    ['a Link', '/S /Link /P', '/S /Span /P', 'A link outside the structure (28-011): page 1'],
    ['Contents', '/Contents (where)', '', 'A link that is not described (28-012): page 1'],
  ];
  for (const [what, from, to, found] of cases)
    it(`should be told when it lacks ${what}`, () => {
      const faults = faultsWith(from, to);
      assert.ok(faults.length > 0 && faults.some((one) => one.startsWith(found)), faults.join('\n'));
      assert.ok(faults.length <= 2, faults.join('\n'));
    });

  it('should not be held to anything when it has a bleed, and so is for the press', () => {
    const [catalog = '', pages = '', page = '', ...rest] = GOOD;
    const bled = page.replace('/TrimBox [0 0', '/TrimBox [9 9');
    const bytes = written([catalog.replace('/Lang (zh-CN)', ''), pages, bled, ...rest]);
    const rules = preflight(bytes, ANY_FILE).faults.map(({ diagnostic }) => diagnostic.ruleId);
    assert.ok(!rules.includes('preflight-accessibility'), rules.join());
  });

  it('should be told one thing when it has no tags', () => {
    assert.deepEqual(faultsWith('/StructTreeRoot 6 0 R', ''), ['No structure tree (7.1)']);
  });
});

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Direction, Face, Feature, Font, Blob as FontBlob, Buffer as GlyphBuffer, shape } from 'harfbuzzjs';
import { BuildError } from '../model/build-error.ts';
import type { SubsetFace } from '../model/face.ts';
import { LANGUAGES } from '../model/metadata.ts';
import { npmFontFiles } from '../platform/font-files.ts';
import { FACES, FAMILIES, faceFile } from './registry.ts';
import { type FontFiles, type SubsetResult, subsetFaces } from './subset-faces.ts';

/** Marks that are trimmed, rotated and moved; a character beyond the BMP; radicals' twins. */
const TEXT = '天地玄黄，。、：；“”（）《》「」——……山𠂇';
const FILES = npmFontFiles();

const serif = (text: string): Promise<SubsetResult> =>
  subsetFaces([{ family: 'Banxin Serif', weight: 400, text }], 'zh-CN', FILES);

function faceOf(subset: SubsetFace | undefined): Face {
  assert.ok(subset !== undefined);
  return new Face(new FontBlob(subset.bytes));
}

/** Advances of a text in thousandths of an em. */
function advances(
  face: Face,
  text: string,
  direction: Direction,
  features: readonly string[],
): readonly number[] {
  const buffer = new GlyphBuffer();
  buffer.addText(text);
  buffer.guessSegmentProperties();
  buffer.setDirection(direction);
  shape(
    new Font(face),
    buffer,
    features.flatMap((name) => Feature.fromString(name) ?? []),
  );
  const lengths = buffer
    .getGlyphPositions()
    .map(({ xAdvance, yAdvance }) => Math.abs(xAdvance) + Math.abs(yAdvance));
  return lengths.map((length) => Math.round((length * 1000) / face.upem));
}

describe('the subset of a face', () => {
  let result: SubsetResult;
  let face: Face;
  before(async () => {
    result = await serif(TEXT);
    face = faceOf(result.faces[0]);
  });

  it('should draw every character of the text', () => {
    const coverage = new Set(face.collectUnicodes());
    for (const character of TEXT) assert.ok(coverage.has(character.codePointAt(0) ?? 0), character);
    assert.deepEqual(result.missing, []);
  });

  it('should not hold other characters of the language', () => {
    const coverage = new Set(face.collectUnicodes());
    for (const character of '们国') assert.ok(!coverage.has(character.codePointAt(0) ?? 0), character);
    assert.ok((result.faces[0]?.bytes.length ?? 0) < 100_000);
  });

  it('should map characters to themselves, not to their twins among the radicals', () => {
    assert.ok(!new Set(face.collectUnicodes()).has(0x2f2d));
  });

  it('should keep the features of punctuation and of vertical setting', () => {
    const positions = new Set(face.getTableFeatureTags('GPOS'));
    const substitutions = new Set(face.getTableFeatureTags('GSUB'));
    for (const name of ['halt', 'vhal']) assert.ok(positions.has(name), name);
    assert.ok(substitutions.has('vert'));
  });

  it('should still set marks half an em wide by them, and other characters not (C05, C07)', () => {
    assert.deepEqual(advances(face, '（天）。', Direction.LTR, ['halt']), [500, 1000, 500, 500]);
    assert.deepEqual(advances(face, '（天）。', Direction.LTR, []), [1000, 1000, 1000, 1000]);
  });

  it('should set lines that run down as the whole face does', async () => {
    const source = FACES['zh-CN']['Banxin Serif'];
    const whole = new Face(new FontBlob(await FILES.read(source.name, faceFile(source, 400))));
    for (const features of [[], ['vhal'], ['vpal'], ['vhal', '-vert']]) {
      for (const text of ['「天」，', '（地）。', '：“玄”——']) {
        const expected = advances(whole, text, Direction.TTB, features);
        assert.deepEqual(advances(face, text, Direction.TTB, features), expected, `${text} ${features}`);
      }
    }
  });

  it('should be TrueType, the only kind that Chromium embeds as such', () => {
    assert.equal(Buffer.from(result.faces[0]?.bytes.subarray(0, 4) ?? []).toString('hex'), '00010000');
    assert.ok(face.referenceTable('glyf') !== undefined);
    assert.equal(face.referenceTable('CFF ')?.length ?? 0, 0);
  });

  it('should be the same each time, named after its content, and come with its licence', async () => {
    const [first] = result.faces;
    const [again] = (await serif(TEXT)).faces;
    const [other] = (await serif('天')).faces;
    assert.equal(again?.fileName, first?.fileName);
    assert.notEqual(other?.fileName, first?.fileName);
    assert.match(first?.fileName ?? '', /^NotoSerifSC-400-[0-9a-f]{12}\.ttf$/);
    assert.match(first?.licence.text ?? '', /SIL OPEN FONT LICENSE/i);
  });
});

describe('characters without a glyph', () => {
  it('should be reported once each', async () => {
    const { missing } = await subsetFaces(
      [
        { family: 'Banxin Serif', weight: 400, text: '天\u{1F600}\u{E000}' },
        { family: 'Banxin Serif', weight: 700, text: '\u{1F600}' },
      ],
      'zh-CN',
      FILES,
    );
    assert.deepEqual(missing, ['\u{1F600}', '\u{E000}']);
  });

  it('should not be reported for spaces, joiners and variation selectors', async () => {
    assert.deepEqual((await serif('天\u3000\u00A0\t\n\u200B\u200D\u2060\uFE00\u{E0100}')).missing, []);
  });

  it('should not be reported, but drawn, where a fallback has one', async () => {
    const mono = { family: 'Banxin Mono', weight: 400, text: 'a天' };
    const { faces, missing } = await subsetFaces(
      [{ ...mono, fallbacks: ['Banxin Sans', 'serif'] }],
      'zh-CN',
      FILES,
    );
    assert.deepEqual(missing, []);
    assert.deepEqual(
      faces.map(({ family }) => family),
      ['Banxin Mono', 'Banxin Sans'],
    );
    assert.ok(new Set(faceOf(faces[1]).collectUnicodes()).has('天'.codePointAt(0) ?? 0));
    assert.deepEqual((await subsetFaces([mono], 'zh-CN', FILES)).missing, ['天']);
  });
});

describe('families', () => {
  it('should not be looked for when they are none of ours', async () => {
    const refuse: FontFiles = { read: () => Promise.reject(new Error('read')) };
    const own = [
      { family: '霞鹜文楷', weight: 400, text: '天' },
      { family: '', weight: 400, text: '天' },
    ];
    assert.deepEqual(await subsetFaces(own, 'zh-CN', refuse), { faces: [], missing: [] });
  });

  it('should be the region’s own in every language (C08)', async () => {
    for (const language of LANGUAGES) {
      const asked: string[] = [];
      const files: FontFiles = {
        read: (name, path) => {
          asked.push(`${name}/${path}`);
          return Promise.reject(new Error('stop'));
        },
      };
      await assert.rejects(
        subsetFaces([{ family: 'Banxin Serif', weight: 700, text: '天' }], language, files),
        /stop/,
      );
      const source = FACES[language]['Banxin Serif'];
      assert.deepEqual(asked, [`${source.name}/${faceFile(source, 700)}`]);
    }
    const names = LANGUAGES.map((language) => FACES[language]['Banxin Serif'].name);
    assert.equal(new Set(names).size, LANGUAGES.length);
  });

  it('should all be there for simplified Chinese, in every weight', async () => {
    for (const family of FAMILIES) {
      const source = FACES['zh-CN'][family];
      for (const weight of [400, 700])
        assert.ok((await FILES.read(source.name, faceFile(source, weight))).length > 0);
    }
  });

  it('should be installed by the command that the error names', async () => {
    await assert.rejects(FILES.read('@expo-google-fonts/noto-serif-nowhere', 'x.ttf'), (error) => {
      assert.ok(error instanceof BuildError);
      assert.equal(error.code, 'font-missing');
      assert.match(error.hint, /`npm install @expo-google-fonts\/noto-serif-nowhere`/);
      return true;
    });
  });
});

describe('variation sequences of Han', () => {
  it('should be drawn in their forms where the face has them, and else be told', async () => {
    const texts = [{ family: 'Banxin Serif', weight: 400, text: '神神\ufe00葛葛\u{e0101}辻辻\u{e0100}' }];
    const japanese = await subsetFaces(texts, 'ja', FILES);
    assert.deepEqual(japanese.missing, ['葛\u{e0101}']);
    const chinese = await subsetFaces(texts, 'zh-CN', FILES);
    assert.deepEqual(chinese.missing, ['神\ufe00', '葛\u{e0101}', '辻\u{e0100}'].sort());
    const glyphOf = (text: string): number | undefined => {
      const buffer = new GlyphBuffer();
      buffer.addText(text);
      buffer.guessSegmentProperties();
      shape(new Font(faceOf(japanese.faces[0])), buffer, []);
      return buffer.getGlyphInfos()[0]?.codepoint;
    };
    assert.notEqual(glyphOf('神\ufe00'), glyphOf('神'));
    assert.equal(glyphOf('葛\u{e0101}'), glyphOf('葛'));
  });

  it('should be told only of selectors behind Han', async () => {
    const result = await serif('天 \u{e0100}a\ufe00❤\ufe0f');
    assert.deepEqual(result.missing, ['❤']);
  });
});

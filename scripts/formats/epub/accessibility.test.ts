import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { h } from 'hastscript';
import { type AccessibilityMetadata, accessibilityOf, surveyContent } from './accessibility.ts';
import { hast } from './fixture.ts';
import { labelsFor } from './labels.ts';
import type { Resource } from './resources.ts';

function metadataOf(html: string, resources: readonly Resource[] = []): AccessibilityMetadata {
  return accessibilityOf(surveyContent([h('section', hast(html).children)], resources), labelsFor('zh-CN'));
}

describe('accessibility metadata', () => {
  it('should say that text alone suffices for a book of text', () => {
    const metadata = metadataOf('<p>甲</p>');
    assert.deepEqual(metadata.accessModes, ['textual']);
    assert.deepEqual(metadata.sufficientModes, ['textual']);
    assert.equal(metadata.hazard, 'none');
  });

  it('should say so too when every picture has a text', () => {
    const metadata = metadataOf('<img src="a.png" alt="甲"><svg role="img" aria-label="乙"></svg>');
    assert.deepEqual(metadata.sufficientModes, ['textual,visual', 'textual']);
    assert.ok(metadata.features.includes('alternativeText'));
    assert.ok(metadata.summary.includes('图片均附有替代文字。'));
  });

  it('should name ruby and formulas', () => {
    const { features } = metadataOf('<ruby>漢<rt>hàn</rt></ruby><math alttext="x"><mi>x</mi></math>');
    assert.ok(
      features.includes('rubyAnnotations') &&
        features.includes('MathML') &&
        features.includes('describedMath'),
    );
  });

  it('should join the sentences of a summary in Korean by a space', () => {
    const survey = surveyContent([h('section', [h('img', { src: 'a.png', alt: '가' })])], []);
    assert.match(accessibilityOf(survey, labelsFor('ko')).summary, /있습니다\. 모든 그림/);
  });

  it('should not claim texts for pictures that have none', () => {
    for (const html of ['<svg></svg>', '<figure><img src="a.png" alt=""></figure>']) {
      const metadata = metadataOf(html);
      assert.deepEqual(metadata.sufficientModes, ['textual,visual']);
      assert.ok(!metadata.features.includes('alternativeText'));
    }
  });

  it('should not count ornaments as pictures', () => {
    assert.deepEqual(metadataOf('<img src="a.png" alt=""><svg aria-hidden="true"></svg>').accessModes, [
      'textual',
    ]);
  });

  it('should name pages and an index only where there are some', () => {
    const survey = surveyContent([h('section', { role: 'doc-index' })], []);
    const { features } = accessibilityOf(survey, labelsFor('ja'), { hasPages: true, claim: {} });
    for (const name of ['index', 'pageBreakMarkers', 'pageNavigation'])
      assert.ok(features.includes(name), name);
    const none = metadataOf('<p>甲</p>').features;
    assert.deepEqual(none, [
      'displayTransformability',
      'readingOrder',
      'structuralNavigation',
      'tableOfContents',
    ]);
  });

  it('should have the words of the standard for what the publisher claims, and nothing where nobody does', () => {
    const survey = surveyContent([], []);
    const claim = { conformsTo: 'wcag-2.1-aa', certifiedBy: '某社', summary: '由编者撰写。' } as const;
    const claimed = accessibilityOf(survey, labelsFor('zh-CN'), { hasPages: false, claim });
    assert.equal(claimed.conformsTo, 'EPUB Accessibility 1.1 - WCAG 2.1 Level AA');
    assert.deepEqual([claimed.certifiedBy, claimed.summary], ['某社', '由编者撰写。']);
    const { conformsTo, certifiedBy, credential, report } = metadataOf('<p>甲</p>');
    assert.deepEqual([conformsTo, certifiedBy, credential, report], ['', '', '', '']);
  });

  it('should not claim described formulas when one is not', () => {
    const { features } = metadataOf('<math alttext="x"><mi>x</mi></math><math><mi>y</mi></math>');
    assert.ok(!features.includes('describedMath'));
  });

  it('should not rule out hazards of pictures that may move', () => {
    const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
    const moving: readonly (readonly [string, string])[] = [
      ['image/gif', 'GIF89a'],
      ['image/svg+xml', '<svg><animate/></svg>'],
    ];
    for (const [mediaType, text] of moving) {
      assert.equal(metadataOf('', [{ file: 'x', mediaType, bytes: encode(text) }]).hazard, 'unknown');
    }
    const still = { file: 'x', mediaType: 'image/webp', bytes: encode('RIFF0000WEBPVP8 0000') };
    assert.equal(metadataOf('', [still]).hazard, 'none');
  });
});

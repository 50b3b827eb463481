import type { Element } from 'hast';
import { type AccessibilityClaim, CONFORMANCE } from '../../model/epub-profile.ts';
import { visit } from '../../model/visit.ts';
import type { Labels } from './labels.ts';
import type { Resource } from './resources.ts';

/** What the content holds, as far as it matters to readers who do not see or hear. */
export interface ContentSurvey {
  /** Pictures that carry meaning: all but those with an empty text. */
  readonly images: number;
  /** Those of them with a text in their place. */
  readonly describedImages: number;
  readonly formulas: number;
  /** Formulas with `alttext`. */
  readonly describedFormulas: number;
  readonly hasRuby: boolean;
  readonly hasIndex: boolean;
  /** Whether a picture may move or flash, which nobody has looked at. */
  readonly mayMove: boolean;
}

/** Schema.org's accessibility metadata as the package document gives it (EPUB Accessibility 1.1 §2). */
export interface AccessibilityMetadata {
  readonly accessModes: readonly string[];
  readonly sufficientModes: readonly string[];
  readonly features: readonly string[];
  readonly hazard: string;
  /** In the language of the book. */
  readonly summary: string;
  /** The level of conformance, as its name is; empty where nobody claims one, as those below. */
  readonly conformsTo: string;
  readonly certifiedBy: string;
  readonly credential: string;
  readonly report: string;
}

/** What is known beside the content. */
export interface AccessibilityFacts {
  /** Whether printed pages are marked and listed. */
  readonly hasPages: boolean;
  /** What the publisher says. */
  readonly claim: AccessibilityClaim;
}

/** Counts what the finished sections hold; `resources` are the packed files. */
export function surveyContent(sections: readonly Element[], resources: readonly Resource[]): ContentSurvey {
  let images = 0;
  let describedImages = 0;
  let formulas = 0;
  let describedFormulas = 0;
  let hasRuby = false;
  let hasIndex = false;
  const countImage = (described: boolean): void => {
    images += 1;
    if (described) describedImages += 1;
  };
  for (const section of sections) {
    visit(section, 'element', (element) => {
      const { tagName, properties } = element;
      if (tagName === 'ruby') hasRuby = true;
      if (properties['role'] === 'doc-index') hasIndex = true;
      if (tagName === 'img' && properties['alt'] !== '') countImage(true);
      if (tagName === 'svg' && !isHidden(element)) countImage(hasText(element));
      if (tagName === 'math') {
        formulas += 1;
        if (isFilled(properties['alttext'])) describedFormulas += 1;
      }
      // The empty text of a figure's only picture is no sign that it says nothing.
      if (tagName === 'figure' && containsUndescribed(element)) countImage(false);
    });
  }
  return {
    ...{ images, describedImages, formulas, describedFormulas, hasRuby, hasIndex },
    mayMove: resources.some(mayMove),
  };
}

/** What may be said of such content: nothing that was not counted, and no conformance that nobody claims. */
export function accessibilityOf(
  survey: ContentSurvey,
  labels: Labels,
  { hasPages, claim }: AccessibilityFacts = { hasPages: false, claim: {} },
): AccessibilityMetadata {
  const allDescribed = survey.describedImages === survey.images;
  const features = ['displayTransformability', 'readingOrder', 'structuralNavigation', 'tableOfContents'];
  if (hasPages) features.push('pageBreakMarkers', 'pageNavigation');
  if (survey.images > 0 && allDescribed) features.push('alternativeText');
  if (survey.formulas > 0) features.push('MathML');
  if (survey.formulas > 0 && survey.describedFormulas === survey.formulas) features.push('describedMath');
  if (survey.hasRuby) features.push('rubyAnnotations');
  if (survey.hasIndex) features.push('index');
  const sufficientModes: string[] = [];
  if (survey.images > 0) sufficientModes.push('textual,visual');
  if (allDescribed) sufficientModes.push('textual');
  const summary = [labels.summary];
  if (survey.images > 0)
    summary.push(allDescribed ? labels.summaryImagesDescribed : labels.summaryImagesUndescribed);
  if (survey.formulas > 0) summary.push(labels.summaryMath);
  return {
    accessModes: survey.images > 0 ? ['textual', 'visual'] : ['textual'],
    sufficientModes,
    features: features.sort(),
    hazard: survey.mayMove ? 'unknown' : 'none',
    // Only sentences that end with a full-width stop follow each other without a space.
    summary: claim.summary ?? summary.join(labels.summary.endsWith('.') ? ' ' : ''),
    conformsTo: claim.conformsTo === undefined ? '' : CONFORMANCE[claim.conformsTo],
    certifiedBy: claim.certifiedBy ?? '',
    credential: claim.credential ?? '',
    report: claim.report ?? '',
  };
}

function containsUndescribed(figure: Element): boolean {
  let found = false;
  visit(figure, 'element', (element) => {
    if (element.tagName === 'img' && element.properties['alt'] === '') found = true;
  });
  return found;
}

function isHidden(svg: Element): boolean {
  return String(svg.properties['ariaHidden'] ?? '') === 'true';
}

function hasText(svg: Element): boolean {
  if (isFilled(svg.properties['ariaLabel']) || isFilled(svg.properties['ariaLabelledBy'])) return true;
  return svg.children.some((child) => child.type === 'element' && child.tagName === 'title');
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function mayMove({ mediaType, bytes }: Resource): boolean {
  if (mediaType === 'image/gif') return true;
  // RIFF container of WebP: an extended header at byte 12 with the animation bit in its first byte of flags.
  if (mediaType === 'image/webp') return bytes[15] === 0x58 && ((bytes[20] ?? 0) & 0x02) !== 0;
  return (
    mediaType === 'image/svg+xml' && /<(?:animate|set\b)|@keyframes/i.test(new TextDecoder().decode(bytes))
  );
}

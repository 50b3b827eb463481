import type { Diagnostic } from '../model/diagnostic.ts';
import type { NoteSetting } from '../model/edition.ts';
import type { WritingMode } from '../model/geometry.ts';
import type { Language } from '../model/metadata.ts';
import type { ConfigPath } from './config-source.ts';
import type { EditionConfig } from './edition-schema.ts';

/** Something amiss with an edition's notes, at a path within it. */
interface NoteProblem extends Omit<Diagnostic, 'place'> {
  readonly path: ConfigPath;
}

/**
 * How an edition sets its notes; what is left out follows from what is given, then from the custom: at the foot of the
 * page in horizontal books (F06), behind the chapter in vertical ones (後注, F08), where Chinese numbers stand in
 * brackets. In an EPUB the notes of a page open in windows of their own, whichever way its lines run.
 */
export function readNotes(
  { notes: config, format }: Pick<EditionConfig, 'notes' | 'format'>,
  writingMode: WritingMode,
  language: Language,
): NoteSetting {
  const isVertical = writingMode === 'vertical';
  const numbering = config?.numbering;
  const together = numbering === 'spread' && isVertical ? 'spread' : 'page';
  const custom = isVertical && format !== 'epub' ? 'chapter' : 'page';
  const place = config?.place ?? (numbering === 'page' || numbering === 'spread' ? together : custom);
  return {
    place,
    numbering: numbering ?? (place === 'spread' ? 'spread' : 'chapter'),
    style: config?.style ?? (isVertical && language.startsWith('zh') ? 'bracketed' : 'arabic'),
  };
}

/** Orders that contradict each other, or the page. */
export function noteProblems(
  config: Pick<EditionConfig, 'notes' | 'format'>,
  writingMode: WritingMode,
  language: Language,
): NoteProblem[] {
  const { place, numbering } = readNotes(config, writingMode, language);
  const problems: NoteProblem[] = [];
  if (place === 'spread' && writingMode === 'horizontal')
    problems.push({
      severity: 'error',
      ruleId: 'notes-conflict',
      message: 'Unexpected notes of a `spread` in horizontal lines, expected page, chapter or book (F08)',
      help: 'Write `place: page`, or `writing-mode: vertical`.',
      path: ['notes', 'place'],
    });
  // Numbers that begin anew within what stands together would occur there twice.
  const isTooOften =
    numbering === 'page'
      ? place !== 'page'
      : numbering === 'spread' && place !== 'page' && place !== 'spread';
  if (isTooOften)
    problems.push({
      severity: 'error',
      ruleId: 'notes-conflict',
      message: `Unexpected numbers that begin anew on each ${numbering} for notes of the whole ${place}, expected each number once among them`,
      help:
        place === 'spread'
          ? 'Write `numbering: spread`, or `place: page`.'
          : 'Write `numbering: chapter`, or `place: page`.',
      path: ['notes', 'numbering'],
    });
  return problems;
}

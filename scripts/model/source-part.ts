import type { Place } from './diagnostic.ts';

/** A stretch of a text that was put together from several files. */
export interface SourcePart {
  /** Its first line in the whole, from 1. */
  readonly firstLine: number;
  /** Path of its file as shown. */
  readonly file: string;
  /** The line of that file that `firstLine` is, from 1. */
  readonly line: number;
}

/** The place of a line and column of a whole, whose parts are in the order of their lines. */
export function placeInParts(parts: readonly SourcePart[], line: number, column: number): Place {
  const part = parts.findLast(({ firstLine }) => firstLine <= line);
  if (part === undefined) return { file: '', line, column };
  return { file: part.file, line: line - part.firstLine + part.line, column };
}

import type { PageInfo } from '../model/pagination.ts';
import type { PageHeading } from './furniture/running-heads.ts';
import type { WrittenSlot } from './page-slots.ts';

/** What is kept of a chapter's pages when they have left the document: enough to number them and to choose others. */
export interface KnownChapter {
  /** The side that its first page was chosen for. */
  readonly side: PageInfo['side'];
  /** In order, the blank ones too that its author ordered. */
  readonly pages: readonly KnownPage[];
  /** Places in it that name pages. */
  readonly slots: readonly WrittenSlot[];
  /** How many notes stood before it on its first page or spread, where they are numbered by these. */
  readonly notesBefore: number;
}

/** A page without its text. */
export interface KnownPage {
  readonly isBlank: boolean;
  /** Text and notes alone, whatever is printed around them. */
  readonly isTextAlone: boolean;
  readonly headings: readonly PageHeading[];
  /** Ids of what begins on it. */
  readonly ids: readonly string[];
  /** Notes that begin on it. */
  readonly notesBegun: number;
}

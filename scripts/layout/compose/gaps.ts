import type { Language } from '../../model/metadata.ts';
import { isOneSign } from './character-classes.ts';
import { GapKind, SqueezeRank } from './paragraph.ts';
import type { PieceEdges } from './piece-classes.ts';
import type { Gap } from './piece-list.ts';

/** How readily gaps are stretched, in em: a line stretched once by all of it looks even (C13). */
export const STRETCH_EM = { ideograph: 0.04, autospace: 0.06, space: 0.25 };
/** What a word space is squeezed to, in em (C13). */
const LEAST_SPACE_EM = 0.2;
/** A doubled ellipsis, and something for rounding, in em. */
const LONGEST_SIGN_EM = 4.5;
/** The width of a narrow letter, in em. */
const NARROW_EM = 0.2;

const LETTER = /[\p{L}\p{N}]/u;

/** What a manuscript or the styles order of a gap. */
export interface GapOrder {
  /** A call or a word joiner: no line ends in it, and it is not stretched. */
  readonly joined: boolean;
  /** A place where the author lets a word end. */
  readonly opened: boolean;
  /** How a line may end within a word; `undefined` between words. */
  readonly within: number | undefined;
}

/** What stands between two pieces, by the rules of a language. */
export function gapBetween(before: PieceEdges, after: PieceEdges, order: GapOrder, language: Language): Gap {
  const shared = sharedBlank(before, after);
  const autospace = isSetApart(before, after) || isSetApart(after, before);
  const ideographPx = before.spaced ? before.style.emPx : after.style.emPx;
  return {
    gap: (autospace ? ideographPx / 8 : 0) - shared,
    shrink: shrinkOf(before, after, shared, language),
    rank: rankOf(before),
    stretch: stretchEm(before, after, order, autospace, language) * before.style.emPx,
    kind: breakKind(before, after, order, language),
    opportunity: isOpportunity(before, after, language),
  };
}

function closes({ kind }: PieceEdges): boolean {
  return kind === 'closing' || kind === 'comma' || kind === 'stop';
}

/** What two marks beside each other share of their blanks when one of them is a bracket (C05, JLReq 3.1.4). */
function sharedBlank(before: PieceEdges, after: PieceEdges): number {
  if (closes(before)) {
    const bracket = before.kind === 'closing' || after.kind === 'closing' || after.kind === 'opening';
    if (bracket && (closes(after) || (after.kind === 'opening' && after.blankStart > 0)))
      return before.blankEnd;
  }
  return before.kind === 'opening' && after.kind === 'opening' ? after.blankStart : 0;
}

function isSetApart(han: PieceEdges, western: PieceEdges): boolean {
  if (!han.spaced || western.kind !== 'western' || !western.style.autospace) return false;
  return LETTER.test(String.fromCodePoint(western.first)) || LETTER.test(String.fromCharCode(western.last));
}

function shrinkOf(before: PieceEdges, after: PieceEdges, shared: number, language: Language): number {
  if (before.kind === 'space' && before.style.isCode) return 0;
  if (before.kind === 'space') return Math.max(before.width - LEAST_SPACE_EM * before.style.emPx, 0);
  // What is drawn as a unit cannot be moved nearer.
  if (before.kind === 'unit') return 0;
  // JIS X 4051 never takes the blank behind a full stop within a line.
  const end = before.kind === 'stop' && language === 'ja' ? 0 : before.blankEnd;
  // Chromium takes no more from a character than its own width, and letters may be narrow.
  const isNarrow = before.kind === 'western' || before.kind === 'middle';
  const most = isNarrow ? NARROW_EM * before.style.emPx : Number.POSITIVE_INFINITY;
  return Math.min(Math.max(end + after.blankStart - shared, 0), most);
}

function rankOf({ kind }: PieceEdges): number {
  switch (kind) {
    case 'space':
      return SqueezeRank.space;
    case 'middle':
      return SqueezeRank.middle;
    case 'comma':
      return SqueezeRank.comma;
    case 'stop':
      return SqueezeRank.stop;
    default:
      return SqueezeRank.bracket;
  }
}

/** 0 inside signs, behind what opens, before what closes, around connectors (C14). */
function stretchEm(
  { kind, style }: PieceEdges,
  after: PieceEdges,
  { joined }: GapOrder,
  autospace: boolean,
  language: Language,
): number {
  if (kind === 'space') return style.isCode ? 0 : STRETCH_EM.space;
  // Korean is set by its spaces alone.
  if (language === 'ko' || joined) return 0;
  if (kind === 'opening' || kind === 'dash' || kind === 'middle') return 0;
  if (after.kind === 'space' || after.kind === 'dash' || after.kind === 'middle' || closes(after)) return 0;
  if (kind === 'western' && after.kind === 'western') return 0;
  return autospace ? STRETCH_EM.autospace : STRETCH_EM.ideograph;
}

function breakKind(before: PieceEdges, after: PieceEdges, order: GapOrder, language: Language): number {
  if (order.within !== undefined) return order.within;
  // A part of an address may begin with a mark that no line of words begins with.
  if (order.opened && after.kind === 'western') return GapKind.allowed;
  if (order.joined || after.kind === 'space' || after.notAtStart || before.notAtEnd) return GapKind.none;
  if (isOneSign(before.last, after.first)) return isLeader(before) ? GapKind.emergency : GapKind.none;
  if (order.opened || before.kind === 'space') return GapKind.allowed;
  if (before.kind === 'western' && after.kind === 'western') return GapKind.none;
  // GB lets a dash begin a line, the strict level does not (C04).
  if (after.kind === 'dash') return GapKind.unwelcome;
  if (isDigit(before.last) && COUNTERS.has(after.first)) return GapKind.unwelcome;
  // Korean parts words at spaces.
  if (language === 'ko') return closes(before) ? GapKind.allowed : GapKind.none;
  return GapKind.allowed;
}

/** A part of a row of dots or dashes across the page, longer than any sign (C04). */
function isLeader({ kind, width, style }: PieceEdges): boolean {
  return kind === 'dash' && width > LONGEST_SIGN_EM * style.emPx;
}

/** What a date or a time of day is read with: 3月1日. */
const COUNTERS = new Set([...'年月日号時时分秒'].map((character) => character.codePointAt(0) ?? 0));

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Chromium stretches beside every Han or full-width character, and behind every space. */
function isOpportunity(before: PieceEdges, after: PieceEdges, language: Language): boolean {
  if (before.kind === 'space') return true;
  return language !== 'ko' && (before.last >= 0x2e80 || after.first >= 0x2e80);
}

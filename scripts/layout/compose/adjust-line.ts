import type { ComposedLine } from './choose-breaks.ts';
import { type Paragraph, SQUEEZE_RANKS } from './paragraph.ts';

/** Below this nobody sees a gap, in em; less is left to the browser's own justification. */
const VISIBLE_EM = 0.004;

/** A line that is stretched by no more than this between all characters alike needs no other care, in em. */
const LIGHT_EM = 0.02;

/**
 * What is set in the gap behind each piece of a line beyond its own width, px, written into `spacing`: shared halves of
 * marks, what is squeezed, and what differs from the browser's own justification, which stretches all gaps of a line
 * alike. Gaps that must not be stretched get so much less (C14), word spaces are widened first (C13).
 */
export function adjustLine(
  paragraph: Paragraph,
  line: ComposedLine,
  opportunities: Uint8Array,
  spacing: Float64Array,
): void {
  const { gaps, emPx } = paragraph;
  const last = line.to - 1;
  // Autospace is set by the browser; only what marks share is ours.
  for (let index = line.from; index < last; index += 1) spacing[index] = Math.min(gaps[index] as number, 0);
  if (line.restPx < 0) squeeze(paragraph, line, spacing);
  else if (!line.last && !line.short && line.restPx > VISIBLE_EM * emPx)
    stretch(paragraph, line, opportunities, spacing);
}

/** Rank after rank gives all it can before the next is touched; within a rank all give alike. */
function squeeze({ shrinks, ranks }: Paragraph, line: ComposedLine, spacing: Float64Array): void {
  let left = -line.restPx;
  for (let rank = 0; rank < SQUEEZE_RANKS && left > 0; rank += 1) {
    let room = 0;
    for (let index = line.from; index < line.to - 1; index += 1)
      if (ranks[index] === rank) room += shrinks[index] as number;
    if (room === 0) continue;
    const share = Math.min(left / room, 1);
    for (let index = line.from; index < line.to - 1; index += 1) {
      if (ranks[index] === rank)
        spacing[index] = (spacing[index] as number) - (shrinks[index] as number) * share;
    }
    left -= room * share;
  }
}

function stretch(
  paragraph: Paragraph,
  line: ComposedLine,
  opportunities: Uint8Array,
  spacing: Float64Array,
): void {
  const { stretches, spaces, emPx } = paragraph;
  let gaps = 0;
  let room = 0;
  // Where the browser stretches nothing but word spaces, it does so alike; code keeps its own.
  let isAlike = true;
  for (let index = line.from; index < line.to - 1; index += 1) {
    const ready = stretches[index] as number;
    if (ready > 0) gaps += 1;
    if (spaces[index] === 1) room += ready;
    if (ready > 0 || opportunities[index] === 1) isAlike &&= spaces[index] === 1 && ready > 0;
  }
  if (gaps === 0 || isAlike) return;
  const light = line.restPx / gaps <= LIGHT_EM * emPx;
  // Word spaces first, and then all gaps alike.
  const widened = light || room === 0 ? 0 : Math.min(line.restPx / room, 1);
  const even = (line.restPx - room * widened) / gaps;
  for (let index = line.from; index < line.to - 1; index += 1) {
    const ready = stretches[index] as number;
    let own = ready > 0 ? even : 0;
    if (spaces[index] === 1) own += ready * widened;
    const differs = own - even * (opportunities[index] as number);
    if (Math.abs(differs) > VISIBLE_EM * emPx) spacing[index] = (spacing[index] as number) + differs;
  }
}

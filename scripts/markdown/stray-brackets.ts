import type { Construct } from 'micromark-util-types';
import type { Processor } from 'unified';
import { DEEPEST } from '../model/nesting.ts';
import { addSyntax } from './add-syntax.ts';
import { hasOpenBracket } from './literal-links.ts';
import { joinTexts, readText } from './running-text.ts';
import { UnreadableText } from './unreadable.ts';

const EXCLAMATION = 0x21;
const CLOSE = 0x5d;

/**
 * Reads a `]` that no bracket is open for as text. So it is read without this too, but only after the whole paragraph
 * before it has been searched for that bracket, twice. Pictures in descriptions of pictures are read to a depth.
 */
export function remarkStrayBrackets(this: Processor): undefined {
  const text = { [CLOSE]: strayBracket, [EXCLAMATION]: pictureInPictures };
  addSyntax(this, { text });
  return undefined;
}

const strayBracket: Construct = {
  name: 'strayBracket',
  resolveTo: joinTexts,
  tokenize(effects, ok, nok) {
    return hasOpenBracket(this) ? nok : readText(this, effects, ok);
  },
};

/** Never reads anything itself. */
const pictureInPictures: Construct = {
  name: 'pictureInPictures',
  tokenize(_effects, _ok, nok) {
    const open = this._labelStarts?.slice(-DEEPEST) ?? [];
    if (
      open.length === DEEPEST &&
      open.every(({ type, _balanced }) => type === 'labelImage' && _balanced !== true)
    )
      throw new UnreadableText('deep', this.now());
    return nok;
  },
};

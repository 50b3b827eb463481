/** Measures running heads and folios before they are set. */
export interface TextMeasure {
  /** Width of a text in one line, px. */
  widthPx(kind: 'head' | 'folio', text: string): number;
  /** Type size, px. */
  emPx(kind: 'head' | 'folio'): number;
}

/** Where Han and letters or digits meet, Chromium sets an eighth of an em between them, which a canvas does not. */
const AUTOSPACE =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])(?=[\p{Script=Latin}\d])|(?<=[\p{Script=Latin}\d])(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu;

/** Measures by a canvas in the styles of the document's samples: nothing has to be laid out for it. */
export function textMeasure(): TextMeasure {
  const context = document.createElement('canvas').getContext('2d');
  const styles = { head: styleOf('bx-head'), folio: styleOf('bx-folio') };
  const known = { head: new Map<string, number>(), folio: new Map<string, number>() };
  const measure = (kind: 'head' | 'folio', text: string): number => {
    if (context === null || text === '') return 0;
    const { font, letterSpacing, emPx } = styles[kind];
    context.font = font;
    context.letterSpacing = letterSpacing;
    return context.measureText(text).width + ((text.match(AUTOSPACE)?.length ?? 0) * emPx) / 8;
  };
  return {
    emPx: (kind) => styles[kind].emPx,
    widthPx: (kind, text) => {
      const width = known[kind].get(text) ?? measure(kind, text);
      known[kind].set(text, width);
      return width;
    },
  };
}

function styleOf(name: 'bx-head' | 'bx-folio') {
  const style = getComputedStyle(document.querySelector(`bx-samples ${name}`) ?? document.body);
  const { fontWeight, fontSize, fontFamily, letterSpacing } = style;
  return {
    font: `${fontWeight} ${fontSize} ${fontFamily}`,
    letterSpacing: letterSpacing === 'normal' ? '0px' : letterSpacing,
    emPx: Number.parseFloat(fontSize),
  };
}

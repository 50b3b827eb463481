/** Name of what holds a formula among vertical lines. It is no HTML, so that no manuscript can hold it. */
const HOLDER = 'bx-formula';
const FLOWS = ':is(bx-flow, bx-notes-flow)';
/** How far the baseline of letters lies behind the middle of a vertical line, in em: every face is as high as its em box. */
const BASELINE_EM = 0.38;
/** Higher than a character is what stands out of its em box by more than this, in em. */
const TALL_EM = 1.2;

/** A formula in its holder, px. */
interface MeasuredFormula {
  readonly holder: HTMLElement;
  readonly width: number;
  /** Above and below the baseline. */
  readonly ascent: number;
  readonly descent: number;
  readonly em: number;
}

/** Makes the formulas of the flow ready to be measured: as wide as they are drawn, and turned in vertical text. */
export function prepareFormulas(): void {
  closeRadicals();
  turnFormulas();
}

/** Takes back what Chromium leaves behind a radical: it gives it the room of the widest radical sign, not of the drawn one. */
function closeRadicals(): void {
  const radicals = [...document.querySelectorAll<HTMLElement>(`${FLOWS} :is(msqrt, mroot)`)];
  const excesses = radicals.map((radical) => {
    // Of a root with an index the radicand comes first.
    const last = radical.localName === 'mroot' ? radical.firstElementChild : radical.lastElementChild;
    const { right } = radical.getBoundingClientRect();
    return right - (last?.getBoundingClientRect().right ?? right);
  });
  radicals.forEach((radical, at) => {
    radical.style.marginInlineEnd = `${-(excesses[at] ?? 0)}px`;
  });
}

/**
 * Sets formulas in vertical text, where Chromium sets all of them across and gives them no room for it: one of an em or
 * less stands upright, as a letter does (D11), a longer one is turned by a quarter along its line, on the baseline of
 * turned letters: in a drawing, for what styles turn is painted last, and would stand behind the text in the PDF. A
 * display reads across, in a box of its own.
 */
function turnFormulas(): void {
  const formulas = [...document.querySelectorAll(`${FLOWS} math:not([display="block"])`)].filter(
    isInVerticalText,
  );
  const holders = formulas.map((formula) => {
    const holder = document.createElement(HOLDER);
    formula.replaceWith(holder);
    // Without a size of its own it stands on the baseline.
    holder.append(formula, document.createElement('bx-baseline'));
    return holder;
  });
  for (const formula of holders.map(measure)) place(formula);
}

function isInVerticalText({ parentElement: parent }: Element): boolean {
  return (
    parent !== null &&
    parent.closest(HOLDER) === null &&
    getComputedStyle(parent).writingMode.startsWith('vertical')
  );
}

function measure(holder: HTMLElement): MeasuredFormula {
  const [formula, baseline] = [...holder.children].map((child) => child.getBoundingClientRect());
  const { top = 0, bottom = 0, width = 0 } = formula ?? {};
  const y = baseline?.bottom ?? bottom;
  const em = Number.parseFloat(getComputedStyle(holder).fontSize);
  return { holder, width, ascent: y - top, descent: bottom - y, em };
}

function place({ holder, width, ascent, descent, em }: MeasuredFormula): void {
  holder.lastElementChild?.remove();
  if (width <= em) {
    if (ascent + descent > em * TALL_EM) holder.className = 'tall';
    return;
  }
  const right = ascent - BASELINE_EM * em;
  const half = Math.max(right, descent + BASELINE_EM * em, em / 2);
  const formula = holder.firstElementChild as Element;
  const drawing = svg('svg', { width: 2 * half, height: width });
  const turned = svg('g', { transform: `translate(${half + right} 0) rotate(90)` });
  const frame = svg('foreignObject', { width, height: ascent + descent });
  holder.className = 'along';
  frame.append(formula);
  turned.append(frame);
  drawing.append(turned);
  holder.append(drawing);
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

import { element } from './element.ts';
import type { Labels } from './labels.ts';

/** The dialog that lists the keys. */
export function helpDialog(labels: Labels): HTMLDialogElement {
  const { modes } = labels;
  const rows: readonly (readonly [string, string])[] = [
    ['← →  Space', labels.turn],
    ['Home  End', labels.ends],
    ['g', labels.goTo],
    ['1  2  3  4', `${modes.spreads}, ${modes.single}, ${modes.continuous}, ${modes.overview}`],
    ['+  −', labels.zoom],
    ['0  9', `${labels.fitPage}, ${labels.fitWidth}`],
    ['c', labels.contents],
    ['f  n  N', labels.find],
    ['d', labels.problems],
    ['o', labels.overlays],
    ['e', labels.openEditor],
  ];
  const list = element(
    'dl',
    {},
    ...rows.flatMap(([keys, what]) => [
      element('dt', {}, ...keys.split('  ').map((key) => element('kbd', {}, key))),
      element('dd', {}, what),
    ]),
  );
  const close = element('button', { value: 'close' }, labels.close);
  return element(
    'dialog',
    { 'aria-label': labels.keys },
    element('h2', {}, labels.keys),
    list,
    element('form', { method: 'dialog' }, close),
  );
}

import type { TextBox } from '../model/text-box.ts';

/** Where each text of the document stands, line by line. */
export function textBoxes(): TextBox[] {
  const boxes: TextBox[] = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node as Text).data.trim();
    if (text === '') continue;
    range.selectNodeContents(node);
    for (const { left, top, right, bottom, width, height } of range.getClientRects()) {
      if (width > 0 && height > 0) boxes.push({ text, left, top, right, bottom });
    }
  }
  return boxes;
}

/** A picture of a page, as `pdftoppm` writes it (PPM, P6). */
export interface PagePicture {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of a pixel, from the upper left corner. */
  at(x: number, y: number): readonly [red: number, green: number, blue: number];
}

/**
 * Reads a picture.
 * @throws Error when it is none
 */
export function readPpm(bytes: Buffer): PagePicture {
  const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.toString('latin1', 0, 40));
  if (head === null) throw new Error('Expected a PPM');
  const [width, height, start] = [Number(head[1]), Number(head[2]), head[0].length];
  return {
    width,
    height,
    at(x, y) {
      const from = start + (y * width + x) * 3;
      return [bytes[from] ?? 0, bytes[from + 1] ?? 0, bytes[from + 2] ?? 0];
    },
  };
}

/** Where pixels of a kind are, on the average; `undefined` when there are less than a hundred. */
export function middleOf(
  picture: PagePicture,
  isOne: (red: number, green: number, blue: number) => boolean,
): { readonly x: number; readonly y: number } | undefined {
  let [count, sumX, sumY] = [0, 0, 0];
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      if (!isOne(...picture.at(x, y))) continue;
      count += 1;
      sumX += x;
      sumY += y;
    }
  }
  return count < 100 ? undefined : { x: sumX / count, y: sumY / count };
}

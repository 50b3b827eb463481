/** Pixels of bytes, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Bytes of a pixel. */
  readonly components: number;
  readonly data: Uint8Array;
}

/** Makes a picture smaller: each new pixel is the mean of the area that it covers, so that nothing is lost or doubled. */
export function resample(raster: Raster, width: number, height: number): Raster {
  const narrow = new Float32Array(width * raster.height * raster.components);
  shrinkRows(raster.data, raster.width, raster.height, raster.components, width, narrow);
  // Columns are the rows of what is turned: one pixel of a column after the other is a whole row away.
  const data = new Uint8Array(width * height * raster.components);
  const rowLength = width * raster.components;
  for (const { from, shares, to } of areas(raster.height, height)) {
    for (let at = 0; at < rowLength; at += 1) {
      let sum = 0;
      for (let index = 0; index < shares.length; index += 1)
        sum += (narrow[(from + index) * rowLength + at] ?? 0) * (shares[index] ?? 0);
      data[to * rowLength + at] = Math.round(sum);
    }
  }
  return { width, height, components: raster.components, data };
}

function shrinkRows(
  data: Uint8Array,
  from: number,
  rows: number,
  components: number,
  to: number,
  result: Float32Array,
): void {
  const all = areas(from, to);
  for (let row = 0; row < rows; row += 1) {
    for (const area of all) {
      for (let component = 0; component < components; component += 1) {
        let sum = 0;
        let at = (row * from + area.from) * components + component;
        for (let index = 0; index < area.shares.length; index += 1, at += components)
          sum += (data[at] ?? 0) * (area.shares[index] ?? 0);
        result[(row * to + area.to) * components + component] = sum;
      }
    }
  }
}

/** Old pixels under a new one, from the first, and their shares of it, which are 1 in all. */
interface Area {
  readonly to: number;
  readonly from: number;
  readonly shares: Float32Array;
}

function areas(from: number, to: number): readonly Area[] {
  const step = from / to;
  return Array.from({ length: to }, (_, index) => {
    const [start, end] = [index * step, Math.min(from, (index + 1) * step)];
    const first = Math.floor(start);
    const shares = Float32Array.from({ length: Math.ceil(end) - first }, (_one, at) => {
      const [left, right] = [Math.max(start, first + at), Math.min(end, first + at + 1)];
      return (right - left) / (end - start);
    });
    return { to: index, from: first, shares };
  });
}

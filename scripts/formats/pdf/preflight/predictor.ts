import type { Dictionary } from '../pdf-syntax.ts';

/** Bytes as they were before each was written as its difference to its neighbours (ISO 32000-1, 7.4.4.4; PNG, 9). */
export function undoPredictor(bytes: Uint8Array, parameters: Dictionary): Uint8Array {
  const predictor = Number(parameters.get('Predictor') ?? 1);
  if (predictor < 10) return bytes;
  const number = (key: string, fallback: number): number => Number(parameters.get(key) ?? fallback);
  const pixel = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8));
  const row = Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8) * number('Columns', 1)) / 8);
  const count = Math.floor(bytes.length / (row + 1));
  const result = new Uint8Array(count * row);
  for (let line = 0; line < count; line += 1) {
    const kind = bytes[line * (row + 1)] ?? 0;
    for (let at = 0; at < row; at += 1) {
      const to = line * row + at;
      const left = at < pixel ? 0 : (result[to - pixel] ?? 0);
      const up = line === 0 ? 0 : (result[to - row] ?? 0);
      const corner = line === 0 || at < pixel ? 0 : (result[to - row - pixel] ?? 0);
      result[to] = (bytes[line * (row + 1) + 1 + at] ?? 0) + predicted(kind, left, up, corner);
    }
  }
  return result;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - corner;
      const [toLeft, toUp, toCorner] = [left, up, corner].map((one) => Math.abs(estimate - one)) as [
        number,
        number,
        number,
      ];
      if (toLeft <= toUp && toLeft <= toCorner) return left;
      return toUp <= toCorner ? up : corner;
    }
    default:
      return 0;
  }
}

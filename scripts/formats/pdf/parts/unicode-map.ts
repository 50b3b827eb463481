/** Characters of glyphs: what a `ToUnicode` says (ISO 32000-1, 9.10.3), as hexadecimal digits of UTF-16. */
export type UnicodeMap = ReadonlyMap<number, string>;

/** Reads what Chromium writes: codes of two bytes, alone and in ranges. */
export function readUnicodeMap(text: string): UnicodeMap {
  const map = new Map<number, string>();
  for (const [, kind, lines = ''] of text.matchAll(/begin(bfchar|bfrange)\n([\s\S]*?)end/g)) {
    for (const line of lines.split('\n')) {
      const [first, second, third] = line.match(/[0-9A-Fa-f]+/g) ?? [];
      if (first === undefined || second === undefined) continue;
      const code = Number.parseInt(first, 16);
      if (kind === 'bfchar') map.set(code, second);
      else if (third !== undefined) {
        const last = Number.parseInt(second, 16);
        for (let at = code; at <= last; at += 1) map.set(at, advanced(third, at - code));
      }
    }
  }
  return map;
}

/** A character some places on; within a range only the last byte differs. */
function advanced(hex: string, by: number): string {
  const last = Number.parseInt(hex.slice(-4), 16) + by;
  return hex.slice(0, -4) + last.toString(16).toUpperCase().padStart(4, '0');
}

/** Both maps; `undefined` where they say different things of a glyph. */
export function joinUnicodeMaps(one: UnicodeMap, other: UnicodeMap): UnicodeMap | undefined {
  const joined = new Map(one);
  for (const [code, text] of other) {
    if ((joined.get(code) ?? text) !== text) return undefined;
    joined.set(code, text);
  }
  return joined;
}

/** Most lines of a section (Adobe Technical Note 5014, 4.2). */
const MOST_LINES = 100;

/** The map as the text of a CMap. */
export function writeUnicodeMap(map: UnicodeMap): string {
  const lines = [...map]
    .sort(([a], [b]) => a - b)
    .map(([code, text]) => `<${code.toString(16).toUpperCase().padStart(4, '0')}> <${text}>\n`);
  const sections: string[] = [];
  for (let from = 0; from < lines.length; from += MOST_LINES) {
    const some = lines.slice(from, from + MOST_LINES);
    sections.push(`${some.length} beginbfchar\n${some.join('')}endbfchar\n`);
  }
  return `${HEAD}${sections.join('')}${FOOT}`;
}

const HEAD = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`;
const FOOT = `endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;

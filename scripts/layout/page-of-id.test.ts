import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Layouter, openLayouter } from '../testing/laid-out.ts';
import { ALPHABET, HORIZONTAL, prose, VERTICAL } from '../testing/pages.ts';
import { type Random, seeded } from '../testing/random.ts';

let layouter: Layouter;
before(async () => {
  layouter = await openLayouter(ALPHABET);
});
after(() => layouter?.close());

/** Writes every kind of block that may hold an id, and ids wherever HTML lets them stand. */
class IdWriter {
  readonly #random: Random;
  #count = 0;
  #notes = '';
  #noteCount = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  id(): string {
    this.#count += 1;
    return `t${this.#count}`;
  }

  /** Text with ids inside: empty ones, long ones, around other elements, in readings; and notes. */
  text(length: number): string {
    const random = this.#random;
    const pieces: (() => string)[] = [
      () => `<span id="${this.id()}"></span>`,
      () => `<span id="${this.id()}">${prose(random, random.int(1, 60))}</span>`,
      () => `<span id="${this.id()}"><b>${prose(random, random.int(1, 30))}</b></span>`,
      () => `<a href="#t1" id="${this.id()}"><span id="${this.id()}">${prose(random, 3)}</span></a>`,
      () => `<ruby id="${this.id()}">漢<rt id="${this.id()}">かん</rt></ruby>`,
      () => `<sup id="${this.id()}">2</sup>`,
    ];
    let text = '';
    for (let left = length; left > 0; left -= 12)
      text += prose(random, Math.min(left, 12)) + (random.chance(0.5) ? random.pick(pieces)() : '');
    return text;
  }

  noted(length: number): string {
    if (!this.#random.chance(0.3)) return this.text(length);
    this.#noteCount += 1;
    this.#notes += `\n\n[^${this.#noteCount}]: ${this.text(this.#random.int(5, 120))}`;
    return `${this.text(length)}[^${this.#noteCount}]`;
  }

  chapter(blocks: number): string {
    const text = Array.from({ length: blocks }, () => this.block(2)).join('\n\n') + this.#notes;
    this.#notes = '';
    return text;
  }

  block(depth: number): string {
    const random = this.#random;
    const inside = (count: number): string =>
      Array.from({ length: count }, () => (depth > 0 ? this.block(depth - 1) : this.noted(20))).join('\n\n');
    const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);
    const kinds: (() => string)[] = [
      () => this.noted(random.int(5, 150)),
      () => this.noted(random.int(5, 150)),
      () => `<p id="${this.id()}">${prose(random, random.int(5, 150))}</p>`,
      () => `## ${this.text(8)} {#${this.id()}}`,
      () => `<a id="${this.id()}"></a>\n\n### ${prose(random, 5)}`,
      () => `<div id="${this.id()}"></div>`,
      () => `<div id="${this.id()}">\n\n${inside(2)}\n\n<span id="${this.id()}"></span>\n\n</div>`,
      () =>
        `<ol>\n<li id="${this.id()}">${this.text(random.int(5, 60))}</li>\n<li id="${this.id()}"><p>${this.text(40)}</p><p id="${this.id()}">${prose(random, 40)}</p></li>\n</ol>`,
      () => `- ${indented(inside(2), '  ')}\n- ${this.text(30)}`,
      () => `> ${indented(inside(2), '> ')}`,
      () => `${prose(random, 3)}\n: ${this.text(40)}`,
      () => `:::note[题]{#${this.id()}}\n${inside(1)}\n:::`.replace(/^:::/gm, ':'.repeat(depth + 3)),
      () => `:::verse{#${this.id()}}\n${this.text(8)}\n${this.text(20)}\n\n${this.text(8)}\n:::`,
      () =>
        `<figure id="${this.id()}" data-place="${random.pick(['inline', 'top', 'bottom', 'page'])}"><p>${prose(random, 20)}</p><figcaption id="${this.id()}">${this.text(6)}</figcaption></figure>`,
      () =>
        `<figure id="${this.id()}"><p>${prose(random, 20)}</p><figcaption>${this.text(6)}</figcaption></figure>`,
      () =>
        `<table id="${this.id()}"><caption id="${this.id()}">题</caption><thead id="${this.id()}"><tr id="${this.id()}"><th id="${this.id()}">一</th><th>二</th></tr></thead><tbody id="${this.id()}">${Array.from({ length: random.int(2, 12) }, () => `<tr id="${this.id()}"><td id="${this.id()}">${this.text(6)}</td><td>${this.text(20)}</td></tr>`).join('')}</tbody></table>`,
      () =>
        `:::columns{#${this.id()}}\n${this.text(150)}\n\n${this.text(60)}\n:::`.replace(
          /^:::/gm,
          depth === 2 ? '::::::::' : '',
        ),
      () => `${random.pick(['::page-break', '::recto-break', '::blank-page'])}{#${this.id()}}`,
    ];
    const kind = depth === 2 ? random.int(0, kinds.length - 1) : random.int(0, 11);
    return kinds[kind]?.() ?? '';
  }
}

/** Books in which places were once found wrong, or pages higher than they were measured. */
const SEEDS = [2, 7, 13, 18, 24];
const LAST = 'z.md';

for (const [name, edition] of [
  ['horizontal', HORIZONTAL],
  ['vertical', VERTICAL],
] as const) {
  describe(`pages of ids, ${name}`, () => {
    for (const seed of SEEDS) {
      it(`should be known before the pages are written, as they are found on them (book ${seed})`, async () => {
        const writer = new IdWriter(seeded(seed));
        const chapters = { 'a.md': writer.chapter(30), 'b.md': writer.chapter(30) };
        const first = await layouter.layOut({ ...chapters, [LAST]: '# 题' }, edition, 'divided');
        const ids = Object.keys(first.pagination.pageOfId);
        const asked = ids.map((id) => `<p><span data-page-of="${id}"></span></p>`).join('\n');
        const { pagination, settledLabels } = await layouter.layOut(
          { ...chapters, [LAST]: `# 题\n\n${asked}` },
          edition,
          'divided',
        );
        const wrong = ids.filter(
          (id) => pagination.pages[pagination.pageOfId[id] ?? -1]?.label !== settledLabels[id],
        );
        const written =
          Object.values(chapters)
            .join('\n')
            .match(/(?<=id="|\{#)t\d+/g) ?? [];
        assert.deepEqual(
          written.filter((id) => !ids.includes(id)),
          [],
          'ids that are on no page',
        );
        assert.deepEqual(
          wrong.map(
            (id) =>
              `${id}: ${settledLabels[id]}, stands on ${pagination.pages[pagination.pageOfId[id] ?? -1]?.label}`,
          ),
          [],
        );
        const faults = ['layout-mismatch', 'page-overflow', 'line-overflow', 'text-lost'];
        assert.deepEqual(
          pagination.diagnostics.filter(({ ruleId }) => faults.includes(ruleId)),
          [],
        );
        assert.ok(ids.length > 150, `${ids.length} ids`);
      });
    }
  });
}

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

const CSS = readFileSync(new URL('../../../styles/formats/epub.css', import.meta.url), 'utf8');

it('should hold no selector that EPUBCheck 4.2 and older readers cannot parse: `:has()`, lists and combinators in brackets', () => {
  assert.deepEqual(CSS.match(/:(?:has\(|(?:is|where|not)\([^()]*[,>+~])[^{]*/g) ?? [], []);
  assert.match(CSS, /\[data-valign='middle'\] td/);
});

const STYLES = new URL('../../../styles/', import.meta.url);

/** What an EPUB is set in, by path: the format's rules, those of profiles and themes. */
function styleSheets(): ReadonlyMap<string, string> {
  const themes = readdirSync(new URL('themes/', STYLES)).map((name) => `themes/${name}/epub.css`);
  const others = ['formats/', 'epub/'].flatMap((folder) =>
    readdirSync(new URL(folder, STYLES))
      .filter((name) => name.endsWith('.css') && (folder === 'epub/' || name.startsWith('epub')))
      .map((name) => folder + name),
  );
  const paths = [...others, ...themes].filter((path) => existsSync(new URL(path, STYLES)));
  return new Map(paths.map((path) => [path, readFileSync(new URL(path, STYLES), 'utf8')]));
}

/** Relative luminance of a colour (WCAG 2.2, 1.4.3). */
function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (light + 0.05) / (dark + 0.05);
}

/** A colour as it is written here: hexadecimal. */
function channelsOf(value: string): readonly number[] {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value)?.[1] ?? assert.fail(value);
  const six = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  return [0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16));
}

const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];

it('should have a contrast of 4.5 to 1 or more wherever a colour or a tone is set (WCAG 2.2, 1.4.3)', () => {
  const sheets = styleSheets();
  assert.ok(sheets.size >= 4);
  let count = 0;
  for (const [path, css] of sheets) {
    for (const [rule, name = '', value = ''] of css.matchAll(
      /(?<![-\w])(color|background(?:-color)?|opacity)\s*:\s*([^;}]+)/g,
    )) {
      if (/^(?:inherit|currentcolor|none|transparent)$/i.test(value)) continue;
      const ratio =
        name === 'color'
          ? contrast(channelsOf(value), WHITE)
          : name === 'opacity'
            ? contrast(
                BLACK.map((part) => part + 255 * (1 - Number(value))),
                WHITE,
              )
            : contrast(BLACK, channelsOf(value));
      assert.ok(ratio >= 4.5, `${path}: ${rule}: ${ratio.toFixed(1)}`);
      count += 1;
    }
  }
  assert.ok(count >= 3);
});

it('should leave the colour of text to the reading system, in the dark too, where no theme sets it', () => {
  for (const [path, css] of styleSheets()) {
    if (path.startsWith('themes/')) continue;
    assert.doesNotMatch(css, /(?<![-\w])color\s*:(?!\s*inherit)/, path);
  }
});

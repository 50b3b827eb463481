import * as v from 'valibot';
import { GENERATED_PARTS } from '../model/generated-part.ts';
import { NUMBERED, NUMERALS, type Numbered, parsePattern } from '../model/heading-number.ts';
import { CONTRIBUTOR_ROLES, LANGUAGES } from '../model/metadata.ts';
import { RULE_LEVELS, RULES } from '../model/rules.ts';
import { colophonSchema } from './colophon-schema.ts';
import { composerSchema, editionSchema } from './edition-schema.ts';
import { OPTIONAL_EXTENSION_NAMES } from './extension-names.ts';
import { fileNameFrom } from './file-name.ts';
import { referenceEntries } from './references-schema.ts';
import { DATE, isIsoDate, LINES, line } from './text-schema.ts';
import { variablesSchema } from './variables-schema.ts';

// Messages in this schema are the end of a sentence: "Unexpected X, expected <message>".

const series = v.union(
  [
    line('a title'),
    v.strictObject(
      {
        title: v.pipe(line('a title'), v.description('Title of the series.')),
        number: v.exactOptional(
          v.pipe(
            v.number('a whole number'),
            v.integer('a whole number'),
            v.minValue(0, 'a number from 0'),
            v.description("The book's number in it."),
          ),
        ),
      },
      'a map with `title` and `number`',
    ),
  ],
  'a title, or a map with `title` and `number`',
);

const contributor = v.strictObject(
  {
    name: v.pipe(line('a name'), v.description('The name as printed.')),
    role: v.pipe(
      v.picklist(CONTRIBUTOR_ROLES, `one of ${CONTRIBUTOR_ROLES.join(', ')}`),
      v.description('What they did.'),
    ),
    sort: v.exactOptional(
      v.pipe(line('a sort key'), v.description('Sort key: pinyin, kana reading, family name first.')),
    ),
  },
  'a map with `name` and `role`',
);

const ENTRY = 'a map with either `part` or `file`';

const spineEntry = v.pipe(
  v.strictObject(
    {
      part: v.exactOptional(
        v.pipe(line('a title'), v.description('Title of a part of the book, on a page of its own.')),
      ),
      file: v.exactOptional(v.pipe(v.string('a path'), v.description('A path ending in .md.'))),
      level: v.exactOptional(
        v.pipe(
          v.number('a whole number from 1 to 6'),
          v.integer('a whole number from 1 to 6'),
          v.minValue(1, 'a whole number from 1 to 6'),
          v.maxValue(6, 'a whole number from 1 to 6'),
          v.description(
            'Level of the first heading of the file: 2 for a section of the chapter before it. Headings move down, never up. Default: as written.',
          ),
        ),
      ),
      title: v.exactOptional(
        v.pipe(line('a title'), v.description('Title of a file that has no heading, for the contents.')),
      ),
    },
    ENTRY,
  ),
  v.check(({ part, file }) => (part === undefined) !== (file === undefined), ENTRY),
);

/** Entries are looked up on the disk later; here they are only text. */
const spineList = v.array(
  v.union(
    [v.string('a path or a generated part'), spineEntry],
    'a path, a generated part, or a map with `part` or `file`',
  ),
  'a list of paths and generated parts',
);

const spine = v.strictObject(
  {
    front: v.exactOptional(
      v.pipe(
        spineList,
        v.description(`Front matter: ${GENERATED_PARTS.join(', ')}, or paths ending in .md.`),
      ),
    ),
    body: v.exactOptional(
      v.pipe(spineList, v.description('Body matter. Default: every .md file that is not listed elsewhere.')),
    ),
    back: v.exactOptional(v.pipe(spineList, v.description('Back matter. Default: nothing.'))),
  },
  'a map with `front`, `body` and `back`',
);

const PATTERN_EXAMPLES: Readonly<Record<Numbered, string>> = {
  part: '第{一}编',
  chapter: '第{一}章',
  appendix: '附录{A}',
  section: '{1}.{1}',
  subsection: '（{一}）',
  'level-4': '{1}.',
  'level-5': '（{1}）',
  'level-6': '{①}',
};

const PATTERN_TARGETS: Readonly<Record<Numbered, string>> = {
  part: 'divisional titles',
  chapter: 'chapters of the body',
  appendix: 'chapters of the back matter',
  section: 'headings of level 2',
  subsection: 'headings of level 3',
  'level-4': 'headings of level 4',
  'level-5': 'headings of level 5',
  'level-6': 'headings of level 6',
};

/** How many numbers of headings above it a pattern may repeat. */
const LEVELS_ABOVE: Readonly<Record<Numbered, number>> = {
  part: 0,
  chapter: 0,
  appendix: 0,
  section: 1,
  subsection: 2,
  'level-4': 3,
  'level-5': 4,
  'level-6': 5,
};

const NUMERAL_PLACES = NUMERALS.map((numeral) => `{${numeral}}`).join(', ');

/** A pattern's places are for the heading's own number and those above it: a chapter has only its own. */
function pattern(name: Numbered) {
  const most = LEVELS_ABOVE[name] + 1;
  const expected = `a pattern such as \`${PATTERN_EXAMPLES[name]}\` with ${most === 1 ? 'one' : `at most ${most}`} of ${NUMERAL_PLACES}`;
  return v.exactOptional(
    v.pipe(
      line('a pattern'),
      v.check((text) => {
        const places = parsePattern(text)?.filter((piece) => 'numeral' in piece).length ?? 0;
        return places > 0 && places <= most;
      }, expected),
      v.description(
        `Numbers of ${PATTERN_TARGETS[name]}, for example ${PATTERN_EXAMPLES[name]}. Default: none.`,
      ),
    ),
  );
}

const headings = v.strictObject(
  {
    numbers: v.exactOptional(
      v.pipe(
        v.strictObject(
          Object.fromEntries(NUMBERED.map((name) => [name, pattern(name)])) as Record<
            Numbered,
            ReturnType<typeof pattern>
          >,
          'a map from kinds of headings to patterns',
        ),
        v.description(
          `Patterns of numbers that are written before titles; places: ${NUMERAL_PLACES}. Default: none.`,
        ),
      ),
    ),
  },
  'a map with `numbers`',
);

function markdown(extensionNames: readonly string[]) {
  const extensions = Object.fromEntries(
    extensionNames.map((name) => [
      name,
      v.exactOptional(
        v.pipe(
          v.boolean('`true` or `false`'),
          v.description(
            `Whether the extension ${name} is on. Default: ${!OPTIONAL_EXTENSION_NAMES.includes(name)}.`,
          ),
        ),
      ),
    ]),
  );
  const newline = v.exactOptional(
    v.pipe(
      v.picklist(['join', 'space'], '`join` or `space`'),
      v.description('What a newline between two CJK characters becomes. Default: join; Korean: space.'),
    ),
  );
  return v.strictObject({ ...extensions, newline }, 'a map with `newline` and names of extensions');
}

const level = v.picklist(RULE_LEVELS, `one of ${RULE_LEVELS.join(', ')}`);
const protecting = v.picklist(['error'], 'error: what it finds would harm the book or its reader');

/** A rule that protects is known by its name, so that an author who lowers it is told why not. */
const rules = v.strictObject(
  Object.fromEntries(
    Object.entries(RULES).map(([id, { freedom, finds }]) => [
      id,
      v.exactOptional(v.pipe(freedom === 'fixed' ? protecting : level, v.description(finds))),
    ]),
  ),
  'a map from names of rules to levels',
);

/** Everything that `language` takes; also asked alone, before the rest is known to be right. */
export const languageSchema = v.picklist(LANGUAGES, `one of ${LANGUAGES.join(', ')}`);

function described(what: string, description: string) {
  return v.exactOptional(v.pipe(line(what), v.description(description)));
}

const metadata = {
  title: v.pipe(line('a title'), v.description('The title in one line.')),
  subtitle: described('a subtitle', 'Subtitle (副题).'),
  series: v.exactOptional(v.pipe(series, v.description('The series the book belongs to.'))),
  contributors: v.exactOptional(
    v.pipe(
      v.array(contributor, 'a list of contributors'),
      v.description('Who made the book, in the order of the title page.'),
    ),
  ),
  language: v.exactOptional(
    v.pipe(
      languageSchema,
      v.description('Language of the text, as a BCP 47 tag. Default: seen from the text.'),
    ),
  ),
  identifier: described('an identifier', 'ISBN, URN or another identifier.'),
  publisher: described('a name', "Publisher's full name."),
  date: v.exactOptional(
    v.pipe(
      v.union([v.string(), v.number()], DATE),
      v.check(isIsoDate, DATE),
      v.description('Date of publication, ISO 8601: a year, a month or a day.'),
    ),
  ),
  rights: described('a copyright note', 'Copyright note.'),
  'edition-statement': described(
    'an edition statement',
    'Edition statement (版次) as printed in the colophon.',
  ),
  colophon: v.exactOptional(
    v.pipe(colophonSchema, v.description('What only the colophon says (版权页, 奥付, 판권).')),
  ),
  description: v.exactOptional(
    v.pipe(
      v.string('text'),
      v.check((text) => text.trim() !== '' && LINES.test(text), 'text without control characters'),
      v.description('One paragraph for stores and readers.'),
    ),
  ),
};

/**
 * book.yaml as the author writes it. Nothing is transformed here, so that what the schema accepts is what
 * the published JSON Schema says.
 */
export function bookSchema(extensionNames: readonly string[]) {
  return v.strictObject(
    {
      ...metadata,
      name: v.exactOptional(
        v.pipe(
          v.string('a file name'),
          v.check(
            (name) => fileNameFrom(name) === name,
            'a file name without spaces, separators and `<>:"|?*`',
          ),
          v.description('Stable name for file names and identifiers. Default: made from the title.'),
        ),
      ),
      'cover-image': v.exactOptional(
        v.pipe(
          v.string('a path'),
          v.description("Picture of the cover: a path within the manuscript's folder."),
        ),
      ),
      spine: v.exactOptional(
        v.pipe(
          spine,
          v.description('Reading order. Default: the generated parts, then every .md file by name.'),
        ),
      ),
      composer: v.exactOptional(composerSchema),
      variables: v.exactOptional(variablesSchema),
      headings: v.exactOptional(v.pipe(headings, v.description('Numbers of headings.'))),
      ...referenceEntries,
      markdown: v.exactOptional(v.pipe(markdown(extensionNames), v.description('How Markdown is read.'))),
      rules: v.exactOptional(
        v.pipe(
          rules,
          v.description('How much the findings of each rule matter: off, info, warning or error.'),
        ),
      ),
      editions: v.exactOptional(
        v.pipe(
          v.record(
            v.pipe(
              v.string('a name'),
              v.regex(
                /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
                'small letters, digits and single hyphens, like `print`',
              ),
            ),
            editionSchema,
            'a map from names to editions',
          ),
          v.minEntries(1, 'at least one edition'),
          v.description('What is made of the book: name → format, theme and page. Default: print and ebook.'),
        ),
      ),
    },
    'a map of keys',
  );
}

/** A book.yaml that the schema has accepted. */
export type BookConfig = v.InferOutput<ReturnType<typeof bookSchema>>;

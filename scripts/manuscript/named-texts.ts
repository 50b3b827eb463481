import { parse } from 'yaml';

/** Files of YAML that book.yaml names, as text by their names without ending. */
export type NamedTexts = ReadonlyMap<string, string>;

/** What a text of YAML says; undefined when it is none. */
export function parsedYaml(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

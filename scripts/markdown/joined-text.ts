import type { Node, Root } from 'mdast';
import type { Place } from '../model/diagnostic.ts';
import { placeInParts, type SourcePart } from '../model/source-part.ts';
import { visit } from '../model/visit.ts';

/**
 * A file's text with the texts of the Markdown files that it orders behind it. Trees of those are moved to where their
 * texts stand, so that every position of the whole tree is one in this text, and leads back to its own file.
 */
export class JoinedText {
  #text: string;
  readonly #parts: SourcePart[];

  constructor(file: string, text: string) {
    this.#text = text;
    this.#parts = [{ firstLine: 1, file, line: 1 }];
  }

  get text(): string {
    return this.#text;
  }

  get parts(): readonly SourcePart[] {
    return this.#parts;
  }

  /** Where in which file a position of the whole is. */
  placeAt(line: number, column: number): Place {
    return placeInParts(this.#parts, line, column);
  }

  /**
   * Puts a text behind the others and moves its tree there, in place.
   * @param line the line of its file that the text begins with
   */
  append(file: string, line: number, text: string, tree: Root): void {
    // Two: a carriage return at the end must not become one with the first of them.
    this.#text += '\n\n';
    const offset = this.#text.length;
    const lines = this.#text.split(/\r\n|\n|\r/).length - 1;
    this.#text += text;
    this.#parts.push({ firstLine: lines + 1, file, line });
    visit(tree, ({ position }) => {
      if (position !== undefined) move(position, lines, offset);
    });
  }
}

function move({ start, end }: NonNullable<Node['position']>, lines: number, offset: number): void {
  for (const point of [start, end]) {
    point.line += lines;
    if (point.offset !== undefined) point.offset += offset;
  }
}

import { toJsonSchema } from '@valibot/to-json-schema';
import { bookSchema } from './book-schema.ts';
import { EXTENSION_NAMES } from './extension-names.ts';

/** The text of schemas/book.schema.json: what editors complete and check book.yaml by. */
export function bookJsonSchema(): string {
  // `check` holds rules that JSON Schema has no words for, such as that the day exists.
  const schema = toJsonSchema(bookSchema(EXTENSION_NAMES), { ignoreActions: ['check', 'raw_check'] });
  const { $schema, ...rest } = schema;
  const head = { $schema, title: 'book.yaml', description: 'Configuration of a book for Banxin.' };
  return `${JSON.stringify({ ...head, ...rest }, null, 2)}\n`;
}

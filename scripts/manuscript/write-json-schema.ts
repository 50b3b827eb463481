import { mkdir, writeFile } from 'node:fs/promises';
import { bookJsonSchema } from './json-schema.ts';

// Run after a change of the schema; a test fails while the published file is behind.
const target = new URL('../../schemas/book.schema.json', import.meta.url);
await mkdir(new URL('.', target), { recursive: true });
await writeFile(target, bookJsonSchema());

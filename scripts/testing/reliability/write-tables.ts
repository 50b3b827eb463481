import { writeFileSync } from 'node:fs';
import { DOCUMENT, readDocument, withTables } from './tables.ts';

// `npm run reliability`: writes the tables of docs/reliability.md from the cases that the tests try.

writeFileSync(DOCUMENT, withTables(readDocument()));

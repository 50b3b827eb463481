import type { FormatName } from '../model/edition.ts';
import { epub } from './epub/epub.ts';
import type { Format } from './format.ts';
import { cover } from './pdf/cover/cover.ts';
import { pdf } from './pdf/pdf.ts';

/** Every format by its name in book.yaml. */
export const FORMATS: Readonly<Record<FormatName, Format>> = { pdf, epub, cover };

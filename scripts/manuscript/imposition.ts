import type { Diagnostic } from '../model/diagnostic.ts';
import type { Imposition } from '../model/imposition.ts';
import type { ConfigPath } from './config-source.ts';
import type { EditionConfig } from './edition-schema.ts';

/** Papers in landscape, in millimetres. */
const SHEETS = {
  A4: { widthMm: 297, heightMm: 210 },
  A3: { widthMm: 420, heightMm: 297 },
} as const;

/** How an edition lays its pages on sheets. */
export function readImposition(config: NonNullable<EditionConfig['imposition']>): Imposition {
  const { kind, sheet, creep = 0 } = typeof config === 'string' ? { kind: config } : config;
  return { kind, ...(sheet !== undefined && { sheet: SHEETS[sheet] }), creepMm: creep };
}

/** Sheets are made of PDFs of pages. */
export function impositionProblems({
  format,
  imposition,
}: EditionConfig): (Omit<Diagnostic, 'place'> & { readonly path: ConfigPath })[] {
  if (imposition === undefined || format !== 'epub') return [];
  return [
    {
      severity: 'warning',
      ruleId: 'config-unused',
      message: 'Unexpected `imposition` of an edition in `epub`, expected it in PDF',
      help: 'Leave it out.',
      path: ['imposition'],
    },
  ];
}

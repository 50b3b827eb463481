/** What `npm audit --json` has said. */
export interface AuditVerdict {
  readonly kind: 'clean' | 'vulnerable' | 'not-offered';
  /** A line for each package that is vulnerable, or why nothing was said. */
  readonly lines: readonly string[];
}

/** What `npm audit --json` prints: an answer of the registry, or the failure to get one. */
interface AuditOutput {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly range: string; readonly via: readonly unknown[] }>
  >;
}

/**
 * Tells apart what npm ends with the same code for: packages that are vulnerable, and a registry that offers no audits,
 * as mirrors do (HTTP 405), or cannot be reached.
 * @param output standard output of `npm audit --json` (npm 7 and later)
 */
export function verdictOf(output: string): AuditVerdict {
  const answer = parsed(output);
  if (answer?.vulnerabilities === undefined) {
    const reason = answer?.message ?? answer?.error?.summary;
    return { kind: 'not-offered', lines: [reason || 'npm told nothing'] };
  }
  const lines = Object.entries(answer.vulnerabilities).map(
    ([name, { severity, range, via }]) => `${name} ${range}: ${severity}, ${via.map(titleOf).join('; ')}`,
  );
  return { kind: lines.length > 0 ? 'vulnerable' : 'clean', lines };
}

function parsed(output: string): AuditOutput | undefined {
  try {
    return JSON.parse(output) as AuditOutput;
  } catch {
    return undefined;
  }
}

/** An advisory, or the name of the package through which it comes. */
function titleOf(via: unknown): string {
  if (typeof via === 'string') return `through ${via}`;
  const { title, url } = via as { readonly title?: string; readonly url?: string };
  return `${title} <${url}>`;
}

import type { Page } from 'puppeteer';
import type { Diagnostic } from '../../../model/diagnostic.ts';

/** An EPUB that is examined. */
export interface ExaminedEpub {
  readonly bytes: Uint8Array;
  /** Absolute path of the file. */
  readonly path: string;
  /** Folder for what a checker writes; it is removed afterwards. */
  readonly folder: string;
}

/** A program of somebody else that examines EPUBs. */
export interface Checker {
  /** As its users know it. */
  readonly name: string;
  /** How it is installed. */
  readonly install: string;
  /** What it finds; nothing, not even a list, where it is not installed. Throws where it fails. */
  readonly examine: (epub: ExaminedEpub) => Promise<readonly Diagnostic[] | undefined>;
}

/** What the machine gives to checkers. */
export interface CheckerTools {
  /** A fresh tab of the browser. */
  readonly newPage: () => Promise<Page>;
  /** Runs a program of PATH to its end; nothing where it is not there. */
  readonly run: (name: string, args: readonly string[]) => Promise<{ readonly exitCode: number } | undefined>;
}

/** What became of a checker: it ran, or why not. */
export interface CheckerVerdict {
  readonly name: string;
  readonly ran: boolean;
  /** How many errors and warnings it has; present where it ran. */
  readonly found?: number;
  /** How it is installed, or why it failed; present where it did not run. */
  readonly reason?: string;
}

/** Runs a checker; one that fails has not run, and is no fault of the book. */
export async function runChecker(
  { name, install, examine }: Checker,
  epub: ExaminedEpub,
): Promise<{ readonly verdict: CheckerVerdict; readonly diagnostics: readonly Diagnostic[] }> {
  try {
    const diagnostics = await examine(epub);
    if (diagnostics === undefined) return { verdict: { name, ran: false, reason: install }, diagnostics: [] };
    return { verdict: { name, ran: true, found: diagnostics.length }, diagnostics };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { verdict: { name, ran: false, reason: `it failed: ${reason}` }, diagnostics: [] };
  }
}

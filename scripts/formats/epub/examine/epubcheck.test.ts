import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Checker, ExaminedEpub } from './checker.ts';
import { readReport } from './epubcheck.ts';
import { examineEpub } from './examine-epub.ts';

type Message = readonly [severity: string, id: string, message?: string, path?: string];

function json(version: string, ...messages: readonly Message[]): string {
  return JSON.stringify({
    messages: messages.map(([severity, ID, message = 'why', path]) => ({
      ...{ severity, ID, message },
      locations: path === undefined ? [] : [{ path, line: -1, column: -1 }],
    })),
    checker: { checkerVersion: version },
  });
}

const told = (text: string): readonly string[] =>
  readReport(text).diagnostics.map(({ severity, message }) => `${severity} ${message}`);

describe('the reader of EPUBCheck', () => {
  it('should allow of an old version exactly WebP and `pageBreakSource`, and count them', () => {
    const messages: readonly Message[] = [
      ['ERROR', 'MED-003', 'why', 'OEBPS/a.webp'],
      ['ERROR', 'MED-003', 'why', 'OEBPS/a.png'],
      ['ERROR', 'OPF-027', 'Undefined property: "pageBreakSource".'],
      ['ERROR', 'OPF-027', 'Undefined property: "other".'],
      ['ERROR', 'OPF-028'],
    ];
    const blocking = [
      'error MED-003: why',
      'error OPF-027: Undefined property: "other".',
      'error OPF-028: why',
    ];
    assert.deepEqual(
      [told(json('4.2.6', ...messages)), readReport(json('4.2.6', ...messages)).allowed],
      [blocking, 2],
    );
    assert.equal(readReport(json('5.2.0', ...messages)).diagnostics.length, 5);
  });

  it('should not let warnings or a severity it does not know pass, nor stop at information', () => {
    const found = told(
      json('4.2.6', ['WARNING', 'A'], ['FATAL', 'B'], ['NEW', 'C'], ['INFO', 'D'], ['USAGE', 'E']),
    );
    assert.deepEqual(found, ['warning A: why', 'error B: why', 'error C: why']);
  });

  it('should not make places that no file has', () => {
    assert.deepEqual(readReport(json('4.2.6', ['ERROR', 'A', 'why', 'x.epub'])).diagnostics[0]?.place, {
      ...{ file: 'x.epub', line: 1, column: 1 },
    });
  });
});

describe('checkers', () => {
  const epub: ExaminedEpub = { bytes: new Uint8Array(), path: '', folder: '' };
  const checker = (name: string, examine: Checker['examine']): Checker => ({
    name,
    install: `npm ${name}`,
    examine,
  });

  it('should be told apart: those that ran, that are not installed, that failed', async () => {
    const { checkers } = await examineEpub(epub, [
      checker('ran', async () => readReport(json('5', ['ERROR', 'A'])).diagnostics),
      checker('gone', async () => undefined),
      checker('failed', async () => Promise.reject(new Error('no memory'))),
    ]);
    assert.deepEqual(checkers, [
      { name: 'ran', ran: true, found: 1 },
      { name: 'gone', ran: false, reason: 'npm gone' },
      { name: 'failed', ran: false, reason: 'it failed: no memory' },
    ]);
  });

  it('should not tell what both forms of EPUBCheck find in a line twice', async () => {
    const finds = (message: string) => async () =>
      readReport(
        json('5', ['ERROR', 'RSC-005', message, 'a.xhtml'], ['ERROR', 'RSC-006', message, 'a.xhtml']),
      ).diagnostics;
    const { diagnostics } = await examineEpub(epub, [
      checker('a', finds('in one way')),
      checker('b', finds('in another')),
    ]);
    assert.deepEqual(
      diagnostics.filter(({ ruleId }) => ruleId === 'epub-standard').map(({ message }) => message),
      ['RSC-005: in one way', 'RSC-006: in one way'],
    );
  });
});

import type { ReliabilityCase } from './reliability-case.ts';

/** Stages in which the browser is killed, as the command tells of them. */
export const STAGES = [
  'Starting Chromium',
  'Measuring lines, breaking pages',
  'Printing the PDF',
  'Packing the EPUB',
] as const;

/** Where the command is stopped, and by what. */
export const STOPS = [
  ['Reading the manuscript', 'SIGINT', 130],
  ['Measuring lines, breaking pages', 'SIGTERM', 143],
  ['Packing the EPUB', 'SIGHUP', 129],
] as const satisfies readonly (readonly [string, NodeJS.Signals, number])[];

const UNTOUCHED = 'nothing is written: the last good books, no temporary files, no processes';

/** What goes wrong around a build, by names for the tests. */
export const FAULTS = {
  killed: {
    name: `the browser is killed, in each of: ${STAGES.join('; ')}`,
    tells: ['The browser ended in the middle of its work; a new one begins again.'],
    result: 'the books are the same to the byte',
  },
  killedTwice: {
    name: 'the browser is killed again and again',
    tells: ['browser-crashed'],
    result: UNTOUCHED,
  },
  hung: {
    name: 'the browser hangs',
    tells: ['The browser does not answer any more and was ended.'],
    result: 'ended after two minutes, and a new one begins again',
  },
  hungTab: {
    name: 'a tab computes for ever, while its browser answers',
    tells: ['“Measuring lines, breaking pages” has told nothing for'],
    result:
      'ended after ten minutes and a second for each thousand characters, and a new one begins again; the second time `stage-hung` names the stage',
  },
  missing: { name: 'the browser that is named is not there', tells: ['browser-missing'], result: UNTOUCHED },
  tooOld: {
    name: 'the browser that is named does not know the CSS that pages are built on',
    tells: ['browser-too-old', 'Version 120.0.6099.0', '`text-autospace: normal`'],
    result: `it is refused by its version, and what it lacks is named; exit code 2; ${UNTOUCHED}`,
  },
  full: { name: 'the disk is full (ENOSPC amid the second book)', tells: ['disk-full'], result: UNTOUCHED },
  quota: { name: 'the quota is used up (EDQUOT)', tells: ['disk-full'], result: UNTOUCHED },
  readOnly: {
    name: 'the output is read-only (EROFS), or not ours (EACCES)',
    tells: ['output-not-writable'],
    result: UNTOUCHED,
  },
  stopped: {
    name: `SIGINT, SIGTERM or SIGHUP while: ${STOPS.map(([stage]) => stage).join('; ')}`,
    tells: ['interrupted'],
    result: `exit code 130, 143 or 129; ${UNTOUCHED}`,
  },
  twoAtOnce: {
    name: 'two builds of one book at once, in different time zones',
    tells: [],
    result:
      'both succeed, and what stands there is whole; with SOURCE_DATE_EPOCH it is what one alone makes, to the byte',
  },
  changed: {
    name: 'the manuscript is changed, and a picture removed, during the build',
    tells: [
      'Changed while the book was built, which may not have it yet: manuscript/01.md, manuscript/a.png',
    ],
    result: 'the books are those of the files as they were read',
  },
  clock: {
    name: 'files dated before 1980 and after 2100',
    tells: [],
    result: 'built; the EPUB takes the nearest date that an archive can tell',
  },
  font: {
    name: 'a font file is damaged',
    tells: ['font-unreadable'],
    result: 'nothing is built, and the file is named',
  },
  noHome: { name: 'HOME is not set', tells: [], result: 'built' },
  otherUser: {
    name: 'HOME is read-only, and whoever builds is not root',
    tells: [],
    result: 'built; the browser is unpacked into the temporary folder, for that user alone',
  },
} as const satisfies Readonly<Record<string, ReliabilityCase>>;

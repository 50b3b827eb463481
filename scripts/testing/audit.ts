import { spawnSync } from 'node:child_process';
import { verdictOf } from './audit-verdict.ts';

// `npm run audit [-- --registry=…]`: asks the registry for what is known against the packages that come with Banxin. Ends
// with 1 only where it knows something; one that offers no audits is told and is no failure.

// One try: a registry that does not answer is no reason to wait.
const options = [
  'audit',
  '--omit=dev',
  '--json',
  '--fetch-retries=0',
  '--fetch-timeout=30000',
  ...process.argv.slice(2),
];
const { stdout } = spawnSync('npm', options, { encoding: 'utf8', shell: process.platform === 'win32' });
const { kind, lines } = verdictOf(stdout ?? '');
const SAID = {
  clean: 'Nothing is known against the packages that come with Banxin.',
  vulnerable: 'Known against packages that come with Banxin:',
  'not-offered': 'Not audited, for the registry does not answer; name one that does by `--registry=`:',
} as const;
console.log([SAID[kind], ...lines.map((line) => `  ${line}`)].join('\n'));
process.exitCode = kind === 'vulnerable' ? 1 : 0;

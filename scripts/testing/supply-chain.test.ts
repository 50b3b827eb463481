import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import {
  DEPENDENCIES,
  directDependencies,
  installedPackages,
  reasonsIn,
  withPackages,
} from './supply-chain.ts';

/** Licences that ask for no more than a notice. */
const FREE =
  /^(?:MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|OFL-1\.1|Python-2\.0|Zlib|CC0-1\.0|Unlicense|BlueOak-1\.0\.0)$/;

/** Offered under either of two licences and used under the first, as docs/dependencies.md says. */
const CHOSEN: Readonly<Record<string, string>> = { citeproc: 'CPAL-1.0 OR AGPL-1.0' };

/** They run without having been installed by a script, which the test of the packed package shows. */
const SCRIPTS = ['es5-ext', 'esbuild', 'puppeteer'];

/** Whether a package can be had under free licences alone: all that are joined by AND, one of those joined by OR. */
function isFree(licence: string): boolean {
  const plain = licence.replace(/[()]/g, '');
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((name) => FREE.test(name)));
}

describe('what comes with Banxin', () => {
  const document = readFileSync(DEPENDENCIES, 'utf8');
  const installed = installedPackages();

  it('should have no licence that asks for more than a notice', () => {
    const others = installed.filter(({ name, licence }) => !isFree(licence) && CHOSEN[name] !== licence);
    assert.deepEqual(others, []);
  });

  it('should need no scripts but those that are known not to be needed', () => {
    const scripts = installed.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
    assert.deepEqual(scripts, SCRIPTS);
  });

  it('should be told of in docs/dependencies.md, each with a reason and a way out; `npm run dependencies` writes it', () => {
    assert.equal(document, withPackages(document));
    const reasons = reasonsIn(document);
    assert.deepEqual(
      reasons.map(({ name }) => name),
      directDependencies(),
    );
    for (const { name, purpose, instead } of reasons) assert.ok(purpose !== '' && instead !== '', name);
  });
});

describe('the reading of licences', () => {
  it('should take what is free in one of its choices, and nothing else', () => {
    for (const licence of ['MIT', '(MIT OR GPL-3.0-or-later)', 'MIT AND Apache-2.0', '(MIT AND Zlib)'])
      assert.ok(isFree(licence), licence);
    for (const licence of ['GPL-3.0', 'AGPL-1.0', 'MIT AND GPL-3.0', 'unknown', 'LGPL-2.1 OR MPL-2.0', ''])
      assert.ok(!isFree(licence), licence);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { DEPENDENCIES, withPackages } from './supply-chain.ts';

// `npm run dependencies`: writes licences of docs/dependencies.md from package-lock.json; the reasons are written by hand.

writeFileSync(DEPENDENCIES, withPackages(readFileSync(DEPENDENCIES, 'utf8')));

#!/usr/bin/env node
// The installed command: the sources are TypeScript, which Node 20 cannot run by itself.
import { register } from 'tsx/esm/api';

register();
await import('./cli.ts');

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Buffer as GlyphBuffer, Face, Feature, Font, Blob as FontBlob, shape } from 'harfbuzzjs';

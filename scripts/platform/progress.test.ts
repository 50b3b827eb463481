import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silentProgress, terminalProgress } from './progress.ts';

interface Heard {
  readonly isTTY: boolean;
  readonly columns?: number;
  readonly written: string[];
  write(text: string): void;
}

function stream(isTTY: boolean, columns?: number): Heard {
  const written: string[] = [];
  const width = columns === undefined ? {} : { columns };
  return { isTTY, ...width, written, write: (text) => void written.push(text) };
}

test('should rewrite one line on a terminal and clear it in the end', () => {
  const heard = stream(true);
  const progress = terminalProgress(heard);
  progress.stage('laying out pages');
  progress.step(1, 3);
  progress.step(2, 3);
  progress.done();
  assert.deepEqual(heard.written, [
    '\r\u001b[Klaying out pages',
    '\r\u001b[Klaying out pages 33 %',
    '\r\u001b[Klaying out pages 66 %',
    '\r\u001b[K',
  ]);
});

test('should count where the total is unknown', () => {
  const heard = stream(true);
  const progress = terminalProgress(heard);
  progress.stage('reading');
  progress.step(12, 0);
  assert.equal(heard.written.at(-1), '\r\u001b[Kreading 12');
});

test('should write one line a stage where nobody watches', () => {
  const heard = stream(false);
  const progress = terminalProgress(heard);
  progress.stage('reading');
  progress.stage('laying out pages');
  progress.done();
  assert.deepEqual(heard.written, ['reading\n', 'laying out pages\n']);
});

test('should not write steps or control codes where nobody watches', () => {
  const heard = stream(false);
  const progress = terminalProgress(heard);
  progress.stage('reading');
  progress.step(1, 2);
  progress.stage('reading');
  progress.done();
  assert.deepEqual(heard.written, ['reading\n']);
});

test('should not write again what is already shown', () => {
  const heard = stream(true);
  const progress = terminalProgress(heard);
  progress.stage('printing');
  progress.step(1001, 100_000);
  progress.step(1002, 100_000);
  assert.equal(heard.written.length, 2);
});

test('should not pass 100 % nor fall below 0 %', () => {
  const heard = stream(true);
  const progress = terminalProgress(heard);
  progress.stage('printing');
  progress.step(5, 4);
  progress.step(-1, 4);
  assert.deepEqual(heard.written.slice(1), ['\r\u001b[Kprinting 100 %', '\r\u001b[Kprinting 0 %']);
});

test('should not let the line wrap, Han taking two cells', () => {
  const heard = stream(true, 8);
  const progress = terminalProgress(heard);
  progress.stage('正在排版全书');
  progress.stage('printing pages');
  assert.deepEqual(heard.written, ['\r\u001b[K正在排', '\r\u001b[Kprintin']);
});

test('should say nothing at all when silent, nor clear a line that was never written', () => {
  const heard = stream(true);
  terminalProgress(heard).done();
  silentProgress.stage('reading');
  silentProgress.step(1, 2);
  silentProgress.done();
  assert.deepEqual(heard.written, []);
});

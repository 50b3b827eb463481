import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { watch } from 'chokidar';
import { type FileChanges, type FollowOptions, followFiles } from './follow-files.ts';

describe('followFiles', () => {
  let root: string;
  let waiting: (() => void)[];
  let count: number;
  let listener: (changes: FileChanges) => void;
  let follower: { close(): Promise<void> };

  const follow = async (options: Partial<FollowOptions> = {}): Promise<void> => {
    follower = await followFiles({
      bookFolder: join(root, 'book'),
      others: [join(root, 'own')],
      changed: (changes) => {
        listener(changes);
        count += 1;
        for (const resolve of waiting.splice(0)) resolve();
      },
      notice: (message) => assert.fail(message),
      ...options,
    });
  };
  /** Resolves at the next change that is told. */
  const next = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
  const write = (path: string, text: string): Promise<void> => writeFile(join(root, path), text);
  /** How often a change was told of what an action did. */
  const countAfter = async (action: () => Promise<void>): Promise<number> => {
    await action();
    // Longer than any change takes to settle: what was going to be told has been told.
    await new Promise((resolve) => setTimeout(resolve, 300));
    return count;
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'banxin-follow-'));
    waiting = [];
    listener = () => {};
    count = 0;
    for (const folder of ['book/manuscript', 'book/dist', 'own'])
      await mkdir(join(root, folder), { recursive: true });
    await write('book/manuscript/01.md', '一');
    await follow();
  });
  afterEach(async () => {
    await follower.close();
    await rm(root, { recursive: true });
  });

  it('should tell of a file that is written in place', async () => {
    const told = next();
    await write('book/manuscript/01.md', '二');
    await told;
  });

  it('should tell of every atomic save, by a file beside it that is renamed', async () => {
    for (const text of ['二', '三', '四']) {
      const told = next();
      await write('book/manuscript/.01.md.tmp', text);
      await rename(join(root, 'book/manuscript/.01.md.tmp'), join(root, 'book/manuscript/01.md'));
      await told;
    }
  });

  it('should tell of a save that moves the old file away first', async () => {
    await rename(join(root, 'book/manuscript/01.md'), join(root, 'book/manuscript/01.md~'));
    const told = next();
    await write('book/manuscript/01.md', '二');
    await told;
    const again = next();
    await write('book/manuscript/01.md', '三');
    await again;
  });

  it("should tell of new files, of the book's styles made later, and of other folders", async () => {
    for (const path of ['book/manuscript/02.md', 'own/a.css']) {
      const told = next();
      await write(path, 'x');
      await told;
    }
    const made = next();
    await mkdir(join(root, 'book/styles/themes/mine'), { recursive: true });
    await write('book/styles/themes/mine/theme.css', 'p{}');
    await made;
  });

  it('should tell of a change early, and again when it has settled, with its path', async () => {
    const told: FileChanges[] = [];
    const settled = new Promise<void>((resolve) => {
      listener = (changes) => {
        told.push(changes);
        if (!changes.isEarly) resolve();
      };
    });
    await write('book/manuscript/01.md', '二');
    await settled;
    assert.deepEqual(
      told.map(({ isEarly }) => isEarly),
      [true, false],
    );
    for (const { paths } of told) assert.deepEqual([...paths], [join(root, 'book/manuscript/01.md')]);
  });

  it('should look at files itself where the system follows no more of them, and say so', async () => {
    await follower.close();
    const said: string[] = [];
    const opened: unknown[] = [];
    const exhausted = Object.assign(new Error('System limit for number of file watchers reached'), {
      code: 'ENOSPC',
    });
    const switched = new Promise<void>((resolve) => {
      listener = ({ paths }) => {
        if (paths.has(join(root, 'book'))) resolve();
      };
    });
    await follow({
      notice: (message) => said.push(message),
      watcher: (paths, options) => {
        opened.push(options.usePolling);
        const watcher = watch(paths, options);
        if (options.usePolling !== true) setTimeout(() => watcher.emit('error', exhausted), 0);
        return watcher;
      },
    });
    await switched;
    assert.deepEqual(opened, [false, true]);
    assert.match(said.join('\n'), /^The system follows no more files/);
    const told = next();
    await write('book/manuscript/01.md', '二二');
    await told;
  });

  it('should not tell of each of many changes that come together', async () => {
    const told = await countAfter(async () => {
      for (const text of ['二', '三', '四', '五']) await write('book/manuscript/01.md', text);
      await write('book/manuscript/02.md', '六');
    });
    assert.ok(told < 5, String(told));
  });

  it('should not tell of what the build itself writes, of hidden files, or of what is no part of a book', async () => {
    const told = await countAfter(async () => {
      await write('book/dist/book.pdf', '%PDF');
      await write('book/manuscript/.01.md.swp', 'x');
      await write('book/notes.txt', 'x');
      await mkdir(join(root, 'book/node_modules/a'), { recursive: true });
    });
    assert.equal(told, 0);
  });

  it('should not tell of anything after it was closed', async () => {
    await write('book/manuscript/01.md', '二');
    await follower.close();
    assert.equal(await countAfter(() => write('book/manuscript/01.md', '三')), 0);
  });
});

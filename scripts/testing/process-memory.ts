import { readdirSync, readFileSync } from 'node:fs';

/** Watches the memory of this process and all its descendants. */
export interface MemoryWatch {
  /** Stops watching and returns the peak in megabytes (proportional set size); 0 where /proc is not there. */
  stop(): number;
}

/** Begins to watch, five times a second. */
export function watchMemory(): MemoryWatch {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, treeMemory());
  }, 200);
  return {
    stop() {
      clearInterval(timer);
      return Math.round(peak / 1024);
    },
  };
}

/** Kilobytes of the process tree. */
function treeMemory(): number {
  const parents = new Map<number, number>();
  for (const name of listProcesses()) {
    const stat = readText(`/proc/${name}/stat`);
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  let sum = 0;
  for (const pid of parents.keys()) {
    if (!descends(pid, parents)) continue;
    sum += Number(/^Pss:\s+(\d+)/m.exec(readText(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  }
  return sum;
}

function descends(pid: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at)) {
    if (at === process.pid) return true;
  }
  return false;
}

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

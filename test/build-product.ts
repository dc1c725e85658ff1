import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const stamp = join('dist', '.tsbuildinfo');
const lock = join('node_modules', '.vigil-building');

/** Builds `dist/` when it is missing or older than a source, so that the tests run what the sources say. */
export async function buildProduct(): Promise<void> {
  // Test files run side by side: one builds, the others wait for it; a lock older than a minute was left by a killed run.
  for (let waited = 0; !take(); waited += 100) {
    if (waited > 60_000) rmdirSync(lock);
    await pause(100);
  }
  try {
    if (newest(['apps', 'libs', 'config', 'package.json']) <= modified(stamp)) return;
    const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the product does not build:\n${stdout}${stderr}`);
    // A build that changes nothing leaves the stamp as it was.
    utimesSync(stamp, new Date(), new Date());
  } finally {
    rmdirSync(lock);
  }
}

function take(): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}

function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.flatMap((path) => {
      if (!statSync(path).isDirectory()) return [modified(path)];
      return readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => modified(join(entry.parentPath, entry.name)));
    }),
  );
}

const modified = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

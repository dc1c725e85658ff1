import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const stamp = join('dist', '.tsbuildinfo');

/** Builds `dist/` when it is missing or older than a source, so that the tests run what the sources say. */
export default function buildProduct(): void {
  if (newest(['apps', 'libs', 'config', 'package.json']) <= modified(stamp)) return;
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the product does not build:\n${stdout}${stderr}`);
  // A build that changes nothing leaves the stamp as it was.
  utimesSync(stamp, new Date(), new Date());
}

function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.flatMap((path) => {
      if (!statSync(path).isDirectory()) return [modified(path)];
      return readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
        .map((entry) => modified(join(entry.parentPath, entry.name)));
    }),
  );
}

const modified = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

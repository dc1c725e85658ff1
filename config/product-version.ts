import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The release that runs, as `package.json` names it: beside the sources, or above what was built of them. */
export function productVersion(): string {
  const found = ['../package.json', '../../package.json']
    .map((path) => new URL(path, import.meta.url))
    .find(existsSync);
  if (found === undefined) return 'unknown';
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(found, 'utf8'))).version;
}

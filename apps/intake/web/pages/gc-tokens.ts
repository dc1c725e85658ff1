import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const file = createRequire(import.meta.url).resolve('@gcds-core/tokens/build/web/css/tokens.css');
const tokens: ReadonlyMap<string, string> = new Map(
  [...readFileSync(file, 'utf8').matchAll(/--gcds-([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
);

/** A value of the GC Design System, by its name without `--gcds-`. Throws for a name that this version has not. */
export function token(name: string): string {
  const value = tokens.get(name);
  if (value === undefined) throw new Error(`@gcds-core/tokens has no --gcds-${name}`);
  return value;
}

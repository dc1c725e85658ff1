/**
 * A short code for a page, so that a responder with several can say which one they take: three digits, the seed's own if it is
 * free, else the next free one. Above half of the codes in use it grows by a digit, which keeps a slip of the finger from
 * hitting somebody else's page. `seed` is any number; the same seed and set give the same code.
 */
export function choosePageCode(openCodes: ReadonlySet<string>, seed: number): string {
  for (let digits = 3; ; digits += 1) {
    const lowest = 10 ** (digits - 1);
    const size = 9 * lowest;
    const inUse = countOfLength(openCodes, digits);
    if (inUse * 2 >= size) continue;
    const start = Math.abs(Math.trunc(Number.isFinite(seed) ? seed : 0)) % size;
    // Fewer than half are taken, so this ends; it looks at no more codes than are open.
    for (let offset = 0; ; offset += 1) {
      const code = String(lowest + ((start + offset) % size));
      if (!openCodes.has(code)) return code;
    }
  }
}

function countOfLength(codes: ReadonlySet<string>, length: number): number {
  let count = 0;
  for (const code of codes) if (code.length === length) count += 1;
  return count;
}

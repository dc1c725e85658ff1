/** How long the codes are that are tried one after the other: the more are in use, the longer a new one is likely to be. */
const lengths = [3, 3, 4, 4, 5, 5, 6, 6] as const;

/**
 * Short codes for a page, so that a responder with several can say which one they take: the first that is free becomes the
 * page's. With half of the three-digit codes in use every fourth page gets four digits, with most in use nearly all do, which
 * keeps a slip of the finger from hitting somebody else's page; and whatever is open, as many look-ups find one. `pick` answers
 * a whole number from 0 to below its argument.
 */
export function pageCodes(pick: (below: number) => number): string[] {
  return lengths.map((digits) => {
    const lowest = 10 ** (digits - 1);
    return String(lowest + pick(9 * lowest));
  });
}

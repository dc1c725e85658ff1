/** A page as a reply may mean it. */
export interface AnswerablePage {
  readonly code: string;
  readonly incidentId: string;
}

/**
 * Which page a reply is to: the one with its code, even when somebody was quicker; without a code the only one that is open, or
 * else the newest. Null where it could be either of several, and whoever wrote must say which. Both lists newest first.
 */
export function answeredPage<Page extends AnswerablePage>(
  pages: readonly Page[],
  open: readonly Page[],
  code: string | null,
): Page | null {
  if (code !== null) return pages.find((page) => page.code === code) ?? null;
  const incidents = new Set(open.map(({ incidentId }) => incidentId));
  if (incidents.size > 1) return null;
  return open[0] ?? pages[0] ?? null;
}

/** What was not understood is answered so often in a row: whoever writes on is a machine. */
const mostUnanswered = 5;

/**
 * Whether a reply that is not understood gets an answer that says so; one that is understood always does. `earlier`: whether
 * each of the replies before was understood, the newest first.
 */
export function mayAskAgain(earlier: readonly boolean[]): boolean {
  const since = earlier.indexOf(true);
  return (since < 0 ? earlier.length : since) < mostUnanswered;
}

import { infiniteQueryOptions } from '@tanstack/react-query';
import type { AuditPage, RecordsChecked } from '#contracts';
import { call } from '../api/call.js';
import { type AuditSearch, askAudit } from './audit-search.js';

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) =>
      call('GET /audit', { query: { ...askAudit(search), ...(pageParam !== null && { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });

/** Saved at once; who needs more narrows the time. */
export const mostSaved = 5_000;

/** Every entry that the filters leave, up to `mostSaved`. `progress` hears how many there are so far. */
export async function readAll(search: AuditSearch, progress: (count: number) => void) {
  const items: AuditPage['items'] = [];
  let cursor: string | null = null;
  do {
    const page: AuditPage = await call('GET /audit', {
      query: { ...askAudit(search), ...(cursor !== null && { cursor }) },
    });
    items.push(...page.items);
    cursor = page.nextCursor;
    progress(items.length);
  } while (cursor !== null && items.length < mostSaved);
  return { items: items.slice(0, mostSaved), isCut: cursor !== null };
}

export interface Checked {
  readonly subjects: number;
  readonly entries: number;
  readonly broken: RecordsChecked['broken'];
  readonly isOver: boolean;
}

/** Checks all records, piece after piece. `progress` hears where it is after each; it ends when `signal` says so. */
export async function checkAll(progress: (checked: Checked) => void, signal: AbortSignal): Promise<void> {
  let [subjects, entries] = [0, 0];
  const broken: RecordsChecked['broken'] = [];
  let after: string | null = null;
  do {
    const piece: RecordsChecked = await call('POST /audit/checks', { body: { after }, signal });
    subjects += piece.subjects;
    entries += piece.entries;
    broken.push(...piece.broken);
    after = piece.next;
    progress({ subjects, entries, broken: [...broken], isOver: after === null });
  } while (after !== null && !signal.aborted);
}

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { IncidentRow } from '#contracts';
import { type Command, keyed } from '../frame/commands.js';
import { useCommandWords } from '../frame/command-words.js';
import { useCommands } from '../frame/use-commands.js';
import { useWords } from '../words/use-words.js';
import { QueueRow, type RowActions } from './queue-row.js';
import { useQueueWords } from './queue-words.js';

interface Props extends RowActions {
  readonly rows: readonly IncidentRow[];
  /** Of all rows, also those that are not fetched yet; -1 where nobody knows. */
  readonly size: number;
  readonly cameAt: number;
  readonly selected: ReadonlySet<string>;
  readonly searchField: RefObject<HTMLInputElement | null>;
  readonly onNearEnd: () => void;
}

/** So many rows before the last one that is there, more are fetched. */
const ahead = 30;

/**
 * However many incidents there are, only those near the window are in the page. The row with the focus stays in it, and what is
 * looked at stays where it is when rows come and go above.
 */
export function QueueList({ rows, size, cameAt, selected, searchField, onTake, onSelect, onNearEnd }: Props) {
  const { words } = useWords();
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [margin, setMargin] = useState(0);
  const focusedAt = rows.findIndex(({ id }) => id === focused);
  // No compiler memoizes this component, and nothing of the virtualizer is handed on.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 108,
    // A screen or two each way: a fast thumb sees no gap, and the browser finds words that are near.
    overscan: 20,
    scrollMargin: margin,
    getItemKey: (index) => rows[index]?.id ?? index,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const shown = Array.from({ length: Math.min(count, endIndex + overscan + 1) - from }, (_, place) => from + place);
      return focusedAt === -1 || shown.includes(focusedAt) ? shown : [...shown, focusedAt].toSorted((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  useEffect(() => {
    // Whatever above the list grows or shrinks moves it.
    const moved = new ResizeObserver(() => setMargin(list.current?.offsetTop ?? 0));
    moved.observe(document.body);
    return () => moved.disconnect();
  }, []);
  useEffect(() => {
    const place = list.current;
    const follow = ({ target }: FocusEvent) => {
      if (target instanceof Element)
        setFocused(target.closest<HTMLElement>('[data-incident]')?.dataset['incident'] ?? null);
    };
    place?.addEventListener('focusin', follow);
    return () => place?.removeEventListener('focusin', follow);
  }, []);
  const lastShown = items.at(-1)?.index ?? 0;
  useLayoutEffect(() => {
    if (lastShown >= rows.length - ahead) onNearEnd();
  }, [lastShown, rows.length, onNearEnd]);
  useSteadyWindow(rows, virtual);
  useKeptFocus(list, rows, focused, focusedAt);

  const step = (by: 1 | -1) => {
    const next = focusedAt === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, focusedAt + by));
    const row = rows[next];
    if (row === undefined) return;
    setFocused(row.id);
    virtual.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() => linkOf(list.current, row.id)?.focus({ preventScroll: true }));
  };
  const current = useRef(step);
  current.current = step;
  const row = rows[focusedAt];
  const q = useQueueWords();
  const { named } = useCommandWords();
  useCommands(
    useMemo((): readonly Command[] => {
      const isFree = row !== undefined && row.acknowledgedBy === null && row.severity !== 'not-an-incident';
      return [
        ...(onTake !== null && isFree ? [keyed('take', 'incident', q.takeOf(row.reference), () => onTake(row))] : []),
        ...(onSelect !== null && row !== undefined
          ? [keyed('select', 'incident', q.select(row.reference), () => onSelect(row.id))]
          : []),
        keyed('next', 'list', named.next, () => current.current(1)),
        keyed('previous', 'list', named.previous, () => current.current(-1)),
        keyed('search', 'list', named.search, () => searchField.current?.focus()),
      ];
    }, [row, q, named, onTake, onSelect, searchField]),
  );
  return (
    <ul className="queue" aria-label={words.queue.list} ref={list} style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index, start }) => {
        const row = rows[index];
        if (row === undefined) return null;
        const waits = row.acknowledgedBy === null && row.escalatesAt !== null;
        return (
          <li
            key={row.id}
            ref={virtual.measureElement}
            data-index={index}
            data-testid="queue-row"
            data-incident={row.id}
            className={`row row-${row.severity}${waits ? ' row-waits' : ''}${selected.has(row.id) ? ' row-selected' : ''}`}
            aria-posinset={index + 1}
            aria-setsize={size}
            style={{ transform: `translateY(${start - margin}px)` }}
          >
            <QueueRow
              row={row}
              isNew={Date.parse(row.openedAt) > cameAt}
              isSelected={selected.has(row.id)}
              onTake={onTake}
              onSelect={onSelect}
            />
          </li>
        );
      })}
    </ul>
  );
}

const linkOf = (list: HTMLElement | null, id: string): HTMLAnchorElement | null =>
  list?.querySelector(`[data-incident="${CSS.escape(id)}"] a.row-link`) ?? null;

interface Measured {
  readonly measurementsCache: readonly { readonly key: unknown; readonly start: number; readonly end: number }[];
}

/** Once somebody has scrolled, the row at the top of the window stays there whatever comes or goes above it. */
function useSteadyWindow(rows: readonly IncidentRow[], { measurementsCache: places }: Measured): void {
  const kept = useRef<{ readonly rows: readonly IncidentRow[]; readonly key: unknown; readonly start: number } | null>(
    null,
  );
  useLayoutEffect(() => {
    const before = kept.current;
    const now = before === null || before.rows === rows ? undefined : places.find(({ key }) => key === before.key);
    if (before !== null && now !== undefined && now.start !== before.start)
      window.scrollBy(0, now.start - before.start);
    const [first] = places;
    const top = window.scrollY;
    const held = first === undefined || top <= first.start ? undefined : places.find(({ end }) => end > top);
    kept.current = held === undefined ? null : { rows, key: held.key, start: held.start };
  });
}

/** When the row that has the focus goes, the one that takes its place gets it: the keyboard does not begin again at the top. */
function useKeptFocus(
  list: RefObject<HTMLElement | null>,
  rows: readonly IncidentRow[],
  focused: string | null,
  focusedAt: number,
): void {
  const last = useRef(0);
  useLayoutEffect(() => {
    if (focusedAt !== -1) last.current = focusedAt;
    else if (focused !== null && document.activeElement === document.body) {
      const next = rows[Math.min(last.current, rows.length - 1)];
      if (next !== undefined) linkOf(list.current, next.id)?.focus({ preventScroll: true });
    }
  }, [rows, focused, focusedAt, list]);
}

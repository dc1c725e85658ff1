import type { ReactNode } from 'react';

/** An instant in UTC; the page's script turns it into the reader's own time. */
export function Moment({ at }: { readonly at: string }): ReactNode {
  return <time dateTime={at}>{`${at.slice(0, 10)} ${at.slice(11, 19)} UTC`}</time>;
}

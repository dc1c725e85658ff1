import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

/** To the incidents behind a figure: the queue, filtered by its address. */
export function QueueLink({
  filter,
  label,
  className,
  children,
}: {
  readonly filter: Readonly<Record<string, string>>;
  /** The figure with what it counts, for whoever hears the link alone. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { history } = useRouter();
  const address = `/console/?${new URLSearchParams(filter)}`;
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    history.push(address);
  };
  return (
    <a href={address} className={className} aria-label={label} onClick={follow}>
      {children}
    </a>
  );
}

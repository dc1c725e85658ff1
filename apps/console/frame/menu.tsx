import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/use-words.js';
import { pagesFor } from './pages.js';

/** The way to every page; on a narrow screen one line that scrolls to the page that is open. */
export function Menu({ permissions }: { readonly permissions: readonly string[] }) {
  const { words } = useWords();
  const menu = useRef<HTMLElement>(null);
  // Whatever is open is marked by its own link; that something else is open draws the menu anew.
  useLocation();
  useEffect(() => {
    const line = menu.current;
    const current = line?.querySelector<HTMLElement>('[aria-current]');
    if (!line || !current) return;
    const { left, width } = current.getBoundingClientRect();
    const frame = line.getBoundingClientRect();
    line.scrollBy({ left: left + width / 2 - (frame.left + frame.width / 2), behavior: 'instant' });
  });
  return (
    <nav ref={menu} aria-label={words.frame.navigation}>
      {pagesFor(permissions, words)
        .filter(({ isInMenu }) => isInMenu)
        .map(({ to, label }) =>
          to === '/' ? (
            <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
              {label}
            </Link>
          ) : (
            <Link key={to} to={to}>
              {label}
            </Link>
          ),
        )}
    </nav>
  );
}

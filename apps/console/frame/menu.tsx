import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useWords } from '../words/use-words.js';
import { pagesFor } from './pages.js';

/** The way to every page; on a narrow screen one line that scrolls to the page that is open. */
export function Menu({ permissions }: { readonly permissions: readonly string[] }) {
  const { words } = useWords();
  const { pathname } = useLocation();
  const menu = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = menu.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' });
  }, [pathname, words]);
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

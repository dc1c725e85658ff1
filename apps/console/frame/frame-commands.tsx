import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { viewsQuery } from '../queue/queue-queries.js';
import { readSearch } from '../queue/queue-search.js';
import { useSession } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import type { Command } from './commands.js';
import { useCommandWords } from './command-words.js';
import { pagesFor } from './pages.js';
import { chooseTheme, useChosenTheme } from './theme.js';
import { useCommands } from './use-commands.js';

const themes = ['system', 'light', 'dark'] as const;

/** What can be done on every page: go to another, show one of one's own views, change language and colours. */
export function FrameCommands() {
  const { words, choose } = useWords();
  const w = useCommandWords();
  const navigate = useNavigate();
  const { permissions } = useSession();
  const theme = useChosenTheme();
  const views = useQuery({ ...viewsQuery, enabled: permissions.includes('incident.read') }).data;
  const commands = useMemo((): readonly Command[] => {
    const { code, name } = words.otherLanguage;
    return [
      ...pagesFor(permissions, words)
        // The administration's first page has a name of its own.
        .filter(({ to, isInMenu }, _, all) => !isInMenu || !all.some((other) => !other.isInMenu && other.to === to))
        .map(({ to, label }): Command => ({
          id: `page ${to}`,
          group: 'pages',
          label: w.goTo(label),
          run: () => void navigate({ to }),
        })),
      ...(views ?? []).map((view): Command => ({
        id: `view ${view.id}`,
        group: 'views',
        label: w.view(view.name),
        run: () => void navigate({ to: '/', search: readSearch(view.filter) }),
      })),
      { id: 'language', group: 'settings', label: name, run: () => choose(code) },
      ...themes
        .filter((other) => other !== theme)
        .map((other): Command => ({
          id: `theme ${other}`,
          group: 'settings',
          label: w.themes[other],
          run: () => chooseTheme(other),
        })),
    ];
  }, [words, w, choose, navigate, permissions, theme, views]);
  useCommands(commands);
  return null;
}

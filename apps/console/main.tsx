import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.js';
import { followTheme } from './frame/theme.js';
import { router } from './router.js';
import './styles/colours.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/palette.css';
import './styles/queue.css';
import './styles/incident.css';
import './styles/caller-phrase.css';
import './styles/timeline.css';
import './styles/board.css';
import './styles/directory.css';
import './styles/watch.css';
import './styles/policies.css';
import './styles/health.css';
import './styles/reach.css';
import './styles/plots.css';
import './styles/administration.css';
import './styles/measures.css';

const place = document.getElementById('console');
if (place === null) throw new Error('index.html has no element with the id “console”.');

followTheme();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

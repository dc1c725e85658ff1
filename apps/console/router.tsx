import { HomePage } from './administration/home-page.js';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readAuditSearch } from './audit/audit-search.js';
import { BoardPage } from './board/board-page.js';
import { ContactPage } from './directory/contact-page.js';
import { DirectoryPage } from './directory/directory-page.js';
import type { ContactSearch } from './directory/directory-queries.js';
import { ImportPage } from './directory/import-page.js';
import { NewContactPage } from './directory/new-contact-page.js';
import { Frame } from './frame/frame.js';
import { NotFoundPage } from './frame/not-found-page.js';
import { HealthPage } from './health/health-page.js';
import { IncidentPage } from './incident/incident-page.js';
import { IncidentTimeline } from './incident/incident-timeline.js';
import { IncidentWork } from './incident/incident-work.js';
import { readPeriodSearch } from './measures/period.js';
import { PoliciesPage } from './policies/policies-page.js';
import { readSearch } from './queue/queue-search.js';
import { ReachPage } from './reach/reach-page.js';
import { OwnPasswordPage } from './session/own-password-page.js';
import { readTimelinesSearch } from './timelines/timelines-search.js';
import { readTopics } from './timeline/story.js';
import { UsersPage } from './users/users-page.js';
import { WatchPage } from './watch/watch-page.js';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage });

const queue = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readSearch,
  component: HomePage,
});

const incident = createRoute({ getParentRoute: () => root, path: '/incidents/$id', component: IncidentPage });
const work = createRoute({ getParentRoute: () => incident, path: '/', component: IncidentWork });
const timeline = createRoute({
  getParentRoute: () => incident,
  path: '/timeline',
  validateSearch: readTopics,
  component: IncidentTimeline,
});
const board = createRoute({ getParentRoute: () => root, path: '/board', component: BoardPage });

const directory = createRoute({
  getParentRoute: () => root,
  path: '/directory',
  validateSearch: ({ party, q }): ContactSearch => ({
    ...(typeof party === 'string' && { party }),
    ...(typeof q === 'string' && { q }),
  }),
  component: DirectoryPage,
});
const newContact = createRoute({ getParentRoute: () => root, path: '/directory/new', component: NewContactPage });
const importContacts = createRoute({ getParentRoute: () => root, path: '/directory/import', component: ImportPage });
const contact = createRoute({ getParentRoute: () => root, path: '/directory/contacts/$id', component: ContactPage });

const watch = createRoute({ getParentRoute: () => root, path: '/watch', component: WatchPage });
const policies = createRoute({
  getParentRoute: () => root,
  path: '/policies',
  validateSearch: ({ policy }): { readonly policy?: string } => (typeof policy === 'string' ? { policy } : {}),
  component: PoliciesPage,
});
const reach = createRoute({ getParentRoute: () => root, path: '/reach', component: ReachPage });
const health = createRoute({ getParentRoute: () => root, path: '/health', component: HealthPage });
const measures = createRoute({
  getParentRoute: () => root,
  path: '/measures',
  validateSearch: readPeriodSearch,
  component: lazyRouteComponent(() => import('./measures/measures-page.js'), 'MeasuresPage'),
});

const timelines = createRoute({
  getParentRoute: () => root,
  path: '/timelines',
  validateSearch: readTimelinesSearch,
  component: lazyRouteComponent(() => import('./timelines/timelines-page.js'), 'TimelinesPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('./audit/audit-page.js'), 'AuditPage'),
});
const elections = createRoute({
  getParentRoute: () => root,
  path: '/elections',
  component: lazyRouteComponent(() => import('./elections/elections-page.js'), 'ElectionsPage'),
});
const configuration = createRoute({
  getParentRoute: () => root,
  path: '/configuration',
  component: lazyRouteComponent(() => import('./configuration/configuration-page.js'), 'ConfigurationPage'),
});

const users = createRoute({ getParentRoute: () => root, path: '/users', component: UsersPage });
const password = createRoute({ getParentRoute: () => root, path: '/password', component: OwnPasswordPage });

export const router = createRouter({
  routeTree: root.addChildren([
    queue,
    incident.addChildren([work, timeline]),
    board,
    measures,
    timelines,
    audit,
    elections,
    configuration,
    directory,
    newContact,
    importContacts,
    contact,
    watch,
    policies,
    health,
    reach,
    users,
    password,
  ]),
  basepath: '/console',
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

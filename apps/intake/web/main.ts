import 'reflect-metadata';
import { runService } from '#service';
import { errorPages } from './error-pages.js';
import { WebDoorModule } from './web-door.module.js';

await runService({ name: 'intake-web', modules: () => [WebDoorModule], listens: 'web', errorPage: errorPages });

import 'reflect-metadata';
import { runService } from '#service';
import { errorPage } from './pages/error-page.js';
import { WebDoorModule } from './web-door.module.js';

await runService({ name: 'intake-web', modules: () => [WebDoorModule], listens: 'web', errorPage });

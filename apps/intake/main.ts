import { runService } from '#service';
import { IntakeModule } from './intake.module.js';
import { errorPages } from './web/error-pages.js';

await runService({ name: 'intake', modules: () => [IntakeModule], listens: 'web', errorPage: errorPages });

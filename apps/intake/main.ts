import { runService } from '#service';
import { IntakeModule } from './intake.module.js';
import { errorPage } from './web/pages/error-page.js';

await runService({ name: 'intake', modules: () => [IntakeModule], listens: 'web', errorPage });

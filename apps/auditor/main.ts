import { runService } from '#service';
import { AuditorModule } from './auditor.module.js';

await runService({ name: 'auditor', modules: () => [AuditorModule], listens: 'health' });

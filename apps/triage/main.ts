import { runService } from '#service';
import { TriageModule } from './triage.module.js';

await runService({ name: 'triage', modules: () => [TriageModule], listens: 'health' });

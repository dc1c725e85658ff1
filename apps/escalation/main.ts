import { runService } from '#service';
import { EscalationModule } from './escalation.module.js';

await runService({ name: 'escalation', modules: () => [EscalationModule], listens: 'health' });

import { runService } from '#service';
import { EmailDoorModule } from './email-door.module.js';

await runService({ name: 'intake-email', modules: () => [EmailDoorModule], listens: 'health' });

import { runService } from '#service';
import { RecordsModule } from './records.module.js';

await runService({ name: 'records', modules: () => [RecordsModule], listens: 'health' });

import { runService } from '#service';
import { PhoneDoorModule } from './phone-door.module.js';

await runService({ name: 'intake-phone', modules: () => [PhoneDoorModule], listens: 'web' });

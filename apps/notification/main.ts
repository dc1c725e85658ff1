import { runService } from '#service';
import { NotificationModule } from './notification.module.js';

await runService({ name: 'notification', modules: () => [NotificationModule], listens: 'health' });

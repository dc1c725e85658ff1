import { runService } from '#service';
import { DeskModule } from './desk.module.js';

await runService({ name: 'desk', modules: () => [DeskModule], listens: 'web' });

import { loadConfig } from '#config';
import { onStopSignal, orExplain } from '#service';
import { startHotline } from './start-hotline.js';
import { welcome } from './welcome.js';

await orExplain(async () => {
  const config = loadConfig();
  const hotline = await startHotline(config);
  onStopSignal(() => hotline.stop(), hotline.runtime);
  process.stdout.write(`\n${welcome(config, hotline.runtime.firstRun)}\n`);
});

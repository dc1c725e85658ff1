import { loadConfig } from '#config';
import { onStopSignal, orExplain } from '#service';
import { startHotline } from './start-hotline.js';
import { welcome } from './welcome.js';

await orExplain(async () => {
  const config = loadConfig();
  const { runtime, stop } = await startHotline(config);
  onStopSignal(stop, runtime);
  process.stdout.write(`\n${welcome(config, runtime.firstRun)}\n`);
});

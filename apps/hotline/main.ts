import { loadConfig } from '#config';
import { Log, onStopSignal, orExplain } from '#service';
import { startHotline } from './start-hotline.js';
import { welcome } from './welcome.js';

await orExplain(async () => {
  const config = loadConfig();
  const starting = startHotline(config);
  // From the first moment on: whoever stops it half way through its start would leave the embedded server running.
  onStopSignal(async () => (await starting).stop(), { log: new Log(config.environment.logLevel, 'hotline') });
  const hotline = await starting;
  process.stdout.write(`\n${welcome(config, hotline.runtime.firstRun)}\n`);
});

import { type Config, loadConfig } from '#config';
import { Log, listen, onStopSignal, openRuntime, orExplain } from '#service';
import { type CarrierKeys, readSandboxOptions } from './read-sandbox-options.js';
import { startSandbox } from './start-sandbox.js';

await orExplain(async () => {
  const config = loadConfig();
  const log = new Log(config.environment.logLevel, 'sandbox');
  const options = readSandboxOptions(config, await findKeys(config));
  await listen(
    async () => {
      const sandbox = await startSandbox(options);
      onStopSignal(sandbox.close, { log });
      log.log(`sandbox is running on ${sandbox.url}`);
    },
    'SANDBOX_PORT',
    options.port,
  );
});

/** From the environment, or else those that the deployment made for itself at its first start. */
async function findKeys(config: Config): Promise<CarrierKeys> {
  const { accountSid, authToken } = config.environment.twilio;
  if (accountSid !== null && authToken !== null) return { carrierAccount: accountSid, carrierToken: authToken };
  const runtime = await openRuntime('sandbox', config);
  await runtime.close();
  return runtime.secrets;
}

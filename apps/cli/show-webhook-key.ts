import { loadSecrets } from '#service';
import { loadConfig } from '#config';
import { print } from './print.js';
import { withStore } from './with-store.js';

/** What an outside service checks the signature of our calls with. */
export async function showWebhookKey(): Promise<void> {
  const { environment } = loadConfig();
  const secrets = await withStore((source) => loadSecrets(source, environment.twilio));
  print(secrets.webhookKey);
}

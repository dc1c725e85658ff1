import type { Config } from '#config';
import type { SandboxOptions } from './sandbox-options.js';

/** The deployment's own keys that the carrier shares with it. */
export interface CarrierKeys {
  readonly carrierAccount: string;
  readonly carrierToken: string;
}

/** The carrier as a deployment's configuration describes it; everyone in the roster who has a phone has one here. */
export function readSandboxOptions({ environment, hotline, roster }: Config, keys: CarrierKeys): SandboxOptions {
  return {
    port: environment.sandboxPort,
    host: environment.host,
    dataDir: environment.dataDir,
    accountSid: keys.carrierAccount,
    authToken: keys.carrierToken,
    hotlineNumber: hotline.phone,
    hotlineEmail: hotline.email,
    hotlineUrl: environment.publicUrl,
    smtpPort: environment.smtpPort,
    mostPerSecond: environment.mostPerSecond.first,
    people: roster.people.flatMap(({ name, phone, email }) => (phone === undefined ? [] : [{ name, phone, email }])),
  };
}

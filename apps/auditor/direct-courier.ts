import type { Config } from '#config';
import { type Courier, openCourier } from '#courier';
import type { Secrets } from '#service';

const twilioItself = 'https://api.twilio.com';

/** A courier of the auditor's own, to the carrier that the configuration names, or else to the sandbox on this machine. */
export function directCourier({ environment, hotline }: Config, secrets: Secrets): Courier {
  const sandboxUrl = `http://127.0.0.1:${environment.sandboxPort}`;
  const carrierUrl = environment.twilio.baseUrl ?? sandboxUrl;
  return openCourier({
    phone: {
      accountSid: secrets.carrierAccount,
      authToken: secrets.carrierToken,
      baseUrl: carrierUrl === twilioItself ? null : carrierUrl,
      from: hotline.phone,
      statusCallback: `${environment.publicUrl}/hooks/twilio/status`,
      speechCallback: `${environment.publicUrl}/hooks/twilio/page-call`,
    },
    mail: {
      from: { name: `${hotline.name.en} / ${hotline.name.fr}`, address: hotline.email },
      through:
        environment.smtpUrl === null
          ? { sandbox: { url: sandboxUrl, token: secrets.carrierToken } }
          : { smtpUrl: environment.smtpUrl },
    },
  });
}

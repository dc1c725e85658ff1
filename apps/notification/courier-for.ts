import type { Config } from '#config';
import { type Courier, type MailCarrierOptions, openCourier, type PhoneAccount } from '#courier';
import type { Secrets } from '#service';

const twilioItself = 'https://api.twilio.com';

/** The courier that the configuration names; where it names no carrier, the sandbox on this machine. */
export function courierFor(config: Config, secrets: Secrets): Courier {
  const { environment, hotline } = config;
  const sandboxUrl = `http://127.0.0.1:${environment.sandboxPort}`;
  return openCourier({
    phone: {
      accountSid: secrets.carrierAccount,
      authToken: secrets.carrierToken,
      baseUrl: serverOf(environment.twilio.baseUrl ?? sandboxUrl),
      from: hotline.phone,
      statusCallback: `${environment.publicUrl}/hooks/twilio/status`,
      speechCallback: `${environment.publicUrl}/hooks/twilio/page-call`,
    },
    mail: {
      from: sender(config),
      through:
        environment.smtpUrl === null
          ? { sandbox: { url: sandboxUrl, token: secrets.carrierToken } }
          : { smtpUrl: environment.smtpUrl },
    },
    push: {
      ...secrets.vapid,
      subject: `mailto:${hotline.email}`,
      // Without a carrier of its own this is a sandbox.
      allowsLoopback: environment.twilio.baseUrl === null,
    },
    second: secondCarriers(config),
  });
}

function secondCarriers(config: Config) {
  const { publicUrl, second } = config.environment;
  const phone: PhoneAccount | null = second.twilio && {
    ...second.twilio,
    baseUrl: serverOf(second.twilio.baseUrl),
    // Its webhooks are signed with its own token.
    statusCallback: `${publicUrl}/hooks/twilio/status?carrier=second`,
    speechCallback: `${publicUrl}/hooks/twilio/page-call?carrier=second`,
  };
  const { smtpUrl } = second;
  return {
    ...(phone !== null && { phone }),
    ...(second.textGateway !== null && { texts: second.textGateway }),
    ...(smtpUrl !== null && { mail: { from: sender(config), through: { smtpUrl } } }),
  };
}

function serverOf(baseUrl: string | null): string | null {
  return baseUrl === twilioItself ? null : baseUrl;
}

function sender({ hotline }: Config): MailCarrierOptions['from'] {
  return { name: `${hotline.name.en} / ${hotline.name.fr}`, address: hotline.email };
}

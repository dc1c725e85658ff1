import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

export const probeChannels = ['api', 'email', 'sms'] as const;
export type ProbeChannel = (typeof probeChannels)[number];

export interface Probe {
  readonly token: string;
  /** Where the answer goes. */
  readonly email: string;
  readonly phone: string;
}

export interface Doors {
  readonly publicUrl: string;
  readonly smtpPort: number;
  readonly hotline: { readonly email: string; readonly phone: string };
  readonly carrierAccount: string;
  readonly carrierToken: string;
}

const timeoutMs = 10_000;
/** Read by the rules as what it is: an exercise, which wakes nobody. */
const words = 'This is an exercise, exercise only: the hotline tests itself. No action is needed.';

/** Sends a report through a door as anybody would. Throws when the door does not take it. */
export async function sendProbe(channel: ProbeChannel, probe: Probe, doors: Doors): Promise<void> {
  if (channel === 'api') await throughApi(probe, doors);
  else if (channel === 'sms') await throughCarrier(probe, doors);
  else await throughMail(probe, doors);
}

async function throughApi({ token, email }: Probe, { publicUrl }: Doors): Promise<void> {
  await post(`${publicUrl}/api/v1/reports`, {
    headers: { 'content-type': 'application/json', 'idempotency-key': token },
    body: JSON.stringify({ language: 'en', description: words, contact: { email } }),
  });
}

/** A webhook as the carrier sends one: signed over the public address and the sorted fields of the form. */
async function throughCarrier({ token, phone }: Probe, doors: Doors): Promise<void> {
  const url = `${doors.publicUrl}/hooks/twilio/sms`;
  const form = {
    MessageSid: token,
    AccountSid: doors.carrierAccount,
    From: phone,
    To: doors.hotline.phone,
    Body: words,
    NumMedia: '0',
  };
  const signed = Object.entries(form)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat()
    .join('');
  await post(url, {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', doors.carrierToken)
        .update(url + signed)
        .digest('base64'),
    },
    body: new URLSearchParams(form).toString(),
  });
}

async function post(url: string, request: { readonly headers: Record<string, string>; readonly body: string }) {
  const answer = await fetch(url, { method: 'POST', ...request, signal: AbortSignal.timeout(timeoutMs) });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the door answered ${answer.status}`);
}

/** The shortest conversation that delivers one mail to the door on this machine. */
async function throughMail({ token, email }: Probe, { smtpPort, hotline }: Doors): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port: smtpPort });
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error('the door does not answer')));
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const answer = async (): Promise<void> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the door hung up');
      if (/^[45]/.test(value)) throw new Error(`the door answered ${value.slice(0, 3)}`);
      // Of an answer in several lines the last has a space after its number.
      if (/^\d{3} /.test(value)) return;
    }
  };
  const mail = [
    `From: <${email}>`,
    `To: <${hotline.email}>`,
    'Subject: Self-test',
    `Message-ID: <${token}@self-test.invalid>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    words,
    '.',
  ].join('\r\n');
  const failed = new Promise<never>((_, reject) => socket.once('error', reject));
  const talk = async (): Promise<void> => {
    await answer();
    for (const line of ['EHLO self-test', `MAIL FROM:<${email}>`, `RCPT TO:<${hotline.email}>`, 'DATA', mail]) {
      socket.write(`${line}\r\n`);
      await answer();
    }
    socket.end('QUIT\r\n');
  };
  try {
    await Promise.race([talk(), failed]);
  } finally {
    failed.catch(() => undefined);
    socket.destroySoon();
  }
}

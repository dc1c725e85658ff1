import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SandboxRig } from './sandbox-rig.js';

let rig: SandboxRig;

beforeEach(async () => {
  rig = await SandboxRig.start();
});

afterEach(() => rig.close());

describe('The mailbox', () => {
  const raw = [
    'From: Hotline <hotline@centre.example>',
    'To: someone@party.example',
    'Subject: =?utf-8?Q?Re=C3=A7u?=',
    'Message-ID: <1@centre.example>',
    'In-Reply-To: <0@party.example>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Référence K7',
  ].join('\r\n');

  it('takes a raw mail and shows what a reader would see', async () => {
    const posted = await rig.postMail(raw);
    expect(posted.status).toBe(201);
    await rig.postMail(raw, { 'x-envelope-to': 'else+1@party.example' });
    const { body } = await rig.api('/api/mailbox?to=someone@party.example');
    expect(body).toMatchObject([
      {
        from: 'hotline@centre.example',
        to: ['someone@party.example'],
        subject: 'Reçu',
        messageId: '<1@centre.example>',
        inReplyTo: '<0@party.example>',
        html: null,
      },
    ]);
    expect(body[0].text.trim()).toBe('Référence K7');
    expect((await rig.api('/api/mailbox?to=else+1@party.example')).body).toHaveLength(1);
    expect((await rig.api('/api/mailbox')).body).toHaveLength(2);
    expect(await (await fetch(`${rig.url}/api/mailbox/${body[0].id}/raw`)).text()).toBe(raw);
  });

  it('refuses a stranger, another type, and a mail for nobody', async () => {
    expect((await rig.postMail(raw, { authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await rig.postMail(raw, { 'content-type': 'application/json' })).status).toBe(400);
    expect((await rig.postMail(raw, { 'x-envelope-to': '' })).status).toBe(400);
    expect((await rig.postMail('')).status).toBeLessThan(500);
  });

  it('takes a mail of many megabytes', async () => {
    const big = `${raw}\r\n${'0123456789abcdef'.repeat(4)}\r\n`.padEnd(20 * 1024 * 1024, 'x\r\n');
    expect((await rig.postMail(big)).status).toBe(201);
    expect((await rig.postMail(big.padEnd(31 * 1024 * 1024, 'x'))).status).toBe(413);
    // Fifty megabytes over one machine's loopback, beside other tests.
  }, 30_000);

  it('writes a real mail to the hotline, and says what its server said', async () => {
    const mail = { from: 'someone@party.example', to: 'hotline@centre.example', subject: 'Piraté', text: 'Aidez-nous' };
    const sent = await rig.api('/api/mailbox/send', { ...mail, inReplyTo: '<1@centre.example>' });
    expect(sent).toMatchObject({ status: 202, body: { response: expect.stringContaining('250') } });
    expect(rig.mails[0]).toMatchObject({ from: mail.from, to: [mail.to] });
    expect(rig.mails[0]?.raw).toContain('In-Reply-To: <1@centre.example>');
    expect((await rig.api('/api/mailbox')).body).toEqual([]);
    expect((await rig.api('/api/mailbox?box=sent')).body).toMatchObject([{ subject: 'Piraté', from: mail.from }]);
    const refused = await rig.api('/api/mailbox/send', { ...mail, to: 'nobody@centre.example' });
    expect(refused).toMatchObject({ status: 502, body: { message: expect.stringContaining('No such mailbox') } });
    expect((await rig.api('/api/mailbox/send', { ...mail, from: 'x\r\nBcc: y' })).status).toBe(400);
  });

  it('is reachable through any mail library that can compose a message', async () => {
    const composer = createTransport({ streamTransport: true, buffer: true });
    const letter = { from: 'hotline@centre.example', to: 'a@b.example', html: '<p>Hi</p>' };
    const { message } = await composer.sendMail(letter);
    expect((await rig.postMail(Buffer.isBuffer(message) ? message.toString('utf8') : '')).status).toBe(201);
    const [mail] = (await rig.api('/api/mailbox')).body;
    expect(mail.html).toContain('<p>Hi</p>');
    expect(mail.text).toContain('Hi');
  });
});

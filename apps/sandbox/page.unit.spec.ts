import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALLER, DANA, HOTLINE, SandboxRig } from './sandbox-rig.js';

let rig: SandboxRig;

beforeEach(async () => {
  rig = await SandboxRig.start();
});

afterEach(() => rig.close());

describe('The page', () => {
  it('shows each phone by name with its texts, escaped, under a policy that allows nothing inline', async () => {
    await rig.client().messages.create({
      to: DANA,
      from: HOTLINE,
      body: '<script>alert(1)</script> https://x.example/a?b=1.',
    });
    const response = await fetch(rig.url);
    const html = await response.text();
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(html).toContain('<title>(1) Sandbox carrier</title>');
    expect(html).toContain('Dana Roy');
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).toContain('<a href="https://x.example/a?b=1" target="_blank" rel="noreferrer">');
    expect(html).not.toContain('<script>');
    expect(html).not.toMatch(/ style=/);
  });

  it('is not sent again while nothing changed', async () => {
    const first = await fetch(rig.url);
    const headers = { 'if-none-match': String(first.headers.get('etag')) };
    expect((await fetch(rig.url, { headers })).status).toBe(304);
    await rig.client().messages.create({ to: DANA, from: HOTLINE, body: 'x' });
    expect((await fetch(rig.url, { headers })).status).toBe(200);
  });

  it('works by plain forms, and shows what was typed again when it cannot be served', async () => {
    const texted = await rig.postForm('/page/texts', { from: CALLER, body: 'one\r\ntwo' });
    expect([texted.status, texted.headers.get('location')]).toEqual([303, `/#phone-${CALLER.slice(1)}`]);
    expect(rig.webhooks[0]?.params['Body']).toBe('one\ntwo');
    const refused = await rig.postForm('/page/texts', { from: '555', body: 'keep me' });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('keep me');
    expect(html).toContain('role="alert"');
    const mail = { from: 'a@party.example', to: 'hotline@centre.example', subject: '', text: 'Help' };
    expect((await rig.postForm('/page/mails', mail)).headers.get('location')).toBe('/#mailbox');
    expect(rig.mails).toHaveLength(1);
  });
});

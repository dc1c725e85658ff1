import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CALLER, DANA, HOTLINE, SandboxRig } from './sandbox-rig.js';

let rig: SandboxRig;

beforeEach(async () => {
  rig = await SandboxRig.start();
});
afterEach(() => rig.close());

const voice = '/hooks/twilio/voice';
const dial = `<Response><Dial action="/dialled" timeout="20"><Number url="/whisper">${DANA}</Number></Dial></Response>`;
const whisper =
  '<Response><Gather numDigits="1" action="/take" actionOnEmptyResult="true"><Say>A caller.</Say></Gather></Response>';
const goodbye = '<Response><Say>Goodbye.</Say><Hangup/></Response>';

/** A caller for whom Dana's phone rings, and the leg that rings there. */
async function ringing(): Promise<{ readonly sid: string; readonly leg: string }> {
  rig.answer(voice, { status: 200, twiml: dial });
  rig.answer('/whisper', { status: 200, twiml: whisper });
  rig.answer('/dialled', { status: 200, twiml: goodbye });
  const { body } = await rig.api(`/api/phones/${CALLER}/calls`, { to: HOTLINE });
  const [leg] = (await rig.api(`/api/phones/${DANA}/messages`)).body;
  expect(leg).toMatchObject({ direction: 'outbound-dial', status: 'ringing', parentSid: body.sid });
  return { sid: body.sid, leg: leg.sid };
}

async function dialled(): Promise<Readonly<Record<string, string>> | undefined> {
  await vi.waitFor(() => expect(rig.webhooksOn('/dialled')).toHaveLength(1));
  return rig.webhooksOn('/dialled')[0]?.params;
}

describe('A phone that is rung for a caller', () => {
  it('hears the whisper, presses the key and is put through, until it hangs up', async () => {
    const { leg } = await ringing();
    expect(await (await fetch(rig.url)).text()).toContain('Pick up');
    const picked = await rig.api(`/api/phones/${DANA}/calls/${leg}/pickup`, {});
    expect(picked.body).toMatchObject({ said: ['A caller.'], awaitsDigits: true });
    rig.answer('/take', { status: 200, twiml: '<Response/>' });
    await rig.api(`/api/phones/${DANA}/calls/${leg}/digits`, { digits: '1' });
    await rig.api(`/api/phones/${DANA}/calls/${leg}/hangup`, undefined, 'POST');
    expect(await dialled()).toMatchObject({ DialCallStatus: 'completed', DialCallSid: leg, DialBridged: 'true' });
    expect(rig.webhooks.every(({ signed }) => signed)).toBe(true);
    expect(await rig.client().calls(leg).fetch()).toMatchObject({ status: 'completed', direction: 'outbound-dial' });
  });

  it.each([
    ['busy', 'busy', 'false'],
    ['no-answer', 'no-answer', 'false'],
    ['voicemail', 'completed', 'false'],
  ])('as %s ends the dialling as %s', async (as, DialCallStatus, DialBridged) => {
    const { leg } = await ringing();
    rig.answer('/take', { status: 200, twiml: '<Response><Hangup/></Response>' });
    await rig.api(`/api/phones/${DANA}/calls/${leg}/pickup`, { as });
    expect(await dialled()).toMatchObject({ DialCallStatus, DialBridged });
    expect(await rig.api(`/api/phones/${DANA}/calls/${leg}/pickup`, {})).toMatchObject({ status: 404 });
  });

  it('stops ringing when the caller hangs up, and the number’s status callback tells the end', async () => {
    const { sid, leg } = await ringing();
    await rig.api(`/api/phones/${CALLER}/calls/${sid}/hangup`, undefined, 'POST');
    expect(await dialled()).toMatchObject({ DialCallStatus: 'canceled', CallStatus: 'completed' });
    await vi.waitFor(() => expect(rig.webhooksOn(`${voice}/ended`)).toHaveLength(1));
    expect(rig.webhooksOn(`${voice}/ended`)[0]?.params).toMatchObject({ CallSid: sid, CallDuration: '0' });
    expect(await rig.client().calls(leg).fetch()).toMatchObject({ status: 'canceled' });
  });

  it('can be planned to be a voicemail', async () => {
    await rig.api('/api/faults', { kind: 'calls', to: DANA, deliver: { status: 'voicemail' } });
    rig.answer('/take', { status: 200, twiml: '<Response><Hangup/></Response>' });
    rig.answer(voice, { status: 200, twiml: dial });
    rig.answer('/whisper', { status: 200, twiml: whisper });
    await rig.api(`/api/phones/${CALLER}/calls`, { to: HOTLINE });
    expect(await dialled()).toMatchObject({ DialBridged: 'false' });
    expect(rig.webhooksOn('/take')[0]?.params['Digits']).toBe('');
  });
});

it('A message after the tone can be listed, fetched as sound, and forgotten', async () => {
  const record =
    '<Response><Record action="/message" recordingStatusCallback="/recording" transcribe="true" transcribeCallback="/written"/></Response>';
  rig.answer(voice, { status: 200, twiml: record });
  rig.answer('/message', { status: 200, twiml: goodbye });
  const { body: call } = await rig.api(`/api/phones/${CALLER}/calls`, { to: HOTLINE });
  expect(call.awaitsMessage).toBe(true);
  expect(await (await fetch(rig.url)).text()).toContain('Leave the message');
  await rig.api(`/api/phones/${CALLER}/calls/${call.sid}/message`, { text: 'Call me back', seconds: 2 });
  await vi.waitFor(() => expect(rig.webhooksOn('/written')).toHaveLength(1));
  expect(rig.webhooksOn('/written')[0]?.params).toMatchObject({ TranscriptionText: 'Call me back' });
  const [recording] = await rig.client().recordings.list({ callSid: call.sid });
  expect(recording).toMatchObject({ callSid: call.sid, duration: '2', status: 'completed' });
  expect(rig.webhooksOn('/recording')[0]?.params).toMatchObject({
    RecordingSid: recording?.sid,
    RecordingDuration: '2',
  });
  const { username, password } = { username: rig.client().username, password: rig.client().password };
  const sound = await fetch(`${rig.url}/2010-04-01/Accounts/${username}/Recordings/${recording?.sid}.wav`, {
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
  });
  const bytes = Buffer.from(await sound.arrayBuffer());
  expect([bytes.toString('latin1', 0, 4), bytes.length]).toEqual(['RIFF', 44 + 2 * 16_000]);
  await rig
    .client()
    .recordings(recording?.sid ?? '')
    .remove();
  expect(await rig.client().recordings.list()).toEqual([]);
});

import type { HotlineRig, PhoneEntry } from './hotline-rig.js';
import { until } from './until.js';

interface Sending {
  readonly media?: readonly { readonly contentType: string; readonly base64: string }[];
  readonly parts?: { readonly marked?: boolean; readonly reversed?: boolean };
}

/** One person with a phone, who knows nothing of the hotline but its number. */
export class TextPhone {
  private seen = 0;
  /** What was said by whom, in its order. */
  readonly transcript: string[] = [];

  constructor(
    private readonly rig: HotlineRig,
    readonly number: string,
  ) {}

  /** Texts the hotline, waits until all that comes of it has come, and gives what came back. */
  async text(body: string, sending: Sending = {}): Promise<readonly string[]> {
    await this.send(body, sending);
    await this.rig.settled();
    // Texts of one answer go out one after the other; a reader takes a while.
    for (let moment = 0; moment < 4; moment += 1) await this.rig.fastForward('5s');
    await this.rig.fastForward('40s');
    return this.read();
  }

  /** Texts the hotline and waits only until the carrier has it. */
  async send(body: string, sending: Sending = {}): Promise<string> {
    const answer = await fetch(`${this.rig.sandboxUrl}/api/phones/${encodeURIComponent(this.number)}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: this.rig.firstRun.hotline.phone, body, ...sending }),
    });
    if (answer.status !== 202) throw new Error(`the carrier refused the text: ${await answer.text()}`);
    const { sid = '' } = (await answer.json()) as { readonly sid?: string };
    await until('every webhook has had its answer', async () =>
      (await this.entries()).every(({ webhook }) => webhook === null || webhook.state !== 'sending'),
    );
    return sid;
  }

  /** What has come since the last look. */
  async read(): Promise<readonly string[]> {
    const entries = (await this.entries()).slice(this.seen);
    this.seen += entries.length;
    for (const { direction, body } of entries) this.transcript.push(`${direction === 'inbound' ? '>' : '<'} ${body}`);
    return entries.filter(({ direction }) => direction !== 'inbound').map(({ body }) => body);
  }

  private async entries(): Promise<readonly PhoneEntry[]> {
    return (await this.rig.phone(this.number)).filter(({ kind }) => kind === 'sms');
  }
}

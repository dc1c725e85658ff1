import type { ImapFlow } from 'imapflow';
import type { MailSettings } from '#config';
import type { Log } from '#service';
import type { FolderRows } from './folder-rows.js';
import type { MailLimits } from './mail-limits.js';
import type { MailboxAddress } from './mailbox-address.js';
import { readHeaderBlock, valuesOf } from './read-header-block.js';
import type { ReceiveMail } from './receive-mail.js';

/** A message that cannot be stored does not hold up the others for longer than this many in a row: then the store is down. */
const mostFailures = 3;
const dayMs = 24 * 3_600_000;
const mostAddresses = 100;

type FolderSettings = MailSettings['imap']['folders'][number];

/**
 * Reads one folder over one open connection. For each message: its row, then the report, then the mark on the server, each
 * durable before the next; so a message is marked only once it is stored, and one that was stored and not marked is not
 * stored again.
 */
export class ReadFolder {
  private uidValidity = '0';
  /** The server refused to mark; it is asked again with the next pass. */
  private isMarkRefused = false;

  constructor(
    private readonly client: ImapFlow,
    private readonly rows: FolderRows,
    private readonly parts: {
      readonly address: MailboxAddress;
      readonly folder: FolderSettings;
      readonly settings: MailSettings['imap'];
      readonly receiveMail: ReceiveMail;
      readonly limits: MailLimits;
      readonly log: Log;
    },
  ) {}

  /** Opens the folder, and begins with it anew when it is not the one of the last time. */
  async open(): Promise<void> {
    const { folder, settings, log } = this.parts;
    if (settings.moveTo !== undefined && settings.mark === 'move') {
      // Answers with an error when it is there already.
      await this.client.mailboxCreate(settings.moveTo).catch(() => undefined);
    }
    const box = await this.client.mailboxOpen(folder.name);
    this.uidValidity = String(box.uidValidity);
    const position = await this.rows.position();
    if (position?.uidValidity === this.uidValidity) return;
    // Later ones are seen by what follows, whatever comes in between.
    const nextUid = box.uidNext > 0 ? box.uidNext : largestOf(await this.search({ all: true })) + 1;
    if (position === null) {
      const first =
        settings.first === 'none' ? [] : await this.search(settings.first === 'all' ? { all: true } : { seen: false });
      await this.rows.begin(this.uidValidity, nextUid, first);
      return;
    }
    log.warn({ message: 'the folder of a mailbox has been made anew: its messages are compared with what is stored' });
    // SINCE knows days only, and in the server's zone (RFC 9051, 6.4.4).
    const since = new Date(position.since.getTime() - dayMs);
    await this.rows.begin(this.uidValidity, nextUid, await this.search({ or: [{ since }, { seen: false }] }));
  }

  /**
   * Stores what waits, and marks what is stored; says whether all of it was stored. Stops early when asked to; throws when the
   * server or the store fails.
   */
  async pass(signal: AbortSignal): Promise<boolean> {
    const position = await this.rows.position();
    const lastUid = position?.lastUid ?? 0;
    // `n:*` names the last message even when its number is below n (RFC 9051, 9 seq-range).
    const news = (await this.search({ uid: `${lastUid + 1}:*` })).filter((uid) => uid > lastUid);
    await this.rows.see(this.uidValidity, news);
    this.isMarkRefused = false;
    await this.mark();
    let failures = 0;
    let isAllStored = true;
    for (const uid of await this.rows.waiting(this.uidValidity)) {
      if (signal.aborted) return false;
      if (await this.store(uid)) {
        failures = 0;
        await this.mark();
        continue;
      }
      isAllStored = false;
      failures += 1;
      if (failures >= mostFailures) throw new Error('several messages in a row could not be stored');
    }
    await this.rows.reached();
    return isAllStored;
  }

  /** Whether the folder holds messages that should have rows and have none: they are put down, and counted. */
  async check(): Promise<number> {
    const position = await this.rows.position();
    if (position === null || position.uidValidity !== this.uidValidity) return 0;
    const { firstUid, lastUid } = position;
    if (lastUid < firstUid) return 0;
    const held = (await this.search({ uid: `${firstUid}:${lastUid}` })).filter(
      (uid) => uid >= firstUid && uid <= lastUid,
    );
    const unknown = await this.rows.unknown(this.uidValidity, held);
    await this.rows.see(this.uidValidity, unknown);
    return unknown.length;
  }

  /** False when this one message could not be stored. */
  private async store(uid: number): Promise<boolean> {
    const { limits, receiveMail, folder, address, log } = this.parts;
    const query = { uid: true, size: true, source: { start: 0, maxLength: limits.kept } };
    const message = await this.client.fetchOne(String(uid), query, { uid: true });
    if (message === false || message.source === undefined) {
      // Only a folder that is open and does not hold it has lost it.
      if ((await this.search({ uid: String(uid) })).includes(uid)) return this.fail(uid);
      await this.rows.settle(this.uidValidity, uid, 'vanished', null);
      log.warn({ message: 'a message was removed from the mailbox before it was read', uid });
      return true;
    }
    const raw = message.source;
    try {
      const receipt = await receiveMail.receive({
        raw,
        truncated: (message.size ?? raw.length) > raw.length && raw.length >= limits.kept,
        ...envelopeOf(raw),
        ...(folder.language !== undefined && { language: folder.language }),
        arrival: {
          via: 'imap',
          remoteAddress: null,
          helo: null,
          tls: null,
          at: `${address.label}/${folder.name}`,
          uid,
          uidValidity: this.uidValidity,
        },
      });
      const state = receipt.outcome === 'received' ? 'stored' : 'repeated';
      await this.rows.settle(this.uidValidity, uid, state, receipt.reportId);
      log.log({ message: 'mail stored', reportId: receipt.reportId, outcome: receipt.outcome, uid });
      return true;
    } catch (error) {
      log.error(
        { message: 'a message of a mailbox is not stored', uid },
        error instanceof Error ? error.stack : undefined,
      );
      return this.fail(uid);
    }
  }

  private async fail(uid: number): Promise<false> {
    await this.rows.failed(this.uidValidity, uid);
    return false;
  }

  /** A mailbox that cannot be marked is read all the same: what is stored is known by its row. */
  private async mark(): Promise<void> {
    if (this.isMarkRefused) return;
    const { settings, log } = this.parts;
    const stored = await this.rows.unmarked(this.uidValidity);
    if (stored.length === 0) return;
    const held = new Set(await this.search({ uid: stored.join(',') }));
    const there = stored.filter((uid) => held.has(uid));
    if (there.length > 0) {
      const range = there.join(',');
      const done =
        settings.mark === 'move' && settings.moveTo !== undefined
          ? await this.client.messageMove(range, settings.moveTo, { uid: true })
          : await this.client.messageFlagsAdd(range, ['\\Seen'], { uid: true });
      if (done === false || done === undefined) {
        this.isMarkRefused = true;
        log.warn({ message: 'the mailbox does not let its messages be marked', mark: settings.mark });
        return;
      }
    }
    await this.rows.marked(this.uidValidity, stored);
  }

  private async search(query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
    const found = await this.client.search(query, { uid: true });
    if (!Array.isArray(found)) throw new Error('the mailbox does not let itself be searched');
    return found;
  }
}

function largestOf(uids: readonly number[]): number {
  return uids.reduce((largest, uid) => Math.max(largest, uid), 0);
}

/** Who sent it and to whom, as the server that delivered it wrote down; failing that, as the mail says. */
function envelopeOf(raw: Buffer): { readonly sender: string | null; readonly recipients: readonly string[] } {
  const header = readHeaderBlock(raw);
  const addresses = (...names: readonly string[]) =>
    names
      .flatMap((name) => valuesOf(header, name))
      .flatMap((value) => value.slice(0, 10_000).match(/[^\s<>,;:"()]{1,100}@[^\s<>,;:"()]{1,255}/g) ?? [])
      .slice(0, mostAddresses);
  const [returnPath] = valuesOf(header, 'return-path');
  const [from = null] = addresses('from');
  const sender = returnPath === undefined ? from : (addresses('return-path')[0] ?? null);
  const delivered = addresses('delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to');
  return { sender, recipients: [...new Set([...delivered, ...addresses('to', 'cc')])] };
}

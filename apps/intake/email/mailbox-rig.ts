import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';

export const hasDovecot = spawnSync('dovecot', ['--version']).status === 0;

/** Why the specs that need a real IMAP server do not run, where there is none. */
export const withDovecot = hasDovecot ? 'on Dovecot' : 'on Dovecot (skipped: dovecot-imapd is not installed here)';

/** A Dovecot of the test's own, with one user whose mailbox is empty. */
export class DovecotRig {
  private server: ChildProcess | null = null;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(port: number): Promise<DovecotRig> {
    const rig = new DovecotRig(await mkdtemp(join(tmpdir(), 'vigil-dovecot-')), port);
    await chmod(rig.folder, 0o755);
    await mkdir(join(rig.folder, 'run'));
    for (const name of ['mail', 'home']) {
      await mkdir(join(rig.folder, name));
      await chmod(join(rig.folder, name), 0o777);
    }
    await writeFile(join(rig.folder, 'dovecot.conf'), rig.configuration());
    await rig.resume();
    return rig;
  }

  get url(): string {
    return `imap://hotline:secret@127.0.0.1:${this.port}`;
  }

  async resume(): Promise<void> {
    this.server = spawn('dovecot', ['-F', '-c', join(this.folder, 'dovecot.conf')], { stdio: 'ignore' });
    for (let waited = 0; waited < 10_000; waited += 50) {
      if (await answers(this.port)) return;
      await pause(50);
    }
    throw new Error('dovecot does not answer');
  }

  /** Takes the server away, as a network does: its connections end, its mail stays. */
  async pause(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server === null || server.exitCode !== null) return;
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await ended;
  }

  async stop(): Promise<void> {
    await this.pause();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** Does something to the mailbox as another mail program would. */
  async client<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: this.port,
      secure: false,
      auth: { user: 'hotline', pass: 'secret' },
      logger: false,
    });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout().catch(() => undefined);
    }
  }

  async deliver(raw: string | Buffer, folder = 'INBOX', flags: string[] = [], at = new Date()): Promise<void> {
    await this.client((client) => client.append(folder, raw, flags, at));
  }

  /** How many messages a folder holds, and how many of them are unseen. */
  async counts(folder = 'INBOX'): Promise<{ readonly messages: number; readonly unseen: number }> {
    const status = await this.client((client) => client.status(folder, { messages: true, unseen: true }));
    if (status === false) throw new Error(`there is no folder ${folder}`);
    return { messages: status.messages ?? -1, unseen: status.unseen ?? -1 };
  }

  private configuration(): string {
    const { username, uid, gid } = userInfo();
    const run = join(this.folder, 'run');
    return `
      base_dir = ${run}
      state_dir = ${run}
      log_path = ${join(this.folder, 'log')}
      protocols = imap
      listen = 127.0.0.1
      ssl = no
      disable_plaintext_auth = no
      default_internal_user = ${uid === 0 ? 'dovecot' : username}
      default_login_user = ${uid === 0 ? 'dovenull' : username}
      first_valid_uid = 0
      mail_location = maildir:${join(this.folder, 'mail')}
      mail_uid = ${uid === 0 ? 'mail' : uid}
      mail_gid = ${uid === 0 ? 'mail' : gid}
      mail_max_userip_connections = 100
      passdb {
        driver = static
        args = password=secret
      }
      userdb {
        driver = static
        args = uid=${uid === 0 ? 'mail' : uid} gid=${uid === 0 ? 'mail' : gid} home=${join(this.folder, 'home')}
      }
      service imap-login {
        ${uid === 0 ? '' : 'chroot ='}
        inet_listener imap {
          port = ${this.port}
        }
        inet_listener imaps {
          port = 0
        }
      }
      service anvil {
        chroot =
      }
    `;
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
    socket.setTimeout(1_000, () => {
      socket.destroy();
      done(false);
    });
  });
}

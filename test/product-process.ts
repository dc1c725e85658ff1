import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type App =
  | 'hotline'
  | 'intake'
  | 'intake/web'
  | 'intake/email'
  | 'intake/phone'
  | 'triage'
  | 'escalation'
  | 'notification'
  | 'records'
  | 'auditor'
  | 'desk'
  | 'sandbox';

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface StartOptions {
  /** Standard output and error go to `<logs>/<name>.out` and `.err`, one file for all starts of a name. */
  readonly logs: string;
  readonly name?: string;
  /** The product's environment; of ours it gets only PATH and HOME, as from a service manager. */
  readonly env: Readonly<Record<string, string>>;
  /** Another account, for what must be shown to work without root. */
  readonly uid?: number;
}

const everyMs = 20;

/** One process of the built product, as an operator runs it: `node dist/apps/<app>/main.js`. */
export class ProductProcess {
  private constructor(
    readonly app: App,
    private readonly child: ChildProcess,
    /** Settles when the process has ended, however it ended. */
    readonly exited: Promise<Exit>,
    private readonly files: { readonly out: string; readonly err: string },
  ) {}

  static start(app: App, { logs, name = app.replace('/', '-'), env, uid }: StartOptions): ProductProcess {
    const main = join('dist', 'apps', app, 'main.js');
    if (!existsSync(main)) throw new Error(`${main} is missing: run npm run build first`);
    const files = { out: join(logs, `${name}.out`), err: join(logs, `${name}.err`) };
    const [out, err] = [openSync(files.out, 'a'), openSync(files.err, 'a')];
    const { PATH = '', HOME = '/' } = process.env;
    const child = spawn(process.execPath, [main], {
      env: { PATH, HOME, ...env },
      stdio: ['ignore', out, err],
      // A process group of its own, so that a signal to the group, as Ctrl-C sends it, does not reach the tests.
      detached: true,
      ...(uid !== undefined && { uid, gid: uid }),
    });
    closeSync(out);
    closeSync(err);
    const exited = new Promise<Exit>((done) => {
      child.once('error', () => done({ code: null, signal: null }));
      child.once('exit', (code, signal) => done({ code, signal }));
    });
    return new ProductProcess(app, child, exited, files);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves with the milliseconds it took until this URL answered 200; fails with what the process said. */
  async answers(url: string, withinMs = 30_000): Promise<number> {
    const began = performance.now();
    while (performance.now() - began < withinMs) {
      if (!this.running) throw new Error(`${this.app} ended before it answered: ${await this.errors()}`);
      if (await isOk(url)) return performance.now() - began;
      await pause(everyMs);
    }
    throw new Error(`${this.app} did not answer at ${url} within ${withinMs} ms: ${await this.errors()}`);
  }

  /** Resolves when the process has said so on standard output: for those without a door. */
  async says(text: string, withinMs = 30_000): Promise<void> {
    const until = performance.now() + withinMs;
    while (performance.now() < until) {
      if ((await this.output()).includes(text)) return;
      if (!this.running) throw new Error(`${this.app} ended before it said “${text}”: ${await this.errors()}`);
      await pause(everyMs);
    }
    throw new Error(`${this.app} did not say “${text}” within ${withinMs} ms: ${await this.errors()}`);
  }

  /** Asks it to stop, as a service manager (SIGTERM) or a terminal (SIGINT to the whole group) does. */
  async stop(signal: 'SIGTERM' | 'SIGINT' = 'SIGTERM', withinMs = 30_000): Promise<Exit> {
    if (this.running) this.send(signal, signal === 'SIGINT');
    const late = pause(withinMs, null, { ref: false });
    const exit = await Promise.race([this.exited, late]);
    if (exit !== null) return exit;
    await this.kill();
    throw new Error(`${this.app} had not stopped ${withinMs} ms after ${signal}`);
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    if (this.running) this.send('SIGKILL', false);
    await this.exited;
  }

  output(): Promise<string> {
    return readFile(this.files.out, 'utf8');
  }

  errors(): Promise<string> {
    return readFile(this.files.err, 'utf8');
  }

  private send(signal: NodeJS.Signals, wholeGroup: boolean): void {
    const { pid } = this.child;
    if (pid !== undefined) process.kill(wholeGroup ? -pid : pid, signal);
  }
}

export async function isOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

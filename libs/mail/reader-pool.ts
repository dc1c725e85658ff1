import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Task } from './read-in-worker.js';
import { type MailProblem, type ReadMail, type ReadMailOptions, unreadableMail } from './reading.js';

export interface ReaderPoolOptions {
  /** Messages read at the same time. */
  readonly size?: number;
  /** Longest that one message is worked on, in milliseconds. */
  readonly timeLimit?: number;
  /** Most memory for the objects of one message, in megabytes; its bytes come on top, bounded by the bounds. */
  readonly memoryLimit?: number;
  /** What runs in the workers; for tests of what a bad message does to one. */
  readonly entry?: URL;
}

interface Job {
  readonly raw: Buffer;
  readonly options: ReadMailOptions;
  readonly settle: (mail: ReadMail) => void;
}

const longestReading = 10_000;
const mostMemory = 320;

/**
 * Reads messages in threads of their own, each within a limit of time and memory. Never rejects: a message that hangs or
 * kills its thread comes back unreadable with the reason, the thread is replaced, and nothing else is touched. Idle threads do
 * not keep the process alive.
 */
export class ReaderPool {
  private readonly size: number;
  private readonly timeLimit: number;
  private readonly memoryLimit: number;
  private readonly entry: URL;
  private readonly waiting: Job[] = [];
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();
  private busy = 0;
  private closed = false;

  constructor(options: ReaderPoolOptions = {}) {
    this.size = options.size ?? Math.max(1, Math.min(4, availableParallelism() - 1));
    this.timeLimit = options.timeLimit ?? longestReading;
    this.memoryLimit = options.memoryLimit ?? mostMemory;
    this.entry = options.entry ?? workerEntry();
  }

  read(raw: Buffer, options: ReadMailOptions = {}): Promise<ReadMail> {
    return new Promise((settle) => {
      if (this.closed) {
        settle(unreadableMail('crashed'));
        return;
      }
      this.waiting.push({ raw, options, settle });
      this.start();
    });
  }

  /** Ends all threads. What is being read comes back unreadable. */
  async close(): Promise<void> {
    this.closed = true;
    for (const { settle } of this.waiting.splice(0)) settle(unreadableMail('crashed'));
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }

  private start(): void {
    while (this.busy < this.size) {
      const job = this.waiting.shift();
      if (job === undefined) return;
      this.busy += 1;
      this.run(job, this.idle.pop() ?? this.open());
    }
  }

  private open(): Worker {
    const worker = new Worker(this.entry, {
      // Nothing of the process's environment or flags: a reader needs neither secrets nor settings.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.memoryLimit, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    });
    this.all.add(worker);
    return worker;
  }

  private run(job: Job, worker: Worker): void {
    worker.ref();
    const finish = (mail: ReadMail, reusable: boolean) => {
      clearTimeout(alarm);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      this.busy -= 1;
      if (reusable && !this.closed) {
        worker.unref();
        // An idle thread that dies is not used again, and no error of it may end the process.
        worker.once('error', () => this.drop(worker));
        this.idle.push(worker);
      } else {
        worker.on('error', () => undefined);
        this.all.delete(worker);
        void worker.terminate();
      }
      job.settle(mail);
      this.start();
    };
    const giveUp = (problem: MailProblem) => finish(unreadableMail(problem), false);
    const onMessage = (mail: ReadMail) => finish(withBuffers(mail), true);
    const onError = (error: NodeJS.ErrnoException) =>
      giveUp(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed');
    const onExit = () => giveUp('crashed');
    const alarm = setTimeout(() => giveUp('timeout'), this.timeLimit);
    worker.removeAllListeners('error');
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    const raw = Uint8Array.from(job.raw);
    const task: Task = { raw, options: job.options };
    worker.postMessage(task, [raw.buffer]);
  }

  private drop(worker: Worker): void {
    this.all.delete(worker);
    const at = this.idle.indexOf(worker);
    if (at !== -1) this.idle.splice(at, 1);
  }
}

/** Buffers lose their class on the way between threads. */
function withBuffers(mail: ReadMail): ReadMail {
  const attachments = mail.attachments.map((file) => ({
    ...file,
    content: Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength),
  }));
  return { ...mail, attachments };
}

export const runsFromSource = import.meta.url.endsWith('.ts');

/** A thread runs what was built, also when this file runs from its source, as in tests. */
function workerEntry(): URL {
  const entry = new URL(
    runsFromSource ? '../../dist/libs/mail/read-in-worker.js' : './read-in-worker.js',
    import.meta.url,
  );
  if (!existsSync(fileURLToPath(entry))) throw new Error('The reader of mail is not built: run `npm run build` first.');
  return entry;
}

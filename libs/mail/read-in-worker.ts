import { parentPort } from 'node:worker_threads';
import { readMailHere } from './read-mail-here.js';
import type { ReadMail, ReadMailOptions } from './reading.js';

/** What the pool sends to a worker, one at a time. */
export interface Task {
  readonly raw: Uint8Array;
  readonly options: ReadMailOptions;
}

parentPort?.on('message', ({ raw, options }: Task) => {
  void readMailHere(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), options).then(answer);
});

/** A content may be a view of the whole message: each gets bytes of its own, which are handed over and not copied again. */
function answer(mail: ReadMail): void {
  const attachments = mail.attachments.map((file) => ({ ...file, content: Uint8Array.from(file.content) }));
  parentPort?.postMessage(
    { ...mail, attachments },
    attachments.map(({ content }) => content.buffer),
  );
}

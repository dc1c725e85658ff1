import { Readable } from 'node:stream';
import { Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import { safeFileName } from './file-name.js';

/**
 * A ZIP archive with one file in it, encrypted with AES-256: nothing on the way opens, previews, scans away or starts what
 * is inside. The password is no secret; it is the step that nobody takes by mistake.
 */
export function sealInArchive(name: string, content: Buffer, password: string): Readable {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = new ZipWriter(writable, { password, encryptionStrength: 3, level: 0, useWebWorkers: false });
  const writing = writer
    .add(safeFileName(name), new Uint8ArrayReader(content), { extendedTimestamp: false })
    .then(() => writer.close());
  const sealed = Readable.from(chunksOf(readable));
  writing.catch((error: unknown) => sealed.destroy(error instanceof Error ? error : new Error('not sealed')));
  return sealed;
}

async function* chunksOf(readable: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

import { createHash } from 'node:crypto';
import type { Content, Kept } from '#attachments';

/** How far beyond the bound a stream is followed before it is given up, in bytes. */
const patience = 1024 * 1024;

/**
 * Content on its way into the store, hashed as it passes: when the store fails in the middle, the rest can be followed and
 * the hash is known all the same. Whoever stops reading does not destroy the source, which is part of a larger message.
 */
export class WatchedContent implements AsyncIterable<Uint8Array> {
  /** True once the sender broke off: then the whole message is lost, not one file. */
  senderFailed = false;
  private readonly hash = createHash('sha256');
  private readonly source: AsyncIterator<Uint8Array>;
  private size = 0;
  private ended = false;

  constructor(
    content: Content,
    private readonly most: number,
  ) {
    this.source = (Buffer.isBuffer(content) ? once(content) : content)[Symbol.asyncIterator]();
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.next() };
  }

  /** Follows the rest. Null when there is more than may be. */
  async finish(): Promise<Kept | null> {
    while (!this.ended && this.size <= this.most + patience) await this.next();
    return this.size > this.most ? null : { sha256: this.hash.copy().digest('hex'), size: this.size };
  }

  private async next(): Promise<IteratorResult<Uint8Array>> {
    try {
      const result = await this.source.next();
      if (result.done === true) this.ended = true;
      else this.note(result.value);
      return result;
    } catch (error) {
      this.senderFailed = true;
      this.ended = true;
      throw error;
    }
  }

  private note(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.size <= this.most) this.hash.update(chunk);
  }
}

async function* once(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}

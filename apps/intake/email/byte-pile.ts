const blockSize = 64 * 1024;

/**
 * Bytes that arrive in pieces of any size, kept in blocks: a mail whose every line begins with a dot comes in millions of
 * pieces, which kept one by one would take thirty times its size.
 */
export class BytePile {
  private blocks: Buffer[] = [];
  private free = 0;
  private size = 0;

  get length(): number {
    return this.size;
  }

  add(piece: Buffer): void {
    for (let start = 0; start < piece.length;) {
      if (this.free === 0) {
        this.blocks.push(Buffer.allocUnsafe(blockSize));
        this.free = blockSize;
      }
      const copied = piece.copy(this.blocks.at(-1) ?? Buffer.alloc(0), blockSize - this.free, start);
      this.free -= copied;
      this.size += copied;
      start += copied;
    }
  }

  clear(): void {
    this.blocks = [];
    this.free = 0;
    this.size = 0;
  }

  join(): Buffer {
    return Buffer.concat(this.blocks, this.size);
  }
}

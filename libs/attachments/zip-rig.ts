import { crc32, deflateRawSync } from 'node:zlib';

export interface RigEntry {
  readonly name: string;
  /** Raw DEFLATE data, or bytes that are deflated for you. */
  readonly content: Buffer;
  readonly deflated?: boolean;
  /** What the archive says it unpacks to, when that is not the truth. */
  readonly says?: number;
  readonly encrypted?: boolean;
  /** Points at the data of the entry before, as overlapping bombs do. */
  readonly sharesPrevious?: boolean;
}

/** For specs: archives that no honest packer makes (APPNOTE 6.3.10, sections 4.3.7 and 4.3.12). */
export function zipOf(entries: readonly RigEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let start = 0;
  for (const { name, content, deflated = false, says, encrypted = false, sharesPrevious = false } of entries) {
    const data = deflated ? content : deflateRawSync(content);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(encrypted ? 1 : 0, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(deflated ? 0 : crc32Of(content), 10);
    header.writeUInt32LE(data.length, 14);
    header.writeUInt32LE(says ?? (deflated ? 0 : content.length), 18);
    header.writeUInt16LE(Buffer.byteLength(name), 22);
    if (!sharesPrevious) {
      const record = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), header, Buffer.from(name), data]);
      start = offset;
      local.push(record);
      offset += record.length;
    }
    const end = Buffer.alloc(14);
    end.writeUInt32LE(start, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, end, Buffer.from(name)]));
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

function crc32Of(bytes: Buffer): number {
  return crc32(bytes);
}

/** An archive in an archive, so many times. */
export function nestedZip(levels: number): Buffer {
  let inner = zipOf([{ name: 'core.txt', content: Buffer.from('nothing') }]);
  for (let level = 1; level < levels; level += 1) inner = zipOf([{ name: `level-${level}.zip`, content: inner }]);
  return inner;
}

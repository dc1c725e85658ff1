import { BlobReader, TextWriter, type FileEntry, ZipReader } from '@zip.js/zip.js';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { previewImage } from './preview-image.js';
import { sealInArchive } from './seal-in-archive.js';

const limits = { edge: 1_600, pixels: 40_000_000, time: 5 };

describe('the preview of a picture', () => {
  let photo: Buffer;

  beforeAll(async () => {
    const raw = { create: { width: 3_000, height: 2_000, channels: 3, background: '#246' } } as const;
    photo = await sharp(raw)
      .withExif({ IFD0: { Artist: 'where I live' } })
      .jpeg()
      .toBuffer();
  });

  it('is drawn anew, no longer than its bound, with nothing but pixels', async () => {
    expect(photo.includes('where I live')).toBe(true);
    const preview = await previewImage(Buffer.concat([photo, Buffer.from('<script>')]), 'image/jpeg', limits);
    if (preview.outcome !== 'made') throw new Error('no preview');
    const { width, height, format, exif } = await sharp(preview.content).metadata();
    expect({ width, height, format, exif }).toEqual({ width: 1_600, height: 1_067, format: 'webp', exif: undefined });
    expect(preview.content.includes('where I live') || preview.content.includes('<script>')).toBe(false);
  });

  it.each([
    [
      'a drawing in SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'image/svg+xml',
      'no-picture',
    ],
    [
      'SVG that is called PNG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'image/png',
      'unreadable',
    ],
    ['a PDF that is called PNG', Buffer.from('%PDF-1.4 1 0 obj'), 'image/png', 'unreadable'],
    ['half a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'image/png', 'unreadable'],
    ['a text', Buffer.from('hello'), 'text/plain', 'no-picture'],
  ])('is refused of %s', async (_, bytes, type, why) => {
    expect(await previewImage(bytes, type, limits)).toEqual({ outcome: 'refused', why });
  });

  it('is refused of a picture with more pixels than anyone needs, however small its file', async () => {
    const raw = { create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' } } as const;
    const bomb = await sharp(raw).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await previewImage(bomb, 'image/png', limits)).toEqual({ outcome: 'refused', why: 'unreadable' });
  });
});

describe('a sealed archive', () => {
  it('opens with the password alone, and holds the file under a safe name', async () => {
    const pieces: Buffer[] = [];
    const content = Buffer.from('MZ and what follows');
    for await (const piece of sealInArchive('../evil.exe', content, 'infected') as AsyncIterable<Buffer>)
      pieces.push(piece);
    const archive = Buffer.concat(pieces);
    expect(archive.includes('MZ and what')).toBe(false);
    const read = async (password: string) => {
      const reader = new ZipReader(new BlobReader(new Blob([new Uint8Array(archive)])), { password });
      const [entry] = await reader.getEntries();
      return { name: entry?.filename, text: await (entry as FileEntry).getData(new TextWriter()) };
    };
    expect(await read('infected')).toEqual({ name: 'evil.exe', text: content.toString() });
    await expect(read('guessed')).rejects.toThrow(/password/i);
  });
});

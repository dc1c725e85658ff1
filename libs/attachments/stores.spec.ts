import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentStore } from './attachment-store.js';
import { BucketRig } from './bucket-rig.js';
import { BucketStore } from './bucket-store.js';
import { FolderStore } from './folder-store.js';
import { openStore, readBucketUrl } from './open-store.js';
import { readContent } from './read-content.js';

const keys = { accessKey: 'AKEXAMPLE', secretKey: 'not/a+secret', region: 'ca-central-1' };
const most = 1_000_000;
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const past = (): Date => new Date(Date.now() - 2 * 86_400_000);
const dayAgo = (): Date => new Date(Date.now() - 86_400_000);

let folder: string;
let bucket: BucketRig;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-bytes-'));
  bucket = await BucketRig.open(keys);
});

afterAll(async () => {
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

interface Kind {
  readonly kind: string;
  readonly open: () => AttachmentStore;
  readonly age: (sha256: string) => Promise<void>;
}

const kinds: readonly Kind[] = [
  {
    kind: 'a folder',
    open: () => new FolderStore(join(folder, 'kept')),
    age: (sha256) => utimes(join(folder, 'kept', sha256.slice(0, 2), sha256.slice(2, 4), sha256), past(), past()),
  },
  {
    kind: 'a bucket',
    open: () =>
      new BucketStore(
        { ...keys, endpoint: bucket.endpoint, bucket: 'vigil', prefix: 'files' },
        join(folder, 'waiting'),
      ),
    age: async (sha256) => {
      for (const [key, object] of bucket.objects) if (key.endsWith(sha256)) object.modified = past();
    },
  },
];

describe.each(kinds)('bytes kept in $kind', ({ open, age }) => {
  it('come back as they were put, under their own hash', async () => {
    const bytes = Buffer.from('what the phish looked like');
    const put = await open().put(bytes, most);
    expect(put).toEqual({ outcome: 'kept', sha256: hashOf(bytes), size: bytes.length });
    expect(await open().has(hashOf(bytes))).toBe(true);
    expect(await readContent(open(), hashOf(bytes), most)).toEqual(bytes);
  });

  it('are kept once, however many put them at once', async () => {
    const bytes = Buffer.alloc(300_000, 'same');
    const stores = Array.from({ length: 6 }, open);
    const puts = await Promise.all([...stores, ...stores].map((store) => store.put(bytes, most)));
    expect(new Set(puts.map((put) => put.outcome))).toEqual(new Set(['kept']));
    expect(await readContent(open(), hashOf(bytes), most)).toEqual(bytes);
  });

  it('are taken from a stream as they come, and nothing stays of one that is too long or breaks off', async () => {
    const pieces = ['a', 'b', 'c'].map((letter) => Buffer.alloc(1_000, letter));
    const put = await open().put(streamOf(pieces), most);
    expect(put).toMatchObject({ outcome: 'kept', sha256: hashOf(Buffer.concat(pieces)) });
    expect(await open().put(streamOf(pieces), 2_999)).toMatchObject({ outcome: 'too-large' });
    expect(await open().put(Buffer.alloc(3_000), 3_000)).toMatchObject({ outcome: 'kept' });
    await expect(open().put(streamOf(pieces, new Error('the line went dead')), most)).rejects.toThrow('went dead');
    for (const place of ['kept/unfinished', 'waiting']) {
      expect(await readdir(join(folder, place)).catch(() => [])).toEqual([]);
    }
  });

  it('are none under an unknown hash, and a path is no hash', async () => {
    const nobody = hashOf(Buffer.from('never put'));
    expect([await open().get(nobody), await open().has(nobody)]).toEqual([null, false]);
    await expect(open().get('../../../../etc/passwd')).rejects.toThrow('not a SHA-256');
  });

  it('are told from orphans by their age, and putting them again makes them young', async () => {
    const [old, renewed, young] = ['old', 'renewed', 'young'].map((text) => Buffer.from(`${text} orphan`));
    for (const bytes of [old, renewed, young]) await open().put(bytes ?? Buffer.alloc(0), most);
    await age(hashOf(old ?? Buffer.alloc(0)));
    await age(hashOf(renewed ?? Buffer.alloc(0)));
    const listed: string[] = [];
    for await (const hash of open().listOlder(dayAgo())) listed.push(hash);
    expect(listed.toSorted()).toEqual([old, renewed].map((bytes) => hashOf(bytes ?? Buffer.alloc(0))).toSorted());
    await open().put(renewed ?? Buffer.alloc(0), most);
    const removed = await Promise.all(listed.toSorted().map((hash) => open().removeOrphan(hash, dayAgo())));
    expect(removed.filter(Boolean)).toHaveLength(1);
    expect(await open().has(hashOf(old ?? Buffer.alloc(0)))).toBe(false);
    expect(await open().has(hashOf(renewed ?? Buffer.alloc(0)))).toBe(true);
  });
});

describe('a folder of bytes', () => {
  it('heals a file that the disk has spoilt when the bytes are put again, and refuses to hand it out before', async () => {
    const store = new FolderStore(join(folder, 'spoilt'));
    const bytes = Buffer.from('as it was');
    const hash = hashOf(bytes);
    await store.put(bytes, most);
    await writeFile(join(folder, 'spoilt', hash.slice(0, 2), hash.slice(2, 4), hash), 'as it is');
    await expect(readContent(store, hash, most)).rejects.toThrow('not what was put');
    await store.put(bytes, most);
    expect(await readContent(store, hash, most)).toEqual(bytes);
  });
});

describe('a bucket of bytes', () => {
  it('gets every upload signed with its content, as the service checks', async () => {
    bucket.refusals.length = 0;
    expect(await openBucket().put(Buffer.from('signed'), most)).toMatchObject({ outcome: 'kept' });
    expect(await openBucket('another').put(Buffer.from('forged'), most)).toMatchObject({
      outcome: 'not-stored',
    });
    expect(bucket.refusals).toEqual(['SignatureDoesNotMatch']);
  });

  it('says that it is down, with the hash of what it did not keep', async () => {
    bucket.failing = 503;
    const put = await openBucket().put(Buffer.from('unlucky'), most);
    bucket.failing = null;
    expect(put).toMatchObject({ outcome: 'not-stored', sha256: hashOf(Buffer.from('unlucky')) });
  });

  it.each([
    ['s3://vigil?endpoint=http://minio:9000', { bucket: 'vigil', prefix: '', endpoint: 'http://minio:9000' }],
    ['s3://vigil/a/b?region=ca-central-1', { prefix: 'a/b', endpoint: 'https://s3.ca-central-1.amazonaws.com' }],
  ])('is named by %s', (url, place) => {
    expect(readBucketUrl(url)).toMatchObject(place);
  });

  it.each(['s3://vigil?endpoint=file:///etc', 'https://vigil.example', 's3://'])('is not named by %s', (url) => {
    expect(readBucketUrl(url)).toBeNull();
  });

  it('is used when the deployment names one, files otherwise', () => {
    const place = { accessKey: 'a', secretKey: 'b', dataDir: folder };
    expect(openStore({ ...place, url: 's3://vigil?endpoint=http://127.0.0.1:1' })).toBeInstanceOf(BucketStore);
    expect(openStore({ ...place, url: null })).toBeInstanceOf(FolderStore);
  });
});

async function* streamOf(pieces: readonly Buffer[], then?: Error): AsyncGenerator<Buffer> {
  yield* pieces;
  if (then !== undefined) throw then;
}

function openBucket(secretKey = keys.secretKey): BucketStore {
  const place = { endpoint: bucket.endpoint, bucket: 'vigil', prefix: '' };
  return new BucketStore({ ...keys, ...place, secretKey }, join(folder, 'waiting'));
}

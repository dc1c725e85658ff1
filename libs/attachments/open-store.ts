import { join } from 'node:path';
import type { AttachmentStore } from './attachment-store.js';
import { BucketStore } from './bucket-store.js';
import { FolderStore } from './folder-store.js';

export interface StorePlace {
  /** `s3://bucket/prefix?endpoint=https://host&region=name`; null for files in the data folder. */
  readonly url: string | null;
  readonly accessKey: string | null;
  readonly secretKey: string | null;
  readonly dataDir: string;
}

/** The store that a deployment says. Opens nothing yet: a bucket that is down must keep no door from opening. */
export function openStore({ url, accessKey, secretKey, dataDir }: StorePlace): AttachmentStore {
  const folder = join(dataDir, 'attachments');
  if (url === null) return new FolderStore(folder);
  const place = readBucketUrl(url);
  if (place === null || accessKey === null || secretKey === null) throw new Error('the bucket is not fully described');
  return new BucketStore({ ...place, accessKey, secretKey }, join(folder, 'unfinished'));
}

export interface BucketPlace {
  readonly bucket: string;
  readonly prefix: string;
  readonly endpoint: string;
  readonly region: string;
}

/** Null when it does not name a bucket and where it is. Without an endpoint: Amazon's own for the region. */
export function readBucketUrl(text: string): BucketPlace | null {
  if (!text.startsWith('s3://') || !URL.canParse(text)) return null;
  const url = new URL(text);
  const region = url.searchParams.get('region') ?? 'us-east-1';
  const endpoint = (url.searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, '');
  const prefix = url.pathname.replaceAll(/^\/+|\/+$/g, '');
  if (!/^[a-z0-9][a-z0-9.-]{1,62}$/.test(url.hostname) || !/^[\w./-]*$/.test(prefix)) return null;
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint)) return null;
  return { bucket: url.hostname, prefix, endpoint, region };
}

import type { MediaFile } from './text-media.js';

export interface ReadForm {
  readonly fields: URLSearchParams;
  readonly files: readonly MediaFile[];
}

/** A form as a browser posts it, with or without files. What is no form is empty. */
export async function readForm(body: unknown, contentType: string | undefined): Promise<ReadForm> {
  if (body instanceof URLSearchParams) return { fields: body, files: [] };
  if (!Buffer.isBuffer(body) || contentType === undefined) return { fields: new URLSearchParams(), files: [] };
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => new FormData());
  const fields = new URLSearchParams();
  const files: MediaFile[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.append(name, value);
    else if (value.size > 0) {
      files.push({ contentType: mediaType(value.type), content: Buffer.from(await value.arrayBuffer()) });
    }
  }
  return { fields, files };
}

function mediaType(type: string): string {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type : 'application/octet-stream';
}

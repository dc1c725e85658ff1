import type { Secrets } from './secrets.js';

/** Bytes of the signature that the link of a hand-off carries: 128 bits. */
const macBytes = 16;

/** Stands for the link in a stored text; the link itself is only made while the text is sent. */
export const takeOverSlot = (handoffId: string): string => `{take-over:${handoffId}}`;

const slot = /\{take-over:([\da-f-]{36})\}/g;

/** The text with its links, each of which takes over one hand-off for the person whom it was sent to. */
export function fillTakeOverLinks(body: string, secrets: Secrets, publicUrl: string): string {
  return body.replace(slot, (_, id: string) => `${publicUrl}/relief/${takeOverToken(secrets, id)}`);
}

export function takeOverToken(secrets: Secrets, handoffId: string): string {
  const mac = secrets.sign('take-over-link', handoffId).subarray(0, macBytes).toString('base64url');
  return `${handoffId}.${mac}`;
}

/** The hand-off that a token names, if the token is one of ours. */
export function handoffOf(secrets: Secrets, token: string): string | null {
  const [, id = '', mac = ''] = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([\w-]{22})$/.exec(token) ?? [];
  const claimed = Buffer.from(mac, 'base64url');
  return claimed.length === macBytes && secrets.verify('take-over-link', id, claimed) ? id : null;
}

import type { Secrets } from './secrets.js';

/** Stands for the link in a stored text; the link itself is only made while the text is sent. */
export const takeOverSlot = (handoffId: string): string => `{take-over:${handoffId}}`;

const slot = /\{take-over:([\da-f-]{36})\}/g;

/** The text with its links, each of which takes over one hand-off for the person whom it was sent to. */
export function fillTakeOverLinks(body: string, secrets: Secrets, publicUrl: string): string {
  return body.replace(slot, (_, id: string) => `${publicUrl}/relief/${secrets.token('take-over-link', id)}`);
}

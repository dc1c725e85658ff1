import { renderTemplate } from '#config';
import { methodCode, type Secrets } from '#service';
import type { Tx } from '#store';
import { speakTwice } from './speak-page.js';

/** A code for a responder who wants to be paged by phone, digit by digit. Null for a call that is no such thing. */
export async function readOutCode(tx: Tx, secrets: Secrets, deliveryId: string): Promise<string | null> {
  const [row] = await tx.query<{ language: 'en' | 'fr'; body: string; code_id: string }>(
    `SELECT u.language, d.body, d.method_code_id AS code_id FROM delivery d JOIN contact_method m ON m.id = d.method_id
       JOIN user_account u ON u.id = m.user_id AND u.active
     WHERE d.id = $1 AND d.purpose = 'method-code' AND d.channel = 'voice'`,
    [deliveryId],
  );
  if (row === undefined) return null;
  const code = methodCode(secrets, row.code_id).replace(' ', '').split('').join(', ');
  return speakTwice(row.language, renderTemplate(row.body, { code }));
}

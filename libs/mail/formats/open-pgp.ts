import * as openpgp from 'openpgp';
import type { Encryption, MailKey } from '../reading.js';

const begin = '-----BEGIN PGP MESSAGE-----';
const end = '-----END PGP MESSAGE-----';
/** Bytes that a packed message may unfold to. */
const largestPlaintext = 50 * 1024 * 1024;

export interface Opened {
  readonly encryption: Encryption;
  readonly content: Buffer | null;
}

/** The armoured message in a text and where it stands, or null. */
export function findArmored(
  text: string,
): { readonly start: number; readonly end: number; readonly armored: string } | null {
  const start = text.indexOf(begin);
  if (start === -1) return null;
  const close = text.indexOf(end, start);
  const stop = close === -1 ? text.length : close + end.length;
  return { start, end: stop, armored: text.slice(start, stop) };
}

const failed = (outcome: 'no-key' | 'failed'): Opened => ({ encryption: { kind: 'pgp', outcome }, content: null });

/** Opens a PGP message with the first of the keys that fits. */
export async function openPgp(encrypted: Buffer, keys: readonly MailKey[]): Promise<Opened> {
  const message = await readMessage(encrypted).catch(() => null);
  if (message === null) return failed('failed');
  const wanted = new Set(message.getEncryptionKeyIDs().map((id) => id.toHex()));
  const decryptionKeys = (await Promise.all(keys.map(readKey))).filter((key) => key !== null);
  const isHidden = [...wanted].some((id) => /^0+$/.test(id));
  const fitting = decryptionKeys.filter((key) => isHidden || key.getKeyIDs().some((id) => wanted.has(id.toHex())));
  if (fitting.length === 0) return failed('no-key');
  try {
    const { data } = await openpgp.decrypt({
      message,
      decryptionKeys: fitting,
      format: 'binary',
      config: { maxDecompressedMessageSize: largestPlaintext },
    });
    return { encryption: { kind: 'pgp', outcome: 'decrypted' }, content: Buffer.from(data) };
  } catch {
    return failed('failed');
  }
}

function readMessage(encrypted: Buffer): Promise<openpgp.Message<Uint8Array>> {
  const armored = findArmored(encrypted.toString('latin1'))?.armored;
  const read =
    armored === undefined
      ? openpgp.readMessage({ binaryMessage: new Uint8Array(encrypted) })
      : openpgp.readMessage({ armoredMessage: armored });
  return read;
}

async function readKey({ armored, passphrase }: MailKey): Promise<openpgp.PrivateKey | null> {
  try {
    const privateKey = await openpgp.readPrivateKey({ armoredKey: armored });
    return privateKey.isDecrypted() || passphrase === undefined
      ? privateKey
      : await openpgp.decryptKey({ privateKey, passphrase });
  } catch {
    return null;
  }
}

const signedBegin = '-----BEGIN PGP SIGNED MESSAGE-----';

/** The words of a clear-signed text (RFC 9580, 7), or null when it is none. */
export function takeClearSigned(text: string): string | null {
  const start = text.indexOf(signedBegin);
  const close = start === -1 ? -1 : text.indexOf('-----BEGIN PGP SIGNATURE-----', start);
  if (close === -1) return null;
  const blank = text.indexOf('\n\n', start);
  const from = blank === -1 || blank > close ? start + signedBegin.length : blank + 2;
  const finish = text.indexOf('-----END PGP SIGNATURE-----', close);
  const words = text.slice(from, close).replace(/^- /gm, '');
  return [text.slice(0, start), words, finish === -1 ? '' : text.slice(finish + 27)]
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .join('\n\n');
}

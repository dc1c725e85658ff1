import { randomBytes } from 'node:crypto';

/** An identifier of the carrier's form: two letters and 32 hexadecimal digits. */
export function newSid(prefix: 'SM' | 'MM' | 'ME' | 'CA' | 'EM' | 'RE' | 'TR'): string {
  return prefix + randomBytes(16).toString('hex');
}

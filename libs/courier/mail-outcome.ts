import type { SendOutcome } from './courier.js';

/**
 * What an error of nodemailer means for a mail: a 5xx reply is final, a 4xx reply or trouble on the way is not (RFC 5321,
 * 4.2.1). A server that refuses our sign-in says 535, but that is ours to mend, so the mail waits.
 */
export function mailOutcome(error: unknown): SendOutcome {
  const { responseCode, code } = (error ?? {}) as { readonly responseCode?: unknown; readonly code?: unknown };
  const name = typeof code === 'string' ? code : undefined;
  if (name === 'EAUTH') return { outcome: 'retry', reason: 'not-authorized', ...codeOf(responseCode, name) };
  if (typeof responseCode === 'number') {
    if (responseCode >= 500) {
      const reason = name === 'EENVELOPE' ? 'address-refused' : 'refused';
      return { outcome: 'failed', reason, ...codeOf(responseCode, name) };
    }
    if (responseCode >= 400) return { outcome: 'retry', reason: 'busy', ...codeOf(responseCode, name) };
  }
  // Without a reply of the server, nodemailer itself found no recipient that it could name.
  if (name === 'EENVELOPE') return { outcome: 'failed', reason: 'address-refused', code: name };
  if (name === 'ETIMEDOUT') return { outcome: 'retry', reason: 'timeout', code: name };
  return { outcome: 'retry', reason: 'unreachable', ...(name !== undefined && { code: name }) };
}

function codeOf(responseCode: unknown, name: string | undefined): { readonly code?: string } {
  if (typeof responseCode === 'number') return { code: String(responseCode) };
  return name === undefined ? {} : { code: name };
}

import twilio from 'twilio';

export interface SignedRequest {
  /** The address as the carrier called it. */
  readonly url: string;
  /** The header `X-Twilio-Signature`; null or empty when there was none. */
  readonly signature: string | null;
}

/** A signature is 28 characters; a longer one is not even compared. */
const longestSignature = 200;

/** Whether the carrier signed a form. A field that came more than once is a list. */
export function isSignedForm(
  authToken: string,
  { url, signature }: SignedRequest,
  fields: Readonly<Record<string, string | readonly string[]>>,
): boolean {
  if (!isPlausible(signature)) return false;
  return twilio.validateRequest(authToken, signature, url, fields);
}

/** Whether the carrier signed a request with any other body: its SHA-256 stands in the address (`bodySHA256`), which is signed. */
export function isSignedBody(authToken: string, { url, signature }: SignedRequest, body: string): boolean {
  if (!isPlausible(signature) || !/[?&]bodySHA256=[0-9a-f]{64}(?:&|$)/i.test(url)) return false;
  return twilio.validateRequestWithBody(authToken, signature, url, body);
}

function isPlausible(signature: string | null): signature is string {
  return signature !== null && signature !== '' && signature.length <= longestSignature;
}

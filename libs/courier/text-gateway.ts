import { withFewestSegments } from '#domain';
import type { Envelope, SendOutcome } from './courier.js';
import { isPhoneNumber } from './phone-account.js';
import { phoneOutcome } from './phone-outcome.js';

/** Any HTTP service that sends texts. */
export interface TextGatewayOptions {
  /** It gets a POST with `{ id, to, body }` in JSON; a 2xx means that it took the text on. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token: string;
}

/** Texts through a gateway that speaks nobody's API but plain HTTP. It never says whether a text arrived. */
export class TextGateway {
  constructor(
    private readonly options: TextGatewayOptions,
    private readonly timeoutMs: number,
  ) {}

  async send({ deliveryId, address, body }: Envelope): Promise<SendOutcome> {
    if (!isPhoneNumber(address)) return { outcome: 'failed', reason: 'address-refused' };
    const { url, token } = this.options;
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          // The same at every attempt: a gateway that knows the header sends no text twice.
          'idempotency-key': deliveryId,
        },
        body: JSON.stringify({ id: deliveryId, to: address, body: withFewestSegments(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      await response.body?.cancel();
      return response.ok ? { outcome: 'accepted', providerId: null } : phoneOutcome({ status: response.status });
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      return { outcome: 'retry', reason: isLate ? 'timeout' : 'unreachable' };
    }
  }
}

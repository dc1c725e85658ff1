import { Agent } from 'node:http';
import twilio from 'twilio';

/**
 * Twilio's own HTTP client, which can be pointed at another server that speaks the same API. A server named by the
 * deployment is reached directly, never through a proxy.
 */
export class CarrierClient extends twilio.RequestClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 20 });

  /** `baseUrl`: the other server, without a slash at its end; null for Twilio itself. */
  constructor(baseUrl: string | null, timeoutMs: number) {
    super({ timeout: timeoutMs, keepAlive: true, maxSockets: 20 });
    if (baseUrl === null) return;
    this.axios.defaults.proxy = false;
    this.axios.defaults.httpAgent = this.agent;
    this.axios.interceptors.request.use((request) => {
      const { pathname, search } = new URL(request.url ?? '');
      request.url = `${baseUrl}${pathname}${search}`;
      return request;
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

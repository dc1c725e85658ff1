import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StubRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `hang`: it takes the request and never answers. */
export type StubAnswer = { readonly status: number; readonly body?: unknown } | 'hang';

/** A server that speaks as little of a carrier's HTTP API as a test needs. For tests. */
export class CarrierRig {
  readonly requests: StubRequest[] = [];
  /** Connections opened so far. */
  connections = 0;
  answer: StubAnswer = { status: 201, body: { sid: 'SM00000000000000000000000000000001', status: 'queued' } };

  private constructor(private readonly server: Server) {}

  static async start(): Promise<CarrierRig> {
    const server = createServer();
    const stub = new CarrierRig(server);
    server.on('connection', () => {
      stub.connections += 1;
    });
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        stub.requests.push({ method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') });
        if (stub.answer === 'hang') return;
        response.writeHead(stub.answer.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(stub.answer.body ?? {}));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

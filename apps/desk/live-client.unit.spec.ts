import { ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { LiveClient } from './live-client.js';

const change = (position: number) => ({ position, change: { type: 'incident.noted', incidentId: null } });

/** A response whose other end reads nothing: what is written stays in this process. */
function unread(): ServerResponse {
  const response = new ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 } as never);
  const stuck = new Duplex({ read: () => undefined, write: () => undefined, highWaterMark: 1 });
  response.assignSocket(stuck as never);
  return response;
}

describe('a live client', () => {
  it('is dropped when it reads too slowly, instead of filling the memory', () => {
    const response = unread();
    const client = new LiveClient('*', 'session', response);
    client.catchUp([]);
    let sent = 0;
    while (client.isOpen && sent < 100_000) client.send(change((sent += 1)));
    expect(client.isOpen).toBe(false);
    expect(sent).toBeGreaterThan(1_000);
    expect(sent).toBeLessThan(10_000);
  });

  it('gets what it missed before what came meanwhile, each once', () => {
    const written: string[] = [];
    const response = {
      destroyed: false,
      writableEnded: false,
      writableLength: 0,
      write: (text: string) => written.push(text),
    };
    const client = new LiveClient('*', 'session', response as never);
    client.send(change(4));
    client.send(change(5));
    client.catchUp([change(2), change(3), change(4)]);
    client.send(change(6));
    expect(written.map((frame) => /^id: (\d+)$/m.exec(frame)?.[1])).toEqual(['2', '3', '4', '5', '6']);
  });
});

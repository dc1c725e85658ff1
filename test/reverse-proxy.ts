import { createServer, request } from 'node:http';

/**
 * Brings each path to the process that answers it, as the web server in front of separate processes does. The first route counts
 * whose prefix, or expression, the path has.
 */
export async function startProxy(
  port: number,
  routes: readonly (readonly [path: string | RegExp, port: number])[],
): Promise<() => Promise<void>> {
  const server = createServer((incoming, outgoing) => {
    const to = routes.find(([path]) => isOn(path, incoming.url ?? ''))?.[1];
    if (to === undefined) {
      outgoing.writeHead(404).end();
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port: to, method, path: url, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done);
  });
  return async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
}

const isOn = (path: string | RegExp, url: string): boolean =>
  typeof path === 'string' ? url.startsWith(path) : path.test(url);

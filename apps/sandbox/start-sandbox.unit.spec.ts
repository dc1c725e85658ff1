import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, DANA, HOTLINE, SandboxRig, TOKEN } from './sandbox-rig.js';
import { startSandbox } from './start-sandbox.js';

let rig: SandboxRig;

beforeEach(async () => {
  rig = await SandboxRig.start();
});

afterEach(() => rig.close());

function options(port: number) {
  return {
    port,
    dataDir: rig.folder,
    accountSid: ACCOUNT,
    authToken: TOKEN,
    hotlineNumber: '+1 613 555 0100',
    hotlineUrl: rig.hotlineUrl,
    smtpPort: 2525,
    people: [{ name: 'Dana Roy', phone: DANA }],
  };
}

describe('The sandbox', () => {
  it('listens until it is closed', async () => {
    const sandbox = await startSandbox(options(0));
    expect(await (await fetch(`${sandbox.url}/api/phones`)).json()).toMatchObject([{ number: DANA }]);
    expect(await (await fetch(sandbox.url)).text()).toContain(HOTLINE);
    await sandbox.close();
    await expect(fetch(`${sandbox.url}/api/phones`)).rejects.toThrow('fetch failed');
  });

  it('refuses to start on a port that is taken, or with a number that is none', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startSandbox(options(port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await new Promise((resolve) => other.close(resolve));
    await expect(startSandbox({ ...options(0), hotlineNumber: '12' })).rejects.toThrow('cannot use "12"');
  });
});

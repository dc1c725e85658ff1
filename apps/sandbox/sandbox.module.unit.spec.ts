import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ACCOUNT, DANA, HOTLINE, SandboxRig, TOKEN } from './sandbox-rig.js';
import { SandboxModule } from './sandbox.module.js';
import { SandboxService } from './sandbox.service.js';
import { startSandbox } from './start-sandbox.js';

@Module({})
class Composed {}

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

describe('The sandbox module', () => {
  it('listens for as long as the application that imports it runs', async () => {
    const root = { module: Composed, imports: [SandboxModule.register(options(0))] };
    const application = await NestFactory.createApplicationContext(root, { logger: false });
    const { url } = application.get(SandboxService);
    expect(await (await fetch(`${url}/api/phones`)).json()).toMatchObject([{ number: DANA }]);
    expect(await (await fetch(String(url))).text()).toContain(HOTLINE);
    await application.close();
    await expect(fetch(`${url}/api/phones`)).rejects.toThrow('fetch failed');
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

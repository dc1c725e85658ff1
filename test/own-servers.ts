import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Below the range from which systems take the near ends of outgoing connections: one of those may sit on any port above. */
const firstPort = 10_000;
const lastPort = 32_000;

/** Ports that nothing listens on just now, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const probes: Server[] = [];
  while (probes.length < count) {
    const probe = createServer();
    const isFree = await new Promise<boolean>((answer) => {
      probe.once('error', () => answer(false));
      probe.listen(randomInt(firstPort, lastPort), () => answer(true));
    });
    if (isFree) probes.push(probe);
  }
  const ports = probes.map((probe) => {
    const address = probe.address();
    if (address === null || typeof address === 'string') throw new Error('a probe has no port');
    return address.port;
  });
  await Promise.all(probes.map((probe) => new Promise((done) => probe.close(done))));
  return ports;
}

/** The process id of the embedded PostgreSQL in this data folder; null when none runs. */
export async function postmasterOf(dataDir: string): Promise<number | null> {
  const lines = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  // The file outlives a killed server, and its number may be somebody else's by now: the folder must match too.
  if (!Number.isInteger(pid) || pid <= 1 || lines[1] !== join(dataDir, 'postgres')) return null;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes(join(dataDir, 'postgres')) ? pid : null;
}

/** Kills the embedded PostgreSQL's postmaster with no chance to tidy up. Returns whether one ran. */
export async function killPostmaster(dataDir: string): Promise<boolean> {
  const pid = await postmasterOf(dataDir);
  if (pid !== null) process.kill(pid, 'SIGKILL');
  return pid !== null;
}

/** Stops an embedded PostgreSQL that a killed process left behind in a test's own folder. */
export async function stopEmbedded(dataDir: string): Promise<void> {
  const pid = await postmasterOf(dataDir);
  if (pid === null) return;
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < 10_000; waited += 50) {
    if ((await postmasterOf(dataDir)) === null) return;
    await pause(50);
  }
  await killPostmaster(dataDir);
}

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

export interface OwnRedis {
  readonly url: string;
  /** Runs one command with redis-cli. */
  command(...words: readonly string[]): string;
  stop(): Promise<void>;
}

/** A redis-server of the test's own, with nothing in it and nothing kept. */
export async function startRedis(): Promise<OwnRedis> {
  const [port = 0] = await freePorts(1);
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', [...settings, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  const command = (...words: readonly string[]) =>
    spawnSync('redis-cli', ['-p', String(port), ...words], { encoding: 'utf8' }).stdout.trim();
  for (let waited = 0; command('PING') !== 'PONG'; waited += 50) {
    if (waited > 10_000) throw new Error('redis-server does not answer');
    await pause(50);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    command,
    stop: async () => {
      const ended = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await ended;
    },
  };
}

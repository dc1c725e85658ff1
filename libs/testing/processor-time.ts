/**
 * Milliseconds of processor time that the work took in this process. Unlike the clock on the wall it says the same whatever
 * else the machine has to do.
 */
export async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Too short, in milliseconds, to say anything of how it grows. */
const shortest = 25;

/**
 * How many times longer the whole takes than its fourth part, in processor time: about 4 where it grows with the length, 16
 * where it grows with its square. Each is the best of up to four, as the machine has to learn first; less than 25 ms counts
 * as 25.
 */
export async function growthByFour(length: number, work: (length: number) => unknown): Promise<number> {
  let [part, whole] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const growth = () => whole / Math.max(part, shortest);
  for (let tries = 0; tries < 4 && !(growth() < 6); tries += 1) {
    part = Math.min(part, await processorTime(() => work(length / 4)));
    whole = Math.min(whole, await processorTime(() => work(length)));
  }
  return growth();
}

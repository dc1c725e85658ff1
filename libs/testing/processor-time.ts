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

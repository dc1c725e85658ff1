import 'reflect-metadata';
import type { QueueName } from '#contracts';

interface SweepBinding {
  readonly method: string;
  readonly everyMs: number;
  readonly alarmsOf: QueueName | null;
}

const sweeps = Symbol('vigil:sweeps');

/**
 * Binds a method that looks for due rows and does what is due. It runs every so many milliseconds, one run at a time, and
 * when an alarm clock of the named queue rings (then with the row's id). It must be harmless to run at any moment.
 */
export function Sweeps(options: { readonly everyMs: number; readonly alarmsOf?: QueueName }) {
  return (target: object, method: string): void => {
    const own = sweepsOf(target.constructor);
    const binding = { method, everyMs: options.everyMs, alarmsOf: options.alarmsOf ?? null };
    Reflect.defineMetadata(sweeps, [...own, binding], target.constructor);
  };
}

export function sweepsOf(owner: object): readonly SweepBinding[] {
  return (Reflect.getMetadata(sweeps, owner) as readonly SweepBinding[] | undefined) ?? [];
}

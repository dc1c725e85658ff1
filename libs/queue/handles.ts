import 'reflect-metadata';
import { type EventOf, type EventType, events, eventTypes, type QueueName, reactionsTo } from '#contracts';
import type { Tx } from '#store';

/**
 * Runs work in the one transaction in which this event counts as handled by this queue. A second arrival of the event gets
 * `first: false` and changes nothing, however far the first had come when its process died.
 */
export type Once = <T>(
  work: (tx: Tx) => Promise<T>,
) => Promise<{ readonly first: true; readonly value: T } | { readonly first: false }>;

export type Handler<T extends EventType> = (event: EventOf<T>, once: Once) => Promise<void>;

interface Binding {
  readonly queue: QueueName;
  readonly type: EventType;
  readonly method: string;
}

const bindings = Symbol('vigil:handles');

/** Binds a method of a provider to an event as one queue's service reacts to it. */
export function Handles<T extends EventType>(queue: QueueName, type: T) {
  return <M extends Handler<T>>(target: object, method: string, _descriptor: TypedPropertyDescriptor<M>): void => {
    const owner = target.constructor;
    Reflect.defineMetadata(bindings, [...bindingsOf(owner), { queue, type, method }], owner);
  };
}

export type HandlerTable = ReadonlyMap<QueueName, ReadonlyMap<EventType, Handler<EventType>>>;

/**
 * Finds every bound method and refuses to start when an event that a drained queue must react to has no handler, or two,
 * or when a handler is bound to an event that its queue is never told of.
 */
export function bindHandlers(providers: readonly object[], drained: readonly QueueName[]): HandlerTable {
  const table = new Map<QueueName, Map<EventType, Handler<EventType>>>(drained.map((queue) => [queue, new Map()]));
  for (const provider of providers) {
    for (const { queue, type, method } of bindingsOf(provider.constructor)) {
      const handlers = table.get(queue);
      if (handlers === undefined) continue;
      if (!reactionsTo(type).includes(queue)) throw new Error(`${queue} handles ${type}, which it is never told of`);
      if (handlers.has(type)) throw new Error(`${queue} has two handlers for ${type}`);
      const bound = (provider as Record<string, unknown>)[method] as Handler<EventType>;
      handlers.set(type, bound.bind(provider));
    }
  }
  for (const queue of drained) {
    for (const type of eventTypes) {
      if (events[type].reactions.some((reaction) => reaction === queue) && !table.get(queue)?.has(type)) {
        throw new Error(`${queue} has no handler for ${type}`);
      }
    }
  }
  return table;
}

/** The queues that any of these providers has a handler for. */
export function handledQueues(providers: readonly object[]): ReadonlySet<QueueName> {
  return new Set(providers.flatMap((provider) => bindingsOf(provider.constructor).map(({ queue }) => queue)));
}

function bindingsOf(owner: object): readonly Binding[] {
  return (Reflect.getMetadata(bindings, owner) as readonly Binding[] | undefined) ?? [];
}

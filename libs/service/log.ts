import { AsyncLocalStorage } from 'node:async_hooks';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';

export interface Story {
  readonly correlationId: string;
  readonly eventId?: string;
}

const story = new AsyncLocalStorage<Story>();

/** Every line logged inside names the story it belongs to. */
export function withinStory<T>(ids: Story, work: () => T): T {
  return story.run(ids, work);
}

/** The story of the current call, if it has one. */
export function currentStory(): Story | undefined {
  return story.getStore();
}

const levels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

const startUp: ReadonlySet<string> = new Set([
  'RouterExplorer',
  'RoutesResolver',
  'InstanceLoader',
  'NestFactory',
  'NestApplication',
]);

/** One JSON object a line. Ids only: no text of a report, no address, no number of a phone is ever logged. */
export class Log extends ConsoleLogger {
  constructor(level: LogLevel, service: string) {
    super(service, { json: true, logLevels: levels.slice(0, levels.indexOf(level) + 1) });
  }

  /** What the framework says while it starts is for whoever debugs it. */
  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && startUp.has(context)) super.debug(message, ...rest);
    else super.log(message, ...rest);
  }

  /** A port that the framework could not open is thrown as well, and told in one line by whoever asked for it. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) === 'NestApplication') super.debug(message, 'NestApplication');
    else super.error(message, ...rest);
  }

  protected override getJsonLogObject(
    message: unknown,
    options: Parameters<ConsoleLogger['getJsonLogObject']>[1],
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    return { ...super.getJsonLogObject(message, options), ...story.getStore() };
  }
}

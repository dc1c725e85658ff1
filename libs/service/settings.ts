import type { Config } from '#config';

/** The checked configuration, for injection: `settings.config`. */
export class Settings {
  constructor(readonly config: Config) {}
}

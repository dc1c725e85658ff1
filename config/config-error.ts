/** A deployment's setting is wrong. The message is one line that says where, what was expected and what was found. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    /** The file or the environment variable. */
    readonly source: string,
    /** Path of the key in the file, such as `people[2].phone`; empty when the whole file is meant. */
    readonly key: string,
    problem: string,
  ) {
    super(oneLine([source, key, problem].filter((part) => part !== '').join(': ')));
  }
}

function oneLine(text: string): string {
  // What was found may hold anything, and this goes to a terminal.
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

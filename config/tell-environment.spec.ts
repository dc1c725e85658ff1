import { describe, expect, it } from 'vitest';
import { tellEnvironment } from './environment.js';

/** Every variable, each with a value that nobody else has. */
const names = tellEnvironment({}).map(({ name }) => name);
const given = Object.fromEntries(names.map((name) => [name, `canary-${name}`]));

describe('the environment as it is told', () => {
  it('names every variable, and whether it is set', () => {
    expect(names.length).toBeGreaterThan(30);
    expect(tellEnvironment({ PORT: ' ', HOST: '0.0.0.0' }).filter(({ isSet }) => isSet)).toEqual([
      { name: 'HOST', isSet: true, value: '0.0.0.0' },
    ]);
  });

  it('never holds the value of a password, a key, a token, or an address that may carry one', () => {
    const told = JSON.stringify(tellEnvironment(given));
    const secrets = names.filter((name) =>
      /PASS|TOKEN|KEY|SECRET|SID|DATABASE|REDIS|SMTP_URL|IMAP|MONITOR|GATEWAY|_DIR|_FILE|EMAIL|PHONE/.test(name),
    );
    expect(secrets.length).toBeGreaterThan(15);
    expect(secrets.filter((name) => told.includes(`canary-${name}"`))).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { readEnvironment } from './environment.js';

describe('the environment', () => {
  test('may be empty: everything then runs embedded, in a sandbox, for this machine alone', () => {
    expect(readEnvironment({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      smtpPort: 2525,
      sandboxPort: 3001,
      healthPort: null,
      dataDir: './data',
      configDir: './config',
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
      queueBackend: 'postgres',
      redisUrl: null,
      twilio: { accountSid: null, authToken: null, baseUrl: null },
      second: { twilio: null, textGateway: null, smtpUrl: null },
      mostPerSecond: { first: { sms: null, voice: null }, second: { sms: null, voice: null } },
      attachments: { url: null, accessKey: null, secretKey: null },
      smtpUrl: null,
      imapUrl: null,
      smtpTls: null,
      pgp: null,
      monitorUrl: null,
      selfTest: null,
      logLevel: 'log',
    });
  });

  test('an empty variable counts as unset, and the public address follows the port', () => {
    const { publicUrl, logLevel } = readEnvironment({ PORT: '8080', PUBLIC_URL: '', LOG_LEVEL: ' ' });
    expect([publicUrl, logLevel]).toEqual(['http://localhost:8080', 'log']);
    expect(readEnvironment({ PUBLIC_URL: 'https://hotline.example/' }).publicUrl).toBe('https://hotline.example');
  });

  test.each([
    [{ PORT: 'abc' }, 'environment: PORT: expected a port number from 0 to 65535, found "abc"'],
    [{ SMTP_PORT: '70000' }, 'environment: SMTP_PORT: expected a port number from 0 to 65535, found "70000"'],
    [{ PORT: '3000\n3001' }, 'environment: PORT: expected a port number from 0 to 65535, found "3000\\n3001"'],
    [
      { PUBLIC_URL: 'hotline.example' },
      'environment: PUBLIC_URL: expected a URL that starts with http:// or https://, found "hotline.example"',
    ],
    [{ QUEUE_BACKEND: 'kafka' }, 'environment: QUEUE_BACKEND: expected one of postgres, redis, found "kafka"'],
    [
      { QUEUE_BACKEND: 'redis' },
      'environment: REDIS_URL: expected a value because QUEUE_BACKEND is redis, found nothing',
    ],
    [
      { TWILIO_BASE_URL: 'https://api.twilio.com' },
      'environment: TWILIO_ACCOUNT_SID: expected a value because TWILIO_BASE_URL is set, found nothing',
    ],
    [{ PORT: '2525' }, "environment: SMTP_PORT: expected a port other than PORT's, found 2525"],
    [{ TEXTS_PER_SECOND: '0' }, 'environment: TEXTS_PER_SECOND: expected a number from 0.1 to 1000, found "0"'],
    [{ HOST: 'my host' }, 'environment: HOST: expected an address to listen on such as 0.0.0.0, found "my host"'],
    [
      { SMTP_TLS_KEY_FILE: '/etc/key.pem' },
      'environment: SMTP_TLS_CERT_FILE: expected a value because SMTP_TLS_KEY_FILE is set, found nothing',
    ],
    [
      { IMAP_URL: 'imaps://mail.example/INBOX' },
      'environment: IMAP_URL: expected a URL with a user and a password such as imaps://user:password@host/INBOX, found something else',
    ],
    [
      { LOG_LEVEL: 'chatty' },
      'environment: LOG_LEVEL: expected one of fatal, error, warn, log, debug, verbose, found "chatty"',
    ],
  ])('%j is refused in one line', (env, message) => {
    expect(() => readEnvironment(env)).toThrow(message);
  });

  test.each(['DATABASE_URL', 'REDIS_URL', 'SMTP_URL', 'IMAP_URL'])(
    'a wrong %s is not echoed, for it may hold a password',
    (name) => {
      expect(() => readEnvironment({ [name]: 'secret@nowhere' })).toThrow(
        new RegExp(`${name}: expected a URL .*, found something else$`),
      );
    },
  );
});

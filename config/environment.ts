import { z } from 'zod';
import { ConfigError } from './config-error.js';
import { expectationOf } from './parse-settings.js';

/** What the environment says, checked. `null` where the embedded or sandbox part stands in. */
export interface Environment {
  /** Address to listen on. Only this machine unless HOST says otherwise. */
  readonly host: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly sandboxPort: number;
  /** Health and metrics of a process without a web door of its own; null: none. */
  readonly healthPort: number | null;
  readonly dataDir: string;
  readonly configDir: string;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** null: embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly queueBackend: 'postgres' | 'redis';
  /** Set whenever `queueBackend` is redis. */
  readonly redisUrl: string | null;
  readonly twilio: {
    /** null: made up at the first start, for the sandbox carrier. */
    readonly accountSid: string | null;
    readonly authToken: string | null;
    /** null: the sandbox carrier. */
    readonly baseUrl: string | null;
  };
  /** What takes over for a page that the first carrier did not deliver. Each null: there is none. */
  readonly second: {
    readonly twilio: {
      readonly accountSid: string;
      readonly authToken: string;
      /** null: Twilio itself. */
      readonly baseUrl: string | null;
      /** The number that its texts and calls come from, E.164. */
      readonly from: string;
    } | null;
    /** Any HTTP service that sends texts. */
    readonly textGateway: { readonly url: string; readonly token: string } | null;
    readonly smtpUrl: string | null;
  };
  /** What each carrier takes in a second; null: whatever comes. */
  readonly mostPerSecond: Readonly<Record<'first' | 'second', CarrierCaps>>;
  /** Where the bytes of attachments are kept. */
  readonly attachments: {
    /** `s3://bucket/prefix?endpoint=https://host&region=name`; null: files in `dataDir`. */
    readonly url: string | null;
    /** Set whenever `url` is. */
    readonly accessKey: string | null;
    readonly secretKey: string | null;
  };
  /** null: the sandbox mailbox. */
  readonly smtpUrl: string | null;
  /** A mailbox elsewhere that reports are read from, with its user and password; null: none. */
  readonly imapUrl: string | null;
  /** Files in PEM for STARTTLS; null: not offered. */
  readonly smtpTls: { readonly keyFile: string; readonly certFile: string } | null;
  /** The hotline's own OpenPGP key, for mail that is encrypted to it; null: such mail stays unread. */
  readonly pgp: { readonly keyFile: string; readonly passphrase: string | null } | null;
  /** Asked for after each audit in which all promises held, as an outside monitor wants it; null: none. */
  readonly monitorUrl: string | null;
  /** How often the hotline sends itself a marked report through each door, and who gets the answers; null: never. */
  readonly selfTest: { readonly everyMinutes: number; readonly email: string; readonly phone: string } | null;
  readonly logLevel: LogLevel;
}

export interface CarrierCaps {
  readonly sms: number | null;
  readonly voice: number | null;
}

const logLevels = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
export type LogLevel = (typeof logLevels)[number];

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'a port number from 0 to 65535');
const urlOf = (...protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)) && URL.canParse(text),
      `a URL that starts with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    );
function namesUser(text: string): boolean {
  // That it is a URL has been asked before, and answered.
  if (!URL.canParse(text)) return true;
  const { username, password, hostname } = new URL(text);
  return username !== '' && password !== '' && hostname !== '';
}

const bucketUrl = 's3://bucket, with ?endpoint=https://host if it is not Amazon’s own';
const namesBucket = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { hostname, pathname, searchParams } = new URL(text);
  const endpoint = searchParams.get('endpoint');
  return (
    /^[a-z0-9][a-z0-9.-]{1,62}$/.test(hostname) &&
    /^[\w./-]*$/.test(pathname) &&
    (endpoint === null || (/^https?:\/\//.test(endpoint) && URL.canParse(endpoint)))
  );
};
const aSecond = z
  .string()
  .regex(/^\d{1,4}(\.\d{1,2})?$/, 'a number from 0.1 to 1000')
  .transform(Number)
  .refine((value) => value >= 0.1 && value <= 1_000, 'a number from 0.1 to 1000')
  .optional();
const folder = z.string().refine((text) => !text.includes('\0'), 'a folder');

const variables = z.object({
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'an address to listen on such as 0.0.0.0')
    .default('127.0.0.1'),
  PORT: port.default(3000),
  SMTP_PORT: port.default(2525),
  SANDBOX_PORT: port.default(3001),
  HEALTH_PORT: port.optional(),
  DATA_DIR: folder.default('./data'),
  CONFIG_DIR: folder.default('./config'),
  PUBLIC_URL: urlOf('http', 'https').optional(),
  DATABASE_URL: urlOf('postgres', 'postgresql').optional(),
  QUEUE_BACKEND: z.enum(['postgres', 'redis']).default('postgres'),
  REDIS_URL: urlOf('redis', 'rediss').optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC\w+$/, 'an account SID, which starts with AC')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_BASE_URL: urlOf('http', 'https').optional(),
  SMTP_URL: urlOf('smtp', 'smtps').optional(),
  SECOND_TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC\w+$/, 'an account SID, which starts with AC')
    .optional(),
  SECOND_TWILIO_AUTH_TOKEN: z.string().optional(),
  SECOND_TWILIO_BASE_URL: urlOf('http', 'https').optional(),
  SECOND_TWILIO_FROM: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'a phone number in international form')
    .optional(),
  SECOND_TEXT_GATEWAY_URL: urlOf('http', 'https').optional(),
  SECOND_TEXT_GATEWAY_TOKEN: z.string().optional(),
  SECOND_SMTP_URL: urlOf('smtp', 'smtps').optional(),
  TEXTS_PER_SECOND: aSecond,
  CALLS_PER_SECOND: aSecond,
  SECOND_TEXTS_PER_SECOND: aSecond,
  SECOND_CALLS_PER_SECOND: aSecond,
  ATTACHMENTS_URL: urlOf('s3').refine(namesBucket, bucketUrl).optional(),
  ATTACHMENTS_ACCESS_KEY: z.string().optional(),
  ATTACHMENTS_SECRET_KEY: z.string().optional(),
  IMAP_URL: urlOf('imap', 'imaps')
    .refine(namesUser, 'a URL with a user and a password such as imaps://user:password@host/INBOX')
    .optional(),
  SMTP_TLS_KEY_FILE: folder.optional(),
  SMTP_TLS_CERT_FILE: folder.optional(),
  PGP_KEY_FILE: folder.optional(),
  PGP_PASSPHRASE: z.string().optional(),
  MONITOR_URL: urlOf('http', 'https').optional(),
  // Not oftener: one address is answered 24 times a day at most, and two of the doors answer to the same one.
  SELF_TEST_MINUTES: z
    .string()
    .regex(/^\d{1,4}$/, 'a number of minutes from 120 to 1440')
    .transform(Number)
    .refine((value) => value >= 120 && value <= 1_440, 'a number of minutes from 120 to 1440')
    .optional(),
  SELF_TEST_EMAIL: z.email('an email address of a test receiver').optional(),
  SELF_TEST_PHONE: z
    .string()
    .regex(/^\+\d{8,15}$/, 'a phone number of a test receiver such as +16135550199')
    .optional(),
  LOG_LEVEL: z.enum(logLevels).default('log'),
});

/** Never echoed, wrong or not: they carry passwords. */
const secrets: ReadonlySet<string> = new Set([
  'DATABASE_URL',
  'REDIS_URL',
  'SMTP_URL',
  'IMAP_URL',
  'TWILIO_AUTH_TOKEN',
  'SECOND_TWILIO_AUTH_TOKEN',
  'SECOND_TEXT_GATEWAY_TOKEN',
  'SECOND_SMTP_URL',
  'PGP_PASSPHRASE',
  'MONITOR_URL',
]);

/** What may be told of the environment to whoever may read the configuration: neither secrets nor names of folders and addresses of others. */
const tellable: ReadonlySet<string> = new Set([
  'HOST',
  'PORT',
  'SMTP_PORT',
  'SANDBOX_PORT',
  'HEALTH_PORT',
  'PUBLIC_URL',
  'QUEUE_BACKEND',
  'LOG_LEVEL',
  'TEXTS_PER_SECOND',
  'CALLS_PER_SECOND',
  'SECOND_TEXTS_PER_SECOND',
  'SECOND_CALLS_PER_SECOND',
  'SELF_TEST_MINUTES',
]);

export interface ToldVariable {
  readonly name: string;
  readonly isSet: boolean;
  /** Null when it is not set, and for whatever nobody needs to read. */
  readonly value: string | null;
}

/** Every variable by its name, and whether it is set. */
export function tellEnvironment(env: Readonly<Record<string, string | undefined>>): readonly ToldVariable[] {
  return Object.keys(variables.shape).map((name) => {
    const value = env[name]?.trim() ?? '';
    return { name, isSet: value !== '', value: value !== '' && tellable.has(name) ? value : null };
  });
}

/** Reads the environment. An empty variable counts as unset. Throws a ConfigError that names the variable. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(
    Object.keys(variables.shape).flatMap((name) => {
      const value = env[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const result = variables.safeParse(given);
  if (!result.success) {
    const [issue] = result.error.issues;
    const name = String(issue?.path[0] ?? '');
    const found = secrets.has(name) ? 'something else' : JSON.stringify(given[name]);
    throw new ConfigError(
      'environment',
      name,
      `expected ${issue === undefined ? 'another value' : expectationOf(issue)}, found ${found}`,
    );
  }
  const value = result.data;
  refuseSamePort(value);
  requireWith(value, 'REDIS_URL', 'QUEUE_BACKEND is redis', value.QUEUE_BACKEND === 'redis');
  requireWith(value, 'ATTACHMENTS_ACCESS_KEY', 'ATTACHMENTS_URL is set', value.ATTACHMENTS_URL !== undefined);
  requireWith(value, 'ATTACHMENTS_SECRET_KEY', 'ATTACHMENTS_URL is set', value.ATTACHMENTS_URL !== undefined);
  requireWith(value, 'TWILIO_ACCOUNT_SID', 'TWILIO_BASE_URL is set', value.TWILIO_BASE_URL !== undefined);
  requireWith(value, 'TWILIO_AUTH_TOKEN', 'TWILIO_BASE_URL is set', value.TWILIO_BASE_URL !== undefined);
  const hasSecond = value.SECOND_TWILIO_ACCOUNT_SID !== undefined;
  requireWith(value, 'SECOND_TWILIO_AUTH_TOKEN', 'SECOND_TWILIO_ACCOUNT_SID is set', hasSecond);
  requireWith(value, 'SECOND_TWILIO_FROM', 'SECOND_TWILIO_ACCOUNT_SID is set', hasSecond);
  const hasGateway = value.SECOND_TEXT_GATEWAY_URL !== undefined;
  requireWith(value, 'SECOND_TEXT_GATEWAY_TOKEN', 'SECOND_TEXT_GATEWAY_URL is set', hasGateway);
  requireWith(value, 'SMTP_TLS_CERT_FILE', 'SMTP_TLS_KEY_FILE is set', value.SMTP_TLS_KEY_FILE !== undefined);
  requireWith(value, 'SMTP_TLS_KEY_FILE', 'SMTP_TLS_CERT_FILE is set', value.SMTP_TLS_CERT_FILE !== undefined);
  requireWith(value, 'SELF_TEST_EMAIL', 'SELF_TEST_MINUTES is set', value.SELF_TEST_MINUTES !== undefined);
  requireWith(value, 'SELF_TEST_PHONE', 'SELF_TEST_MINUTES is set', value.SELF_TEST_MINUTES !== undefined);
  return {
    host: value.HOST,
    port: value.PORT,
    smtpPort: value.SMTP_PORT,
    sandboxPort: value.SANDBOX_PORT,
    healthPort: value.HEALTH_PORT ?? null,
    dataDir: value.DATA_DIR,
    configDir: value.CONFIG_DIR,
    publicUrl: (value.PUBLIC_URL ?? `http://localhost:${value.PORT}`).replace(/\/+$/, ''),
    databaseUrl: value.DATABASE_URL ?? null,
    queueBackend: value.QUEUE_BACKEND,
    redisUrl: value.REDIS_URL ?? null,
    twilio: {
      accountSid: value.TWILIO_ACCOUNT_SID ?? null,
      authToken: value.TWILIO_AUTH_TOKEN ?? null,
      baseUrl: value.TWILIO_BASE_URL?.replace(/\/+$/, '') ?? null,
    },
    second: secondOf(value),
    mostPerSecond: {
      first: { sms: value.TEXTS_PER_SECOND ?? null, voice: value.CALLS_PER_SECOND ?? null },
      second: { sms: value.SECOND_TEXTS_PER_SECOND ?? null, voice: value.SECOND_CALLS_PER_SECOND ?? null },
    },
    attachments: {
      url: value.ATTACHMENTS_URL ?? null,
      accessKey: value.ATTACHMENTS_ACCESS_KEY ?? null,
      secretKey: value.ATTACHMENTS_SECRET_KEY ?? null,
    },
    smtpUrl: value.SMTP_URL ?? null,
    imapUrl: value.IMAP_URL ?? null,
    smtpTls:
      value.SMTP_TLS_KEY_FILE === undefined || value.SMTP_TLS_CERT_FILE === undefined
        ? null
        : { keyFile: value.SMTP_TLS_KEY_FILE, certFile: value.SMTP_TLS_CERT_FILE },
    pgp:
      value.PGP_KEY_FILE === undefined
        ? null
        : { keyFile: value.PGP_KEY_FILE, passphrase: value.PGP_PASSPHRASE ?? null },
    monitorUrl: value.MONITOR_URL ?? null,
    selfTest:
      value.SELF_TEST_MINUTES === undefined ||
      value.SELF_TEST_EMAIL === undefined ||
      value.SELF_TEST_PHONE === undefined
        ? null
        : { everyMinutes: value.SELF_TEST_MINUTES, email: value.SELF_TEST_EMAIL, phone: value.SELF_TEST_PHONE },
    logLevel: value.LOG_LEVEL,
  };
}

function secondOf(value: Variables): Environment['second'] {
  const { SECOND_TWILIO_ACCOUNT_SID: accountSid, SECOND_TEXT_GATEWAY_URL: url } = value;
  return {
    twilio:
      accountSid === undefined
        ? null
        : {
            accountSid,
            authToken: value.SECOND_TWILIO_AUTH_TOKEN ?? '',
            baseUrl: value.SECOND_TWILIO_BASE_URL?.replace(/\/+$/, '') ?? null,
            from: value.SECOND_TWILIO_FROM ?? '',
          },
    textGateway: url === undefined ? null : { url, token: value.SECOND_TEXT_GATEWAY_TOKEN ?? '' },
    smtpUrl: value.SECOND_SMTP_URL ?? null,
  };
}

/** Two doors cannot share a port; 0 lets the system choose one for each. */
function refuseSamePort(value: Variables): void {
  const names = ['PORT', 'SMTP_PORT', 'SANDBOX_PORT', 'HEALTH_PORT'] as const;
  for (const [index, name] of names.entries()) {
    const other = names.slice(0, index).find((earlier) => value[earlier] === value[name]);
    if (other === undefined || value[name] === undefined || value[name] === 0) continue;
    throw new ConfigError('environment', name, `expected a port other than ${other}'s, found ${value[name]}`);
  }
}

type Variables = z.output<typeof variables>;

function requireWith(value: Variables, name: keyof Variables, because: string, applies: boolean): void {
  if (applies && value[name] === undefined) {
    throw new ConfigError('environment', name, `expected a value because ${because}, found nothing`);
  }
}

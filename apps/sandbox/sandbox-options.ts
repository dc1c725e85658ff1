/** Someone whose phone and mailbox the page shows by name, whether or not anything has been sent to them yet. */
export interface SandboxPerson {
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  readonly email?: string;
}

/** What the sandbox carrier must be told. Everything a real carrier keeps in its own console is here. */
export interface SandboxOptions {
  /** 0 lets the system choose one. */
  readonly port: number;
  /** 127.0.0.1 unless told: the page and its API ask for no sign-in. */
  readonly host?: string;
  /** What happened is kept in `<dataDir>/sandbox`. */
  readonly dataDir: string;
  /** `AC` and 32 hexadecimal digits. */
  readonly accountSid: string;
  /** Signs webhooks, and is the password of the API. */
  readonly authToken: string;
  /** The number the account owns, E.164. */
  readonly hotlineNumber: string;
  /** Public address of the hotline, to which `/hooks/twilio/sms` and `/hooks/twilio/voice` are added. */
  readonly hotlineUrl: string;
  /** Fills the address of "write to the hotline". */
  readonly hotlineEmail?: string;
  readonly smtpPort: number;
  /** 127.0.0.1 unless told. */
  readonly smtpHost?: string;
  readonly people: readonly SandboxPerson[];
  /** Texts and calls that it takes in a second, as carriers cap them; null or absent: whatever comes. */
  readonly mostPerSecond?: { readonly sms: number | null; readonly voice: number | null };
  readonly clock?: { readonly now: () => Date };
  /** Pauses between the tries of one webhook, in milliseconds: one more try than pauses. */
  readonly retryWaitsMs?: readonly number[];
}

/** Five tries within a quarter of a minute. */
export const DEFAULT_RETRY_WAITS_MS = [250, 1_000, 4_000, 10_000] as const;

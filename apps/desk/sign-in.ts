import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { noParty } from '#domain';
import { checkPassword, Metrics, ProblemError } from '#service';
import { Database } from '#store';
import { Sessions } from './sessions.js';

/** Wrong attempts that are borne within ten minutes before the next are refused unread. */
const perAddress = 30;
const perName = 10;
const window = 600;

/**
 * Checks name and password and opens a session. An unknown name and a wrong password take the same time and get the same
 * answer. An attempt counts before it is checked, so many at once get no further than many in a row.
 */
@Injectable()
export class SignIn {
  private readonly addresses = new RateLimiterMemory({ keyPrefix: 'address', points: perAddress, duration: window });
  private readonly names = new RateLimiterMemory({ keyPrefix: 'name', points: perName, duration: window });

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  async signIn(name: string, password: string, address: string): Promise<{ token: string; expiresAt: Date }> {
    const key = name.trim().toLowerCase();
    await this.count(this.addresses, address);
    await this.count(this.names, key);
    const [account] = await this.database.transactionFor(noParty, (tx) =>
      tx.query<{ id: string; password_hash: string | null }>(
        'SELECT id, password_hash FROM user_account WHERE key = $1 AND active',
        [key],
      ),
    );
    const isRight = await checkPassword(password, account?.password_hash ?? null);
    if (!isRight || account === undefined) {
      this.metrics.signInsRefused.inc({ reason: 'wrong' });
      throw new ProblemError(401, 'wrong-sign-in', {
        en: 'Name or password is wrong.',
        fr: 'Le nom ou le mot de passe est incorrect.',
      });
    }
    await this.names.delete(key);
    await this.addresses.reward(address);
    return this.sessions.open(account.id);
  }

  private async count(limiter: RateLimiterMemory, key: string): Promise<void> {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      this.metrics.signInsRefused.inc({ reason: 'too-many' });
      const seconds = Math.ceil(refusal.msBeforeNext / 1000);
      throw new ProblemError(
        429,
        'too-many-attempts',
        { en: 'Wait a few minutes, then try again.', fr: 'Attendez quelques minutes, puis réessayez.' },
        [],
        { 'retry-after': String(seconds) },
      );
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { noParty } from '#domain';
import { checkPassword, Metrics, ProblemError } from '#service';
import { Database, recordAudit } from '#store';
import { Sessions } from './sessions.js';
import { SignInLimits } from './sign-in-limits.js';

interface Account {
  readonly id: string;
  readonly password_hash: string | null;
}

/**
 * Checks name and password and opens a session. An unknown name and a wrong password take the same time and get the same
 * answer. An attempt counts before it is checked, so many at once get no further than many in a row.
 */
@Injectable()
export class SignIn {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SignInLimits) private readonly limits: SignInLimits,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  async signIn(name: string, password: string, address: string): Promise<{ token: string; expiresAt: Date }> {
    const key = name.trim().toLowerCase();
    await this.limits.count(key, address);
    const [account] = await this.database.transactionFor(noParty, (tx) =>
      tx.query<Account>(
        `SELECT id, password_hash FROM user_account
         WHERE key = $1 AND active AND (password_expires_at IS NULL OR password_expires_at > $2)`,
        [key, tx.now],
      ),
    );
    const isRight = await checkPassword(password, account?.password_hash ?? null);
    if (!isRight || account === undefined) {
      await this.refuse(account?.id ?? null, address);
      throw new ProblemError(401, 'wrong-sign-in', {
        en: 'Name or password is wrong.',
        fr: 'Le nom ou le mot de passe est incorrect.',
      });
    }
    await this.limits.forgive(key, address);
    return this.sessions.open(account.id);
  }

  /** What was typed as a name is not written down: it may be a password in the wrong field. */
  private async refuse(userId: string | null, address: string): Promise<void> {
    this.metrics.signInsRefused.inc({ reason: 'wrong' });
    await this.database.transactionFor(noParty, (tx) =>
      recordAudit(tx, {
        actor: 'service:desk',
        kind: 'session.refused',
        subject: userId ?? 'unknown',
        data: { reason: 'wrong', address },
      }),
    );
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { ownPassword } from '#contracts';
import { noParty, type PasswordFault, passwordFault, longestPassword, shortestPassword } from '#domain';
import { type Bilingual, checkPassword, hashPassword, ProblemError } from '#service';
import { Database, recordAudit } from '#store';
import type { Person } from '../person.js';
import { endSessions } from '../sessions.js';
import { SignInLimits } from '../sign-in-limits.js';

/** Sets a password that its owner chose, who shows the one before. Their other sessions end. */
@Injectable()
export class ChangeOwnPassword {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(SignInLimits) private readonly limits: SignInLimits,
  ) {}

  async change(person: Person, { current, chosen }: z.output<typeof ownPassword>, address: string): Promise<void> {
    // Counted as a sign-in is: an unlocked screen is no place to guess at a password.
    await this.limits.count(person.signIn, address);
    const stored = await this.database.transactionFor(noParty, async (tx) => {
      const [row] = await tx.query<{ hash: string | null }>(
        'SELECT password_hash AS hash FROM user_account WHERE id = $1 AND active',
        [person.id],
      );
      return row?.hash ?? null;
    });
    if (!(await checkPassword(current, stored))) throw wrongPassword();
    await this.limits.forgive(person.signIn, address);
    const fault = passwordFault(chosen, { before: current, about: [person.signIn, person.name] });
    if (fault !== null) throw unfit(fault);
    const hash = await hashPassword(chosen, 'chosen');
    await this.database.transactionFor(noParty, async (tx) => {
      // Not when it was reset meanwhile: the one that was checked is no longer theirs to replace.
      const changed = await tx.query(
        `UPDATE user_account SET password_hash = $2, must_change_password = false, password_expires_at = NULL
         WHERE id = $1 AND active AND password_hash = $3 RETURNING 1`,
        [person.id, hash, stored],
      );
      if (changed.length === 0) throw wrongPassword();
      const sessions = await endSessions(tx, person.id, person.sessionHash);
      const data = { sessionsEnded: sessions };
      await recordAudit(tx, { actor: `user:${person.id}`, kind: 'password.changed', subject: person.id, data });
    });
  }
}

function wrongPassword(): ProblemError {
  const detail = {
    en: 'This is not your present password.',
    fr: 'Ce n’est pas votre mot de passe actuel.',
  };
  return new ProblemError(422, 'wrong-password', detail, [{ pointer: '/current', detail }]);
}

const faults: Readonly<Record<PasswordFault, Bilingual>> = {
  'too-short': {
    en: `At least ${shortestPassword} characters: a short sentence is easy to remember.`,
    fr: `Au moins ${shortestPassword} caractères\u00A0: une courte phrase se retient bien.`,
  },
  'too-long': { en: `At most ${longestPassword} characters.`, fr: `Au plus ${longestPassword} caractères.` },
  'easily-guessed': {
    en: 'This is among the first that would be tried: your name, the service, common words or rows of keys.',
    fr: 'C’est ce que l’on essaierait en premier\u00A0: votre nom, le service, des mots courants ou des suites de touches.',
  },
  unchanged: { en: 'Choose another one than before.', fr: 'Choisissez-en un autre que le précédent.' },
};

function unfit(fault: PasswordFault): ProblemError {
  return new ProblemError(422, 'password-unfit', faults[fault], [{ pointer: '/chosen', detail: faults[fault] }]);
}

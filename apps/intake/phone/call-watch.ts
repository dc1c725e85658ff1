import { Inject, Injectable } from '@nestjs/common';
import { mainSchedule, onDutyAt, type Reachables } from '#domain';
import { ReadWatch, Settings } from '#service';
import type { Tx } from '#store';

/** Who can be rung for a caller now. */
@Injectable()
export class CallWatch {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
  ) {}

  /** `callId`: the call itself keeps nobody busy. */
  async at(tx: Tx, callId: string, caller: string | null): Promise<Reachables> {
    const { voice } = this.settings.config;
    const { schedules } = await this.watch.at(tx);
    const people = await tx.query<{ id: string; key: string; role: string; phone: string }>(
      `SELECT id, key, role, phone FROM user_account
       WHERE active AND role IN ('responder', 'manager') AND phone IS NOT NULL ORDER BY key`,
    );
    // Bounded in time: a call whose end nobody told us of must not keep somebody busy for ever.
    const talkingSince = new Date(tx.now.getTime() - voice.dial.longestMinutes * 60_000);
    const ringingSince = new Date(tx.now.getTime() - (voice.dial.ringSeconds + voice.dial.takeSeconds + 30) * 1_000);
    const busy = await tx.query<{ id: string }>(
      `SELECT taken_by AS id FROM call WHERE step = 'talking' AND taken_at > $2 AND id <> $1
       UNION SELECT user_id FROM call_leg WHERE state = 'ringing' AND rung_at > $3 AND call_id <> $1`,
      [callId, talkingSince, ringingSince],
    );
    const main = schedules.get(mainSchedule);
    const duty = main === undefined ? null : onDutyAt(main, tx.now);
    return {
      onDuty: duty?.people[0] ?? null,
      nextOnDuty: duty?.next?.people[0] ?? null,
      people,
      busy: new Set(busy.map(({ id }) => id)),
      callerId: people.find(({ phone }) => phone === caller)?.id ?? null,
    };
  }
}

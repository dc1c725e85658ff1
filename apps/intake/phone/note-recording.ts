import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#store';

/** Notes that a caller left a message, once, however often and from whichever side we hear of it. */
@Injectable()
export class NoteRecording {
  constructor(@Inject(Database) private readonly database: Database) {}

  async note(callSid: string, recordingSid: string, duration: string): Promise<'noted' | 'known' | 'unknown'> {
    if (!/^RE\w{4,62}$/.test(recordingSid)) return 'unknown';
    const seconds = /^\d{1,6}$/.test(duration) ? Number(duration) : null;
    return this.database.transaction(async (tx) => {
      const [call] = await tx.query<{ id: string; report_id: string }>(
        'SELECT id, report_id FROM call WHERE sid = $1',
        [callSid],
      );
      if (call === undefined) return 'unknown';
      const [noted] = await tx.query(
        `INSERT INTO call_recording (sid, call_id, seconds, state, due_at, told_at) VALUES ($1, $2, $3, 'waiting', $4, $4)
         ON CONFLICT (sid) DO NOTHING RETURNING sid`,
        [recordingSid, call.id, seconds, tx.now],
      );
      if (noted === undefined) return 'known';
      tx.append({
        subject: 'report',
        id: call.report_id,
        actor: 'carrier',
        type: 'call.recorded',
        data: { recordingSid, seconds },
      });
      return 'noted';
    });
  }
}

import { type Effect, mask, severityRank } from '#domain';
import type { Severity } from '#domain';
import type { Tx } from '#store';
import type { Reporter } from './reporter.js';

/** What a reporter's answer changes besides being kept: told in the incident's timeline, never undone by another answer. */
export async function heedAnswer(tx: Tx, reporter: Reporter, begunBy: string, effect: Effect): Promise<void> {
  const { incidentId, reportId, sender } = reporter;
  if (incidentId === null || sender === null) return;
  const entry = { subject: 'incident', id: incidentId, actor: 'reporter' } as const;
  switch (effect.kind) {
    case 'answered': {
      const { question, value } = effect;
      tx.append({ ...entry, type: 'conversation.answered', data: { reportId, question, value } });
      return;
    }
    case 'number-unsafe':
      await tx.query(
        `UPDATE incident SET compromised_addresses = ARRAY(SELECT DISTINCT unnest(compromised_addresses || $2::text) LIMIT 100),
           updated_at = $3, version = version + 1 WHERE id = $1`,
        [incidentId, sender, tx.now],
      );
      tx.append({ ...entry, type: 'channel.marked', data: { state: 'compromised', to: mask(sender), reportId } });
      tx.emit('channel.marked', { incidentId, state: 'compromised' });
      return;
    case 'contact-given': {
      const { kind, address } = effect.contact;
      const column = kind === 'email' ? 'contact_email' : 'contact_phone';
      await tx.query(`UPDATE triage_result SET ${column} = $3 WHERE report_id IN ($1, $2)`, [
        begunBy,
        reportId,
        address,
      ]);
      tx.append({ ...entry, type: 'conversation.contact-given', data: { reportId, to: mask(address) } });
      return;
    }
    case 'endangered':
      return endanger(tx, incidentId, reportId);
    case 'says-over':
      tx.append({ ...entry, type: 'reporter.says-over', data: { reportId } });
      tx.emit('incident.noted', { incidentId });
      return;
  }
}

/** Somebody says that a person is in danger: as urgent as can be, whatever the rules made of the words. */
async function endanger(tx: Tx, incidentId: string, reportId: string): Promise<void> {
  const [incident] = await tx.query<{ severity: Severity }>(
    'SELECT severity FROM incident WHERE id = $1 FOR NO KEY UPDATE',
    [incidentId],
  );
  if (incident === undefined) return;
  const { severity: from } = incident;
  await tx.query(
    `UPDATE incident SET life_safety = true, severity = 'critical', severity_rank = $2,
       severity_rule = CASE WHEN severity = 'critical' THEN severity_rule ELSE 'C1' END, updated_at = $3, version = version + 1
     WHERE id = $1`,
    [incidentId, severityRank('critical'), tx.now],
  );
  const data = { from, to: 'critical', because: 'reporter-in-danger', reportId };
  const entry = { subject: 'incident', id: incidentId, actor: 'reporter' } as const;
  tx.append({ ...entry, type: 'incident.severity-changed', data });
  if (from !== 'critical') tx.emit('incident.severity-changed', { incidentId, from, to: 'critical' });
}

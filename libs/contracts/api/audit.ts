import { z } from 'zod';

const instant = z.iso.datetime();

/** Whose record an entry is in: accounts and sign-ins, the watch and its policies, or the directory. */
export const auditArea = z.enum(['accounts', 'watch', 'directory']);

/** `GET /api/v1/audit`; `cursor` is the `nextCursor` of the answer before. `actor` is a person's id. */
export const auditQuery = z.object({
  area: auditArea.optional(),
  actor: z.uuid().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  cursor: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z_(accounts|watch|directory)_\d{1,18}$/)
    .optional(),
});

export const auditPage = z.object({
  /** The latest first. */
  items: z.array(
    z.object({
      area: auditArea,
      /** Within its record. */
      seq: z.string(),
      at: instant,
      actor: z.string(),
      actorName: z.string(),
      /** Noun and past participle: `user.added`. */
      kind: z.string(),
      subject: z.string(),
      /** A name where the subject is a person, a party or a contact; otherwise as it was written. */
      subjectName: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type AuditPage = z.output<typeof auditPage>;

/** `POST /api/v1/audit/checks`: one piece of the check of all records; `after` is the `next` of the piece before. */
export const checkRecords = z.object({ after: z.uuid().nullable().default(null) });
export const recordsChecked = z.object({
  /** Reports and incidents whose chains were checked in this piece. */
  subjects: z.int(),
  entries: z.int(),
  /** What does not read as it was written, at most 100. */
  broken: z.array(
    z.object({ kind: z.enum(['report', 'incident', 'audit']), id: z.string(), seq: z.int(), reason: z.string() }),
  ),
  /** Null: all of them are checked. */
  next: z.uuid().nullable(),
});
export type RecordsChecked = z.output<typeof recordsChecked>;

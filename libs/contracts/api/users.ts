import { z } from 'zod';
import { roleName } from './desk.js';
import { language } from './reports.js';

const instant = z.iso.datetime();
/** Empty means none. */
const optional = <T extends z.ZodType<string>>(value: T) =>
  z
    .union([z.literal(''), value])
    .default('')
    .transform((text) => (text === '' ? null : text));

export const userRow = z.object({
  id: z.uuid(),
  /** What they sign in with; it never changes. */
  signIn: z.string(),
  name: z.string(),
  role: roleName,
  party: z.object({ key: z.string(), name: z.string() }).nullable(),
  language,
  phone: z.string().nullable(),
  email: z.string().nullable(),
  active: z.boolean(),
  /** The roster file names this account. A change there, and only that, is applied at the next start. */
  inFile: z.boolean(),
  lastSignInAt: instant.nullable(),
  /** Open sessions. */
  sessions: z.int(),
  /** They have a one-time password that they have not replaced; it ends then. */
  oneTimePasswordUntil: instant.nullable(),
});

/** `GET /api/v1/users?q=&cursor=` → active ones first, by name. */
export const userList = z.object({ items: z.array(userRow), nextCursor: z.string().nullable() });

const fields = {
  name: z.string().trim().min(1).max(100),
  role: roleName,
  /** Key of the party, for a liaison and for nobody else. */
  party: optional(z.string().max(60)),
  language,
  /** As people write it; kept as `+16135550101`. */
  phone: optional(z.string().trim().max(40)),
  email: optional(z.email().max(254)),
};

/** `POST /api/v1/users` */
export const newUser = z.strictObject({
  signIn: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{0,59}$/),
  ...fields,
});

/** `POST /api/v1/users/:id`. `despite`: what is lost by it has been read (`GET …/leaving`). */
export const editUser = z.strictObject({ ...fields, despite: z.boolean().default(false) });

/** `POST /api/v1/users/:id/end` */
export const endUser = z.strictObject({ despite: z.boolean().default(false) });

/** `GET /api/v1/users/:id/leaving`: what happens when this person leaves the watch. */
export const leavingView = z.object({
  /** Schedules on which nobody would be on duty at times, in the next four weeks or until the window closes. */
  gaps: z.array(z.object({ schedule: z.string(), from: instant, to: instant })),
  /** Overrides and stand-ins that name them and fall away. */
  overrides: z.int(),
  /** Open incidents that are in their hands. */
  incidents: z.int(),
  sessions: z.int(),
  /** There would be no administrator left: refused whatever is said. */
  isLastAdmin: z.boolean(),
});

/** A one-time password, told once and never again. */
export const madePassword = z.object({ user: userRow, password: z.string(), until: instant });

/** `GET /api/v1/roles`: which role may what. */
export const roleList = z.array(z.object({ role: roleName, permissions: z.array(z.string()) }));

export type UserRow = z.output<typeof userRow>;
export type UserList = z.output<typeof userList>;
export type LeavingView = z.output<typeof leavingView>;
export type MadePassword = z.output<typeof madePassword>;
export type RoleList = z.output<typeof roleList>;

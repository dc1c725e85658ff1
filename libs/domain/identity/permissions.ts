/** What a person is to the hotline. A liaison belongs to one party and sees that party alone. */
export const roles = ['responder', 'manager', 'liaison', 'auditor', 'admin'] as const;

export type Role = (typeof roles)[number];

export const allPermissions = [
  'incident.read',
  'incident.work',
  'incident.move',
  'incident.severity',
  'incident.message',
  'timeline.read',
  'board.read',
  'measures.read',
  'roster.read',
  'audit.read',
  'audit.settle',
  'handover.read',
  'account.manage',
  'incident.verify',
  'gate.override',
  'directory.read',
  'directory.edit',
  'roster.edit',
  'policy.edit',
  'shift.swap',
  'method.edit',
  'election.read',
  'election.edit',
  'configuration.read',
] as const;

export type Permission = (typeof allPermissions)[number];

/**
 * Need to know, in one table. An admin keeps accounts and has no reason to read an incident; an auditor reads everything
 * and changes nothing; a liaison sees how the own party's incidents stand, not the responders' notes in the timeline.
 */
export const permissions: Readonly<Record<Role, readonly Permission[]>> = {
  responder: [
    'incident.read',
    'incident.work',
    'incident.move',
    'incident.severity',
    'incident.message',
    'timeline.read',
    'roster.read',
    'incident.verify',
    'directory.read',
    'shift.swap',
    'method.edit',
    'election.read',
  ],
  manager: [
    'incident.read',
    'incident.work',
    'incident.move',
    'incident.severity',
    'incident.message',
    'timeline.read',
    'board.read',
    'measures.read',
    'roster.read',
    'audit.read',
    'audit.settle',
    'handover.read',
    'incident.verify',
    'gate.override',
    'directory.read',
    'directory.edit',
    'roster.edit',
    'policy.edit',
    'shift.swap',
    'method.edit',
    'election.read',
    'election.edit',
    'configuration.read',
  ],
  liaison: ['incident.read', 'directory.read'],
  auditor: [
    'incident.read',
    'timeline.read',
    'board.read',
    'measures.read',
    'roster.read',
    'audit.read',
    'handover.read',
    'directory.read',
    'election.read',
    'configuration.read',
  ],
  admin: [
    'roster.read',
    'account.manage',
    'directory.read',
    'directory.edit',
    'election.read',
    'election.edit',
    'configuration.read',
  ],
};

export function may(role: Role, permission: Permission): boolean {
  return permissions[role].includes(permission);
}

/** Sees every party's rows. */
export const everyParty = '*';

/** Sees no party's rows: no party is called by the empty name. */
export const noParty = '';

/**
 * Whose rows a role may see, as row-level security takes it: every party for the watch itself, the own party for a liaison.
 * A liaison without a party and a role that may not read incidents see nothing.
 */
export function partyScope(role: Role, partyKey: string | null): string {
  if (!may(role, 'incident.read')) return noParty;
  if (role !== 'liaison') return everyParty;
  return partyKey === null || partyKey === everyParty ? noParty : partyKey;
}

/**
 * Whose contacts a role may see in the directory. Who keeps it sees all of it, an admin too, who may not read an incident; a
 * liaison sees the own party's.
 */
export function directoryScope(role: Role, scope: string): string {
  if (may(role, 'directory.edit')) return everyParty;
  return may(role, 'directory.read') ? scope : noParty;
}

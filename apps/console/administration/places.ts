import type { Permission } from '#domain';

const places = [
  { to: '/users', name: 'users', needs: 'account.manage' },
  { to: '/audit', name: 'audit', needs: 'audit.read' },
  { to: '/elections', name: 'elections', needs: 'election.read' },
  { to: '/configuration', name: 'configuration', needs: 'configuration.read' },
] as const satisfies readonly {
  readonly needs: Permission;
  readonly to: string;
  readonly name: string;
}[];

/** The pages of the administration that somebody may see, in their order. */
export function placesFor(permissions: readonly string[]): readonly (typeof places)[number][] {
  return places.filter(({ needs }) => permissions.includes(needs));
}

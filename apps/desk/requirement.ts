import type { Permission } from '#domain';

/** What a handler asks of its caller. */
export type Requirement =
  | { readonly kind: 'permission'; readonly permission: Permission }
  | { readonly kind: 'signed-in'; readonly withOneTimePassword: boolean }
  | { readonly kind: 'public'; readonly form: boolean };

export const requirementKey = 'vigil:requirement';

import { applyDecorators, Controller, SetMetadata, UseGuards } from '@nestjs/common';
import type { Permission } from '#domain';
import { PermissionGuard } from './permission.guard.js';
import { requirementKey } from './requirement.js';

/** A controller of the desk. Its guard refuses every handler that does not say what it requires. */
export const DeskController = (path: string): ClassDecorator =>
  applyDecorators(Controller(path), UseGuards(PermissionGuard));

/** Only for a person who may do this (see `permissions` in the domain). */
export const Requires = (permission: Permission): MethodDecorator =>
  SetMetadata(requirementKey, { kind: 'permission', permission });

/** For everyone who is signed in, whatever their role. `withOneTimePassword`: even before they have a password of their own. */
export const RequiresSignIn = ({
  withOneTimePassword = false,
}: { readonly withOneTimePassword?: boolean } = {}): MethodDecorator =>
  SetMetadata(requirementKey, { kind: 'signed-in', withOneTimePassword });

/** For anyone. `form`: a plain HTML form may post here, because the address itself carries the right to. */
export const Public = ({ form = false }: { readonly form?: boolean } = {}): MethodDecorator =>
  SetMetadata(requirementKey, { kind: 'public', form });

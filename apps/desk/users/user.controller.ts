import { Body, Delete, Get, Header, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  editUser,
  endUser,
  type LeavingView,
  type MadePassword,
  newUser,
  type RoleList,
  type UserList,
  type UserRow,
} from '#contracts';
import { permissions, roles } from '#domain';
import { DeskController, Requires, RequiresSignIn } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId, readQuery } from '../read-request.js';
import { EditUser } from './edit-user.js';
import { EndUser } from './end-user.js';
import { ListUsers, usersQuery } from './list-users.js';
import { ResetPassword } from './reset-password.js';

/** Accounts, for whoever keeps them. */
@DeskController('api/v1/users')
export class UserController {
  constructor(
    @Inject(ListUsers) private readonly users: ListUsers,
    @Inject(EditUser) private readonly editing: EditUser,
    @Inject(EndUser) private readonly ending: EndUser,
    @Inject(ResetPassword) private readonly passwords: ResetPassword,
  ) {}

  @Get()
  @Requires('account.manage')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person, @Query() query: unknown): Promise<UserList> {
    return this.users.list(person, readQuery(usersQuery, query));
  }

  @Post()
  @Requires('account.manage')
  @Header('cache-control', 'no-store')
  add(@SignedIn() person: Person, @Body() body: unknown): Promise<MadePassword> {
    return this.editing.add(person, readBody(newUser, body));
  }

  @Post(':id')
  @Requires('account.manage')
  @HttpCode(200)
  edit(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<UserRow> {
    return this.editing.edit(person, readId(id), readBody(editUser, body));
  }

  @Get(':id/leaving')
  @Requires('account.manage')
  @Header('cache-control', 'no-store')
  leaving(@SignedIn() person: Person, @Param('id') id: string): Promise<LeavingView> {
    return this.ending.look(person, readId(id));
  }

  @Post(':id/end')
  @Requires('account.manage')
  @HttpCode(200)
  end(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<UserRow> {
    return this.ending.end(person, readId(id), readBody(endUser, body).despite);
  }

  @Post(':id/restore')
  @Requires('account.manage')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  restore(@SignedIn() person: Person, @Param('id') id: string): Promise<MadePassword> {
    return this.ending.restore(person, readId(id));
  }

  @Post(':id/password')
  @Requires('account.manage')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  reset(@SignedIn() person: Person, @Param('id') id: string): Promise<MadePassword> {
    return this.passwords.reset(person, readId(id));
  }

  @Delete(':id/sessions')
  @Requires('account.manage')
  signOut(@SignedIn() person: Person, @Param('id') id: string): Promise<UserRow> {
    return this.passwords.endSessions(person, readId(id));
  }
}

/** The table of permissions, as the guard reads it; it is no secret. */
@DeskController('api/v1/roles')
export class RoleController {
  @Get()
  @RequiresSignIn()
  list(): RoleList {
    return roles.map((role) => ({ role, permissions: [...permissions[role]] }));
  }
}

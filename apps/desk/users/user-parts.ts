import { SignInLimits } from '../sign-in-limits.js';
import { ChangeOwnPassword } from './change-own-password.js';
import { EditUser } from './edit-user.js';
import { EndUser } from './end-user.js';
import { ListUsers } from './list-users.js';
import { ResetPassword } from './reset-password.js';
import { RoleController, UserController } from './user.controller.js';

/** What the desk has for accounts and passwords. */
export const userParts = {
  controllers: [UserController, RoleController],
  providers: [SignInLimits, ChangeOwnPassword, ListUsers, EditUser, EndUser, ResetPassword],
} as const;

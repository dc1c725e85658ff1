import { Body, Delete, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ownPassword, type Session, signIn } from '#contracts';
import { permissions } from '#domain';
import { ProblemError, Settings } from '#service';
import { DeskController, Public, RequiresSignIn } from './desk-controller.js';
import { type Person, SignedIn } from './person.js';
import { readBody } from './read-request.js';
import { sessionCookie, Sessions } from './sessions.js';
import { ChangeOwnPassword } from './users/change-own-password.js';
import { SignIn } from './sign-in.js';

@DeskController('api/v1/session')
export class SessionController {
  constructor(
    @Inject(SignIn) private readonly signIns: SignIn,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(ChangeOwnPassword) private readonly passwords: ChangeOwnPassword,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async open(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const given = readBody(signIn, body);
    const { token, expiresAt } = await this.signIns.signIn(given.signIn, given.password, request.ip);
    const person = await this.sessions.find(token);
    if (person === null) throw new ProblemError(503, 'not-ready', tryAgain);
    void reply.setCookie(sessionCookie, token, { ...this.cookie(), expires: expiresAt });
    return describe(person);
  }

  @Get()
  @RequiresSignIn({ withOneTimePassword: true })
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person): Session {
    return describe(person);
  }

  @Post('password')
  @RequiresSignIn({ withOneTimePassword: true })
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async change(@SignedIn() person: Person, @Body() body: unknown, @Req() request: FastifyRequest): Promise<Session> {
    await this.passwords.change(person, readBody(ownPassword, body), request.ip);
    return describe({ ...person, mustChangePassword: false });
  }

  @Delete()
  @RequiresSignIn({ withOneTimePassword: true })
  @HttpCode(204)
  async end(@SignedIn() person: Person, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.end(person);
    void reply.clearCookie(sessionCookie, this.cookie());
  }

  private cookie() {
    const secure = this.settings.config.environment.publicUrl.startsWith('https:');
    return { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
  }
}

function describe({ id, name, signIn, role, ownLanguage, mustChangePassword }: Person): Session {
  return { id, name, signIn, role, language: ownLanguage, mustChangePassword, permissions: [...permissions[role]] };
}

const tryAgain = { en: 'Try again in a minute.', fr: 'Réessayez dans une minute.' };

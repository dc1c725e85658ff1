import { Body, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { enterCode, markAddress, settleChannelChange, startVerification, type TrustView } from '#contracts';
import { DeskController, Requires } from './desk-controller.js';
import { EnterVerification } from './enter-verification.js';
import { MarkTrust } from './mark-trust.js';
import { type Person, SignedIn } from './person.js';
import { readBody, readId } from './read-request.js';
import { ShowTrust } from './show-trust.js';
import { SettleChannelChange } from './settle-channel-change.js';
import { StartVerification } from './start-verification.js';

@DeskController('api/v1/incidents')
export class TrustController {
  constructor(
    @Inject(ShowTrust) private readonly trust: ShowTrust,
    @Inject(StartVerification) private readonly starting: StartVerification,
    @Inject(EnterVerification) private readonly entering: EnterVerification,
    @Inject(MarkTrust) private readonly marking: MarkTrust,
    @Inject(SettleChannelChange) private readonly settling: SettleChannelChange,
  ) {}

  @Get(':id/trust')
  @Requires('timeline.read')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person, @Param('id') id: string): Promise<TrustView> {
    return this.trust.show(person, readId(id));
  }

  @Post(':id/verifications')
  @Requires('incident.verify')
  @HttpCode(200)
  async start(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<TrustView> {
    await this.starting.start(person, readId(id), readBody(startVerification, body));
    return this.trust.show(person, id);
  }

  @Post(':id/verifications/:verification')
  @Requires('incident.verify')
  @HttpCode(200)
  async enter(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @Param('verification') verification: string,
    @Body() body: unknown,
  ): Promise<TrustView> {
    await this.entering.enter(person, readId(id), readId(verification), readBody(enterCode, body).code);
    return this.trust.show(person, id);
  }

  @Post(':id/channel-changes/:change')
  @Requires('incident.verify')
  @HttpCode(200)
  async settle(
    @SignedIn() person: Person,
    @Param('id') id: string,
    @Param('change') change: string,
    @Body() body: unknown,
  ): Promise<TrustView> {
    await this.settling.settle(person, readId(id), readId(change), readBody(settleChannelChange, body));
    return this.trust.show(person, id);
  }

  @Post(':id/addresses')
  @Requires('incident.verify')
  @HttpCode(200)
  async mark(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<TrustView> {
    await this.marking.mark(person, readId(id), readBody(markAddress, body));
    return this.trust.show(person, id);
  }
}

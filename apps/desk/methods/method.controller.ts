import { Body, Delete, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  enteredCode,
  newMethod,
  type PushKey,
  pushSubscription,
  type ReachableView,
  reachOrder,
  reachQuietHours,
  reachRules,
  type ReachView,
} from '#contracts';
import { Secrets } from '#service';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody, readId } from '../read-request.js';
import { ChangeMethod } from './change-method.js';
import { EditReach } from './edit-reach.js';
import { ListReachable } from './list-reachable.js';
import { SubscribeBrowser } from './subscribe-browser.js';

/** How the one who asks is paged, and whether everybody on the watch can be. */
@DeskController('api/v1/reach')
export class MethodController {
  constructor(
    @Inject(EditReach) private readonly reach: EditReach,
    @Inject(ChangeMethod) private readonly methods: ChangeMethod,
    @Inject(SubscribeBrowser) private readonly browsers: SubscribeBrowser,
    @Inject(Secrets) private readonly secrets: Secrets,
    @Inject(ListReachable) private readonly reachable: ListReachable,
  ) {}

  @Get()
  @Requires('method.edit')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person): Promise<ReachView> {
    return this.reach.show(person);
  }

  @Get('watch')
  @Requires('roster.edit')
  @Header('cache-control', 'no-store')
  list(): Promise<readonly ReachableView[]> {
    return this.reachable.list();
  }

  @Post('rules')
  @Requires('method.edit')
  @HttpCode(200)
  rules(@SignedIn() person: Person, @Body() body: unknown): Promise<ReachView> {
    return this.reach.setRules(person, readBody(reachRules, body));
  }

  @Post('order')
  @Requires('method.edit')
  @HttpCode(200)
  order(@SignedIn() person: Person, @Body() body: unknown): Promise<ReachView> {
    return this.reach.setOrder(person, readBody(reachOrder, body));
  }

  @Post('quiet-hours')
  @Requires('method.edit')
  @HttpCode(200)
  quietHours(@SignedIn() person: Person, @Body() body: unknown): Promise<ReachView> {
    return this.reach.setQuietHours(person, readBody(reachQuietHours, body));
  }

  @Post('methods')
  @Requires('method.edit')
  @HttpCode(200)
  add(@SignedIn() person: Person, @Body() body: unknown): Promise<ReachView> {
    return this.methods.add(person, readBody(newMethod, body));
  }

  @Get('push')
  @Requires('method.edit')
  pushKey(): PushKey {
    return { publicKey: this.secrets.vapid.publicKey };
  }

  @Post('push')
  @Requires('method.edit')
  @HttpCode(200)
  subscribe(@SignedIn() person: Person, @Body() body: unknown): Promise<ReachView> {
    return this.browsers.subscribe(person, readBody(pushSubscription, body));
  }

  @Post('methods/:id/code')
  @Requires('method.edit')
  @HttpCode(200)
  sendCode(@SignedIn() person: Person, @Param('id') id: string): Promise<ReachView> {
    return this.methods.sendCode(person, readId(id));
  }

  @Post('methods/:id/verify')
  @Requires('method.edit')
  @HttpCode(200)
  verify(@SignedIn() person: Person, @Param('id') id: string, @Body() body: unknown): Promise<ReachView> {
    return this.methods.verify(person, readId(id), readBody(enteredCode, body).code);
  }

  @Delete('methods/:id')
  @Requires('method.edit')
  remove(@SignedIn() person: Person, @Param('id') id: string): Promise<ReachView> {
    return this.methods.remove(person, readId(id));
  }
}

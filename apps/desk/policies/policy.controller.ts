import { Body, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  editPolicy,
  editPolicyRules,
  newPolicy,
  type PolicyList,
  type PolicyMoved,
  type PolicyView,
  simulatePolicy,
  type SimulationView,
} from '#contracts';
import { DeskController, Requires } from '../desk-controller.js';
import { type Person, SignedIn } from '../person.js';
import { readBody } from '../read-request.js';
import { EditPolicy } from './edit-policy.js';
import { EditRules } from './edit-rules.js';
import { MoveRunning } from './move-running.js';
import { ShowPolicies } from './show-policies.js';
import { SimulatePolicy } from './simulate-policy.js';

/** Who is woken after whom: read by everyone on the watch, changed by managers. */
@DeskController('api/v1/policies')
export class PolicyController {
  constructor(
    @Inject(ShowPolicies) private readonly policies: ShowPolicies,
    @Inject(EditPolicy) private readonly editing: EditPolicy,
    @Inject(EditRules) private readonly rules: EditRules,
    @Inject(MoveRunning) private readonly running: MoveRunning,
    @Inject(SimulatePolicy) private readonly simulation: SimulatePolicy,
  ) {}

  @Get()
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  list(@SignedIn() person: Person): Promise<PolicyList> {
    return this.policies.list(person);
  }

  @Post()
  @Requires('policy.edit')
  add(@SignedIn() person: Person, @Body() body: unknown): Promise<PolicyView> {
    return this.editing.add(person, readBody(newPolicy, body));
  }

  @Post('rules')
  @Requires('policy.edit')
  @HttpCode(200)
  async editRules(@SignedIn() person: Person, @Body() body: unknown): Promise<PolicyList> {
    await this.rules.edit(person, readBody(editPolicyRules, body));
    return this.policies.list(person);
  }

  @Post('simulate')
  @Requires('roster.read')
  @HttpCode(200)
  simulate(@Body() body: unknown): Promise<SimulationView> {
    return this.simulation.simulate(readBody(simulatePolicy, body));
  }

  @Get(':key')
  @Requires('roster.read')
  @Header('cache-control', 'no-store')
  show(@SignedIn() person: Person, @Param('key') key: string): Promise<PolicyView> {
    return this.policies.show(person, key);
  }

  @Post(':key')
  @Requires('policy.edit')
  @HttpCode(200)
  edit(@SignedIn() person: Person, @Param('key') key: string, @Body() body: unknown): Promise<PolicyView> {
    return this.editing.edit(person, key, readBody(editPolicy, body));
  }

  @Post(':key/move')
  @Requires('policy.edit')
  @HttpCode(200)
  move(@SignedIn() person: Person, @Param('key') key: string): Promise<PolicyMoved> {
    return this.running.move(person, key);
  }
}

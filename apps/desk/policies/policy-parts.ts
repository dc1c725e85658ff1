import { EditPolicy } from './edit-policy.js';
import { EditRules } from './edit-rules.js';
import { MoveRunning } from './move-running.js';
import { PolicyController } from './policy.controller.js';
import { ShowPolicies } from './show-policies.js';
import { SimulatePolicy } from './simulate-policy.js';

/** What the desk says and does about escalation policies. */
export const policyParts = {
  controllers: [PolicyController],
  providers: [ShowPolicies, EditPolicy, EditRules, MoveRunning, SimulatePolicy],
} as const;

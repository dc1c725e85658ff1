import { z } from 'zod';
import type { RouteOf } from './api-route.js';
import * as policies from './policies.js';

export const policyRequests = {
  NewPolicy: policies.newPolicy,
  EditPolicy: policies.editPolicy,
  EditPolicyRules: policies.editPolicyRules,
  SimulatePolicy: policies.simulatePolicy,
} as const satisfies Record<string, z.ZodType>;

export const policyAnswers = {
  PolicyList: policies.policyList,
  PolicyView: policies.policyView,
  PolicyMoved: policies.policyMoved,
  Simulation: policies.simulation,
} as const satisfies Record<string, z.ZodType>;

type PolicyRoute = RouteOf<keyof typeof policyRequests, keyof typeof policyAnswers>;

const seen = {
  401: '`not-signed-in`: there is no session, or it has ended.',
  403: '`forbidden`: the role does not allow it.',
} as const;
const none = { 404: '`not-found`: there is no such policy.' } as const;
const invalid = { 422: '`invalid`: `errors` points to what is wrong.' } as const;
const meanwhile = { 409: '`changed-meanwhile`: somebody saved another version; read that one first.' } as const;

const watch = { group: 'Watch', needsSession: true } as const;
const policy = { status: 200, schema: 'PolicyView', description: 'The policy as it then stands.' } as const;

export const policyRoutes: readonly PolicyRoute[] = [
  {
    ...watch,
    operationId: 'listPolicies',
    method: 'get',
    path: '/api/v1/policies',
    summary: 'Who is woken after whom: every policy, and the rules that choose one',
    answer: { status: 200, schema: 'PolicyList', description: 'Policies, rules, and whom a policy may name.' },
    refusals: seen,
  },
  {
    ...watch,
    operationId: 'addPolicy',
    method: 'post',
    path: '/api/v1/policies',
    summary: 'Add a policy',
    request: 'NewPolicy',
    answer: { ...policy, status: 201 },
    refusals: { ...seen, ...invalid, 409: '`key-taken`: the key is taken.' },
  },
  {
    ...watch,
    operationId: 'editPolicyRules',
    method: 'post',
    path: '/api/v1/policies/rules',
    summary: 'Change which policy pages which incident',
    request: 'EditPolicyRules',
    answer: { status: 200, schema: 'PolicyList', description: 'Everything as it then stands.' },
    refusals: { ...seen, ...invalid, ...meanwhile },
  },
  {
    ...watch,
    operationId: 'simulatePolicy',
    method: 'post',
    path: '/api/v1/policies/simulate',
    summary: 'Who would be woken when, if nobody answered',
    request: 'SimulatePolicy',
    answer: { status: 200, schema: 'Simulation', description: 'Page after page.' },
    refusals: { ...seen, ...invalid },
  },
  {
    ...watch,
    operationId: 'readPolicy',
    method: 'get',
    path: '/api/v1/policies/{key}',
    summary: 'One policy',
    answer: policy,
    refusals: { ...seen, ...none },
  },
  {
    ...watch,
    operationId: 'editPolicy',
    method: 'post',
    path: '/api/v1/policies/{key}',
    summary: 'Change a policy; what runs already goes on by the version it began with',
    request: 'EditPolicy',
    answer: policy,
    refusals: { ...seen, ...none, ...invalid, ...meanwhile },
  },
  {
    ...watch,
    operationId: 'movePolicyRunning',
    method: 'post',
    path: '/api/v1/policies/{key}/move',
    summary: 'Let everything that runs by an earlier version go on by this one',
    answer: { status: 200, schema: 'PolicyMoved', description: 'How many were moved, and the policy.' },
    refusals: { ...seen, ...none },
  },
];

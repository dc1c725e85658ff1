import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { PolicyList, PolicyMoved, PolicyView, SimulationView } from '#contracts';
import type { Asked } from '../api/api-types.js';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';

export type PolicyDraft = Omit<PolicyView['policy'], 'key'>;
export type Rule = PolicyList['rules']['items'][number];

const key = ['policies'] as const;

export const policiesQuery = queryOptions({
  queryKey: key,
  queryFn: ({ signal }) => call('GET /policies', { signal }),
  // How many escalations run is told by no live change.
  refetchInterval: 15_000,
});

/** Saves one policy; what is shown afterwards is what the server answered. */
export function useSavePolicy(policyKey: string) {
  const client = useQueryClient();
  return useMutation<PolicyView, ApiProblem, { readonly version: number; readonly policy: PolicyDraft }>({
    mutationFn: (body) => call('POST /policies/{key}', { path: { key: policyKey }, body }),
    onSuccess: async (view) => {
      // A fetch that left before the edit must not bring the earlier version back.
      await client.cancelQueries({ queryKey: key });
      client.setQueryData<PolicyList>(key, (list) => list && withPolicy(list, view));
    },
    onError: ({ code }) => {
      if (code === 'changed-meanwhile') void client.invalidateQueries({ queryKey: key });
    },
  });
}

export function useAddPolicy() {
  const client = useQueryClient();
  return useMutation<PolicyView, ApiProblem, Asked<'POST /policies'>['body']>({
    mutationFn: (body) => call('POST /policies', { body }),
    // Resolves once the list has it, so that it can be shown.
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useMoveRunning(policyKey: string) {
  const client = useQueryClient();
  return useMutation<PolicyMoved, ApiProblem>({
    mutationFn: () => call('POST /policies/{key}/move', { path: { key: policyKey } }),
    onSuccess: ({ policy }) => client.setQueryData<PolicyList>(key, (list) => list && withPolicy(list, policy)),
  });
}

export function useSaveRules() {
  const client = useQueryClient();
  return useMutation<PolicyList, ApiProblem, { readonly version: number; readonly rules: readonly Rule[] }>({
    mutationFn: (body) => call('POST /policies/rules', { body }),
    onSuccess: (list) => client.setQueryData(key, list),
    onError: () => void client.invalidateQueries({ queryKey: key }),
  });
}

export type Question = Asked<'POST /policies/simulate'>['body'];

export function useSimulation() {
  return useMutation<SimulationView, ApiProblem, Question>({
    mutationFn: (body) => call('POST /policies/simulate', { body }),
  });
}

function withPolicy(list: PolicyList, view: PolicyView): PolicyList {
  return { ...list, items: list.items.map((item) => (item.policy.key === view.policy.key ? view : item)) };
}

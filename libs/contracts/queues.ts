/**
 * One queue for each service that reacts, named by the worker that drains it.
 * Renaming one strands the jobs that wait under the old name.
 */
export const queues = {
  triage: 'triage',
  escalation: 'escalation',
  notification: 'notification',
} as const;

export type QueueName = (typeof queues)[keyof typeof queues];

export const queueNames = Object.values(queues);

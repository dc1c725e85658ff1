export {
  firstSteps,
  firstStepsSms,
  longestSms,
  playbookFor,
  responderTasks,
  type BilingualSteps,
  type Playbook,
  type Playbooks,
} from './playbook.js';

export {
  everyStep,
  firstSteps,
  firstStepsSms,
  longestSms,
  pairedSteps,
  playbookFor,
  responderTasks,
  type BilingualStep,
  type BilingualSteps,
  type Playbook,
  type Playbooks,
} from './playbook.js';

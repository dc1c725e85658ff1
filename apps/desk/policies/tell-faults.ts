import { longestWaitMinutes, mostAcknowledgements, mostSteps, type Policy, type PolicyFault } from '#domain';
import { type Bilingual, ProblemError } from '#service';

export interface ToldFault {
  /** Below the policy: `/steps/2/notify`. */
  readonly pointer: string;
  readonly detail: Bilingual;
}

/** What is wrong with a policy, each fault at its place, in the words of whoever has to mend it. */
export function tellFaults(policy: Policy, faults: readonly PolicyFault[]): readonly ToldFault[] {
  return faults.map((fault) => ({ pointer: placeOf(fault), detail: tell(policy, fault) }));
}

/** Refuses a policy. `at` is where it stands in the request: `/policy`, or nothing. */
export function refusedPolicy(policy: Policy, faults: readonly PolicyFault[], at = ''): ProblemError {
  const told = tellFaults(policy, faults).slice(0, 50);
  return new ProblemError(
    422,
    'policy-refused',
    {
      en: 'This policy could end in silence or cannot be carried out. Nothing was changed. Mend what is named.',
      fr: 'Cette politique pourrait finir dans le silence ou ne peut être appliquée. Rien n’a été modifié. Corrigez ce qui est nommé.',
    },
    told.map(({ pointer, detail }) => ({ pointer: `${at}${pointer}`, detail })),
  );
}

function placeOf(fault: PolicyFault): string {
  const fields: Partial<Record<PolicyFault['code'], string>> = {
    'repeat-out-of-range': '/repeatAfter',
    'acknowledgements-out-of-range': '/acknowledgements',
    'too-few-people': '/acknowledgements',
    'handle-within-out-of-range': '/handleWithinMinutes',
    'snooze-out-of-range': '/snoozeAtMost',
  };
  if ('step' in fault) {
    return `/steps/${fault.step}/${fault.code === 'wait-out-of-range' ? 'waitMinutes' : 'notify'}`;
  }
  return fields[fault.code] ?? '/steps';
}

function tell({ acknowledgements = 1 }: Policy, fault: PolicyFault): Bilingual {
  switch (fault.code) {
    case 'no-steps':
      return {
        en: 'At least one step: nobody would be woken.',
        fr: 'Au moins une étape\u00A0: personne ne serait réveillé.',
      };
    case 'too-many-steps':
      return { en: `At most ${mostSteps} steps.`, fr: `Au plus ${mostSteps} étapes.` };
    case 'no-manager':
      return {
        en: 'No step wakes every manager. Without this last resort paging could end in silence.',
        fr: 'Aucune étape ne réveille tous les gestionnaires. Sans ce dernier recours, les appels pourraient finir dans le silence.',
      };
    case 'only-webhooks':
      return {
        en: 'A step that wakes people: a webhook wakes nobody.',
        fr: 'Une étape qui réveille des personnes\u00A0: un webhook ne réveille personne.',
      };
    case 'last-resort-late':
      return {
        en: `The managers would be woken only after ${fault.found} minutes. Wake them within 240.`,
        fr: `Les gestionnaires ne seraient réveillés qu’après ${fault.found} minutes. Réveillez-les en moins de 240.`,
      };
    case 'empty-step':
      return {
        en: 'This step wakes nobody. Name somebody.',
        fr: 'Cette étape ne réveille personne. Nommez quelqu’un.',
      };
    case 'wait-out-of-range':
      return { en: `From 1 to ${longestWaitMinutes} minutes.`, fr: `De 1 à ${longestWaitMinutes} minutes.` };
    case 'repeat-out-of-range':
      return { en: `From 0 to ${longestWaitMinutes} minutes.`, fr: `De 0 à ${longestWaitMinutes} minutes.` };
    case 'acknowledgements-out-of-range':
      return { en: `From 1 to ${mostAcknowledgements} people.`, fr: `De 1 à ${mostAcknowledgements} personnes.` };
    case 'handle-within-out-of-range':
      return { en: 'From 5 to 1,440 minutes.', fr: 'De 5 à 1 440 minutes.' };
    case 'snooze-out-of-range':
      return { en: 'From 5 to 60 minutes.', fr: 'De 5 à 60 minutes.' };
    case 'unknown-person':
      return {
        en: `${fault.person} is not somebody who can be woken: an active responder or manager with a telephone or an address.`,
        fr: `${fault.person} n’est pas une personne que l’on peut réveiller\u00A0: active, intervenante ou gestionnaire, avec un téléphone ou un courriel.`,
      };
    case 'unknown-schedule':
      return { en: `There is no schedule ${fault.schedule}.`, fr: `Il n’y a pas d’horaire ${fault.schedule}.` };
    case 'finds-nobody':
      return {
        en: 'This can never find anybody: nobody takes turns there.',
        fr: 'Ceci ne peut jamais trouver personne\u00A0: aucun tour de garde n’y est prévu.',
      };
    case 'last-resort-finds-nobody':
      return {
        en: 'There is no manager to wake: the last resort would find nobody.',
        fr: 'Il n’y a aucun gestionnaire à réveiller\u00A0: le dernier recours ne trouverait personne.',
      };
    case 'too-few-people':
      return {
        en: `${acknowledgements} people must acknowledge, but the steps can wake only ${fault.found}.`,
        fr: `${acknowledgements} personnes doivent accuser réception, mais les étapes ne peuvent en réveiller que ${fault.found}.`,
      };
    case 'webhook-not-allowed':
      break;
  }
  return {
    en: 'Outside webhooks are not sent yet: name people.',
    fr: 'Les webhooks externes ne sont pas encore envoyés\u00A0: nommez des personnes.',
  };
}

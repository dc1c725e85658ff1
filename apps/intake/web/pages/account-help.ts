import type { Language } from '#contracts';
import type { StatedAccount } from './wording.js';

/** What to do and what to leave while the report is being written, by what is affected. The playbook's steps come after it. */
export const accountHelp: Readonly<Record<Language, Readonly<Record<StatedAccount, string>>>> = {
  en: {
    email:
      'Do not write from that mailbox, and do not look for our answer there: the attacker may read along. Give another address below.',
    social: 'Delete nothing and answer nobody there. Note the address of the page, and who else manages it.',
    messaging: 'Warn your groups by phone, not in the app. Pass on no code, whoever asks for it.',
    phone:
      'No signal all of a sudden? Call your phone company from another phone, now: somebody may have taken over your number.',
    website: 'Restore and delete nothing yet. Find out who hosts it, and who can sign in there.',
    device: 'Take it off Wi-Fi and cable, and leave it switched on. Write to us from another device.',
    data: 'Do not send us the list. Say what is in it, about how many people, and where it went.',
    other: 'That is fine. Say what you saw: a person reads it and asks for what is missing.',
  },
  fr: {
    email:
      'N’écrivez pas depuis cette boîte et n’y attendez pas notre réponse\u00A0: l’attaquant la lit peut-être. Donnez une autre adresse plus bas.',
    social: 'N’effacez rien et n’y répondez à personne. Notez l’adresse de la page et qui d’autre la gère.',
    messaging: 'Avertissez vos groupes par téléphone, pas dans l’application. Ne transmettez aucun code, à personne.',
    phone:
      'Plus de réseau tout à coup? Appelez votre fournisseur depuis un autre téléphone, maintenant\u00A0: quelqu’un a peut-être pris votre numéro.',
    website: 'Ne restaurez et n’effacez encore rien. Cherchez qui l’héberge et qui peut s’y connecter.',
    device: 'Coupez le Wi-Fi et débranchez le câble, mais laissez-le allumé. Écrivez-nous depuis un autre appareil.',
    data: 'Ne nous envoyez pas la liste. Dites ce qu’elle contient, sur combien de personnes, et où elle est partie.',
    other: 'Ce n’est pas grave. Dites ce que vous avez vu\u00A0: une personne vous lit et demande ce qui manque.',
  },
};

import { describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import { triage } from './triage.js';
import type { TriageInput } from './verdict.js';

const P = 'mapleparty.example';
const me = `ann@${P}`;
const box = `info@${P}`;
const elsewhere = 'jane.roy@webmail.example';

type Case = readonly [text: string, sender: string, lost: readonly string[]];

const english: readonly Case[] = [
  [`Someone is inside our mailbox ${box} and sends mail to donors.`, me, [box]],
  [`We are locked out of the shared mailbox ${box} since this morning, the password was changed.`, me, [box]],
  [`Our email ${box} was hacked, there is a rule forwarding everything to drop@evil.example.`, me, [box]],
  [`The mailbox ${box} was hacked. Copy of this to office@${P} which is not affected.`, me, [box]],
  [
    `The campaign email ${box} has been taken over. Reply to me at ${elsewhere}, not to the party address.`,
    '+16135550101',
    [box],
  ],
  [
    `My email was hacked, I am locked out of it. My address is ${elsewhere} and they are sending messages from it.`,
    '+16135550101',
    [elsewhere],
  ],
  [`Hackers got into ${box} and vote@${P}, both send spam now, we cannot log in.`, me, [box, `vote@${P}`]],
  [`I typed my password on a fake page. I use the account ${box} for this.`, '+16135550101', [box]],
  [`I clicked and entered my password on the fake sign-in page an hour ago.`, me, [me]],
  [`My email has been hacked, somebody is reading my messages.`, me, [me]],
  [`I am writing from my mailbox: it was hacked and they set up a forwarding rule.`, me, [me]],
  [`Someone tried to log in to ${box} but the code stopped them. Nothing was touched.`, me, []],
  [`We got a phishing email at ${box}. Nobody clicked.`, me, []],
  [`The email ${box} was hacked and locked; our other mailbox press@${P} is fine.`, me, [box]],
  [`Our candidate's email ${box} was taken over; please write to backup@${P} instead.`, me, [box]],
  [`Is ${box} the right address to ask about volunteering?`, elsewhere, []],
  [
    `My phone lost service, the carrier says my number was ported out. 250-555-0139 is the stolen number.`,
    elsewhere,
    ['+12505550139'],
  ],
  [
    `SIM swap: my number 613-555-0144 was moved to another SIM last night. Call me at 613-555-0199.`,
    me,
    ['+16135550144'],
  ],
  [
    `Our domain was stolen: mapleparty.example now points elsewhere, the registrar login was changed and the MX records too.`,
    elsewhere,
    [P],
  ],
  [`Our registrar emailed about a transfer of mapleparty.example, we rejected it. Domain still locked.`, me, []],
  [`Our Facebook page was hacked and all admins removed.`, me, []],
  [`The website was defaced last night. Mail works. Contact ${box}.`, me, []],
  [`A fake account uses our leader's photo. Write to ${box} for details.`, me, []],
  [`Ransom note on every PC in the office.`, me, []],
  [`We lost access to ${box}; the recovery phone was changed to 902-555-0143.`, me, [box]],
  [`Somebody logged in to ${box} from Lagos and deleted everything.`, me, [box]],
  [`Treasurer entered her credentials on the fake page; her mailbox is treasurer@${P}.`, me, [`treasurer@${P}`]],
  [`Nobody has hacked ${box}, we only want to know how to protect it.`, me, []],
  [
    `Wendell can't get into wendell@${P} since lunch, wrong password, and the recovery phone is not his.`,
    `sue@${P}`,
    [`wendell@${P}`],
  ],
  [
    `My personal Gmail ana.lee@gmail.com was hacked; the party's mail is fine. They are emailing my contacts from it.`,
    '+16135550101',
    ['ana.lee@gmail.com'],
  ],
];

const french: readonly Case[] = [
  [`Quelqu'un est entré dans notre boîte ${box} et écrit aux donateurs.`, me, [box]],
  [`Nous sommes bloqués hors de la boîte ${box} depuis ce matin, le mot de passe a été changé.`, me, [box]],
  [`Notre courriel ${box} a été piraté, une règle de transfert envoie tout à boite77@evil.example.`, me, [box]],
  [`La boîte ${box} a été piratée. En copie bureau@${P} qui n'est pas touchée.`, me, [box]],
  [`Le courriel de la campagne ${box} a été piraté. Écrivez-moi plutôt à ${elsewhere}.`, '+14185550101', [box]],
  [
    `Mon courriel a été piraté, je ne peux plus me connecter. Mon adresse est ${elsewhere} et des messages en partent.`,
    '+14185550101',
    [elsewhere],
  ],
  [
    `Des pirates sont entrés dans ${box} et vote@${P}, les deux envoient des pourriels, on ne peut plus se connecter.`,
    me,
    [box, `vote@${P}`],
  ],
  [`J'ai entré mon mot de passe sur une fausse page. Mon compte est ${box}.`, '+14185550101', [box]],
  [`J'ai cliqué et j'ai entré mon mot de passe sur une fausse page il y a une heure.`, me, [me]],
  [`Mon courriel a été piraté, quelqu'un lit mes messages.`, me, [me]],
  [`Ma boîte courriel est piratée et une règle de transfert a été ajoutée.`, me, [me]],
  [`Quelqu'un a essayé de se connecter à ${box} mais le code l'a arrêté. Rien n'a été touché.`, me, []],
  [`Nous avons reçu un courriel d'hameçonnage à ${box}. Personne n'a cliqué.`, me, []],
  [`La boîte ${box} a été piratée; notre autre boîte presse@${P} est correcte.`, me, [box]],
  [`Le courriel de notre candidate ${box} a été piraté; veuillez écrire à secours@${P}.`, me, [box]],
  [`Est-ce que ${box} est la bonne adresse pour faire du bénévolat?`, elsewhere, []],
  [
    `Mon téléphone n'a plus de service, mon numéro a été transféré à un autre fournisseur. C'est le 418-555-0139 qui est volé.`,
    elsewhere,
    ['+14185550139'],
  ],
  [
    `Échange de carte SIM : mon numéro 514-555-0144 a été transféré cette nuit. Appelez-moi au 514-555-0199.`,
    me,
    ['+15145550144'],
  ],
  [
    `Notre nom de domaine mapleparty.example a été volé : il pointe ailleurs, le compte du registraire a été changé.`,
    elsewhere,
    [P],
  ],
  [
    `Le registraire nous a écrit au sujet d'un transfert de mapleparty.example que nous avons refusé. Le domaine est toujours verrouillé.`,
    me,
    [],
  ],
  [`Notre page Facebook a été piratée et tous les administrateurs ont été retirés.`, me, []],
  [`Le site a été défiguré cette nuit. Le courriel fonctionne. Écrivez à ${box}.`, me, []],
  [`Un faux compte utilise la photo de notre chef. Écrivez à ${box} pour les détails.`, me, []],
  [`Une note de rançon est affichée sur tous les postes du bureau.`, me, []],
  [`Nous avons perdu l'accès à ${box}; le téléphone de récupération a été changé pour le 902-555-0143.`, me, [box]],
  [`Quelqu'un s'est connecté à ${box} de l'étranger et a tout effacé.`, me, [box]],
  [`La trésorière a entré son mot de passe sur la fausse page; sa boîte est tresoriere@${P}.`, me, [`tresoriere@${P}`]],
  [`Personne n'a piraté ${box}, nous voulons seulement savoir comment la protéger.`, me, []],
  [
    `Wendell ne peut plus se connecter à wendell@${P} depuis midi, le mot de passe a été changé.`,
    `sue@${P}`,
    [`wendell@${P}`],
  ],
  [
    `Mon Gmail personnel ana.lee@gmail.com a été piraté; des messages partent à mes contacts.`,
    '+14185550101',
    ['ana.lee@gmail.com'],
  ],
];

describe('what an attacker may read', () => {
  const { triage: rules } = loadConfig();
  const lostIn = (text: string, sender: string): readonly string[] => {
    const input: TriageInput = {
      channel: sender.startsWith('+') ? 'sms' : 'email',
      subject: null,
      text,
      sender,
      statedLanguage: null,
      statedAccountKind: null,
      attachmentNames: [],
      ownDomains: [P],
      pollsCloseAt: null,
      receivedAt: new Date('2027-10-01T12:00:00Z'),
    };
    return triage(input, rules).compromisedAddresses.toSorted();
  };

  it.each([...english, ...french])('in “%s”, written from %s', (text, sender, lost) => {
    expect(lostIn(text, sender)).toEqual(lost.toSorted());
  });
});

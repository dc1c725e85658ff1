import { array, assert, constantFrom, oneof, property, string, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growthByFour } from '#testing';
import { splitMessage } from './split-message.js';

const own = 'Our page was taken over.\nPlease call me.';
const after = (quotation: string): string => `${own}\n\n${quotation}`;

describe('the writer’s own words, by the program they write with', () => {
  it.each([
    ['Gmail', 'On Tue, Mar 3, 2026 at 10:15 AM Ann Bee <ann@party.example> wrote:\n\n> Hello\n> there'],
    [
      'Gmail, wrapped',
      'On Tue, Mar 3, 2026 at 10:15 AM Ann Bee\n<ann.with.a.long.address@party.example>\nwrote:\n\n> Hello',
    ],
    ['Gmail in French', 'Le mar. 3 mars 2026 à 10 h 15, Ann Bee <ann@party.example> a écrit :\n\n> Bonjour'],
    ['Gmail in French, wrapped', 'Le mar. 3 mars 2026 à 10:15, Ann Bee <ann@party.example> a\nécrit :\n\n> Bonjour'],
    ['Gmail, not marked', 'On Tue, Mar 3, 2026 at 10:15 AM Ann Bee <ann@party.example> wrote:\nHello\nthere'],
    ['Apple Mail', '> On Mar 3, 2026, at 10:15 AM, Ann Bee <ann@party.example> wrote:\n> \n> Hello'],
    ['Apple Mail in French', '> Le 3 mars 2026 à 10:15, Ann Bee <ann@party.example> a écrit :\n> \n> Bonjour'],
    ['Thunderbird', 'On 2026-03-03 10:15, Ann Bee wrote:\n> Hello'],
    ['Thunderbird in French', 'Le 03/03/2026 à 10:15, Ann Bee a écrit :\n> Bonjour'],
    ['Yahoo', ' On Tuesday, March 3, 2026 at 10:15:12 a.m. EST, Ann Bee <ann@party.example> wrote:  \n \n Hello'],
    ['Yahoo in French', ' Le mardi 3 mars 2026 à 10:15:12 UTC−5, Ann Bee <ann@party.example> a écrit :  \n \n Bonjour'],
    [
      'Proton',
      '------- Original Message -------\nOn Tuesday, March 3rd, 2026 at 10:15 AM, Ann Bee <ann@party.example> wrote:\n\n\n> Hello',
    ],
    ['Proton, short', 'On Tuesday, March 3rd, 2026 at 10:15 AM, Ann Bee <ann@party.example> wrote:\n\n> Hello'],
    [
      'Outlook',
      'From: Ann Bee <ann@party.example>\nSent: Tuesday, March 3, 2026 10:15 AM\nTo: Hotline <help@centre.example>\nSubject: RE: Page\n\nHello',
    ],
    [
      'Outlook, with a line',
      '________________________________\nFrom: Ann Bee <ann@party.example>\nSent: Tuesday, March 3, 2026 10:15 AM\nTo: Hotline\nSubject: RE: Page\n\nHello',
    ],
    [
      'Outlook in French',
      'De : Ann Bee <ann@party.example> \nEnvoyé : 3 mars 2026 10:15\nÀ : Urgence <aide@centre.example>\nObjet : RE: Page\n\nBonjour',
    ],
    [
      'Outlook in French, no-break spaces',
      'De\u00a0: Ann Bee <ann@party.example>\nEnvoyé\u00a0: 3 mars 2026 10:15\nÀ\u00a0: Urgence\nObjet\u00a0: Page\n\nBonjour',
    ],
    [
      'Outlook, double-spaced',
      'From: Ann Bee <ann@party.example>\n\nSent: Tuesday, March 3, 2026 10:15 AM\n\nTo: Hotline\n\nSubject: RE: Page\n\nHello',
    ],
    [
      'Outlook, recipients wrapped',
      'From: Ann Bee <ann@party.example>\nSent: Tuesday, March 3, 2026 10:15 AM\nTo: Bob Cee <bob@party.example>; Dan Dee <dan@party.example>;\n Eve Eff <eve@party.example>\nSubject: RE: Page\n\nHello',
    ],
    [
      'Outlook Express',
      '-----Original Message-----\nFrom: Ann Bee [mailto:ann@party.example]\nSent: Tuesday\nTo: Hotline\nSubject: Page\n\nHello',
    ],
    [
      'Outlook Express in French',
      "-----Message d'origine-----\nDe : Ann Bee [mailto:ann@party.example]\nEnvoyé : mardi\nÀ : Urgence\nObjet : Page\n\nBonjour",
    ],
    [
      'Samsung',
      '-------- Original message --------\nFrom: Ann Bee <ann@party.example>\nDate: 2026-03-03 10:15 (GMT-05:00)\nTo: help@centre.example\nSubject: Page\n\nHello',
    ],
    [
      'Samsung in French',
      "-------- Message d'origine --------\nDe : Ann Bee <ann@party.example>\nDate : 2026-03-03 10:15 (GMT-05:00)\nÀ : aide@centre.example\nObjet : Page\n\nBonjour",
    ],
    [
      'GMX',
      '*Von:* Ann Bee <ann@party.example>\n*Gesendet:* Dienstag, 3. März 2026 10:15\n*An:* Hotline\n*Betreff:* Seite\n\nHallo',
    ],
    ['a German phone', 'Am 03.03.2026 um 10:15 schrieb Ann Bee <ann@party.example>:\n\n> Hallo'],
    ['a German Gmail', 'Ann Bee <ann@party.example> schrieb am Di., 3. März 2026, 10:15:\n\n> Hallo'],
    ['Spanish', 'El mar, 3 mar 2026 a las 10:15, Ann Bee (<ann@party.example>) escribió:\n\n> Hola'],
    ['Italian', 'Il giorno mar 3 mar 2026 alle ore 10:15 Ann Bee <ann@party.example> ha scritto:\n\n> Ciao'],
    ['Portuguese', 'Em ter., 3 de mar. de 2026 às 10:15, Ann Bee <ann@party.example> escreveu:\n\n> Olá'],
    ['Dutch', 'Op di 3 mrt 2026 om 10:15 schreef Ann Bee <ann@party.example>:\n\n> Hallo'],
    ['Polish', 'wt., 3 mar 2026 o 10:15 Ann Bee <ann@party.example> napisał(a):\n\n> Cześć'],
    ['Swedish', 'Den tis 3 mars 2026 kl 10:15 skrev Ann Bee <ann@party.example>:\n\n> Hej'],
    ['Danish', 'Den tirs. 3. mar. 2026 kl. 10.15 skrev Ann Bee <ann@party.example>:\n\n> Hej'],
    ['Finnish', 'ti 3. maalisk. 2026 klo 10.15 Ann Bee (ann@party.example) kirjoitti:\n\n> Hei'],
    ['Russian', 'вт, 3 мар. 2026 г. в 10:15, Ann Bee <ann@party.example>:\n\n> Привет'],
    ['Ukrainian', 'вт, 3 бер. 2026 р. о 10:15 Ann Bee <ann@party.example> пише:\n\n> Привіт'],
    ['Turkish', 'Ann Bee <ann@party.example>, 3 Mar 2026 Sal, 10:15 tarihinde şunu yazdı:\n\n> Merhaba'],
    ['Chinese', 'Ann Bee <ann@party.example> 于2026年3月3日周二 10:15写道：\n\n> 你好'],
    ['Japanese', '2026年3月3日(火) 10:15 Ann Bee <ann@party.example>:\n\n> こんにちは'],
    ['Korean', '2026년 3월 3일 (화) 오전 10:15, Ann Bee <ann@party.example>님이 작성:\n\n> 안녕'],
    ['Tuta', '3 Mar 2026, 10:15 by ann@party.example:\n\n> Hello'],
    ['Thunderbird in French, verb first', 'Ann Bee a écrit le 03/03/2026 à 10:15 :\n> Bonjour'],
    ['an old program that says no date', 'Ann Bee wrote:\n> Hello'],
    [
      'Zimbra in French',
      '----- Mail original -----\nDe: "Ann" <ann@party.example>\nÀ: "Aide" <aide@centre.example>\nEnvoyé: Mardi 3 Mars 2026 10:15:00\nObjet: Page\n\nBonjour',
    ],
    ['a helpdesk', '##- Please type your reply above this line -##\n\nYour request (42) has been updated.'],
    ['a helpdesk in French', '--- Répondez au-dessus de cette ligne ---\n\nVotre demande a été mise à jour.'],
  ])('%s', (_program, quotation) => {
    const split = splitMessage(after(quotation));
    expect(split.own).toBe(own);
    expect(split.quoted).not.toBe('');
    expect(split.forwarded).toBeNull();
  });

  it.each([
    'Sent from my iPhone',
    'Envoyé de mon iPhone',
    'Envoyé depuis mon téléphone Android',
    "Envoyé à partir d'Outlook pour Android",
    'Envoyé de mon téléphone intelligent Samsung Galaxy.',
    'Get Outlook for iOS<https://aka.ms/o0ukef>',
    'Obtenir Outlook pour iOS<https://aka.ms/o0ukef>',
    'Télécharger Outlook pour Android<https://aka.ms/x>',
    'Sent with Proton Mail secure email.',
    'Envoyé avec la messagerie sécurisée Proton Mail.',
    'Sent from Yahoo Mail on Android',
    'Sent from Mail for Windows 10',
    'Von meinem iPhone gesendet',
    'Enviado desde mi iPhone',
    'Sent from my phone, please excuse any typos.',
    'Envoyé de mon cellulaire, veuillez excuser les fautes.',
    '-- \nAnn Bee\nCampaign manager\n+1 613 555 0100',
    '--\nAnn Bee',
    '________________\nAnn Bee\nDirectrice',
    'This e-mail and any attachments are confidential and intended only for the addressee.\nIf you received it in error, delete it.',
    'CONFIDENTIALITY NOTICE: this message may hold privileged information.\nIf it reached you by mistake, delete it.',
    'AVIS DE CONFIDENTIALITÉ : ce courriel peut contenir de l’information privilégiée.',
    'Ce courriel et ses pièces jointes sont confidentiels et destinés exclusivement au destinataire.',
    'Pensez à l’environnement avant d’imprimer ce courriel.',
  ])('leave out the signature: %s', (signature) => {
    expect(splitMessage(after(signature))).toEqual({ own, quoted: '', forwarded: null, signature });
    const answered = splitMessage(
      after(`${signature}\n\nOn 3 March 2026 at 10:15, Ann <ann@party.example> wrote:\n> Hello`),
    );
    expect(answered).toMatchObject({ own, signature });
  });

  it.each([
    'On Tuesday we found that our page was gone.\nOn it somebody had posted a threat:\nit said that we will pay.',
    'From what we know, three accounts are lost.\nTo be sure, we changed the others.\n\nSubject to your advice we wait.',
    'On 3 March 2026 at 10:15 we received the message.\nWe wrote:\nplease stop.',
    'Le 3 mars 2026 à 10:15, notre page a été piratée.\nNous avons écrit à Meta :\naucune réponse.',
    'The attacker wrote:\nYou will pay.\nAnn wrote back.',
    'Hello\n\n--\n\nWe lost our page, and the people who run it cannot get in. They tried the reset three times, without any luck.',
    'Hi\n\nThis message was sent from our candidate’s account. It was not us. The recipients were 400 people.',
    'Bonjour\n\nSi vous avez reçu ce courriel, vous savez que notre compte est piraté.',
    'Bonjour\n\nCe message est confidentiel : notre chef de cabinet est visé.',
    'Hello\n\nUnsubscribe emails flood our mailbox since this morning.\n\nNotice: our page is gone, too.',
    'We got this:\nFrom: security@evil.example\nSubject: urgent\nI clicked on the link.',
    'Le pirate a écrit :\nVous allez payer.',
    'De plus en plus de gens nous écrivent :\nils ont reçu le même message.',
    'Invitation:\n\nDate: Wednesday 3 March 2026\nTime: 7:00 am\nAddress: 130 Fox St\n\nBring your ID.',
    'Date : 3 mars 2026\nLieu : bureau de Laval\nQui : deux bénévoles\n\nNous avons perdu la page.',
    'Sent from my desk, which is much easier than from my phone.',
    'The attackers are in --- we think --- since Monday.\n- they changed the password\n- they posted twice',
    'Steps so far\n---\nWe changed all the passwords of the six people who can post, and we signed out every device that was listed there, and it came back.',
    'Envoyé de mon iPhone ou pas, ce message est urgent.',
  ])('are never cut where they only look like a program’s: %s', (text) => {
    expect(splitMessage(text)).toEqual({ own: text, quoted: '', forwarded: null, signature: '' });
  });

  it('include answers between quoted lines', () => {
    const split = splitMessage(
      'On 3 March 2026 at 10:15, Ann <ann@party.example> wrote:\n> Who can post?\n\nSix people.\n\n> Since when?\n\nYesterday.\n\n> Thanks\n',
    );
    expect(split.own).toBe('Six people.\nYesterday.');
    expect(split.quoted).toContain('> Since when?');
  });

  it('may stand on the line of the introduction', () => {
    expect(splitMessage('Yes! On Tue, 3 Mar 2026 at 10:15, Ann <ann@party.example> wrote:\n> Hi').own).toBe('Yes!');
  });

  it('may stand below the quotation', () => {
    expect(splitMessage('Le 03/03/2026 à 10:15, Ann a écrit :\n> Bonjour\n> ?\n\nTout va bien.\n\nJean').own).toBe(
      'Tout va bien.\n\nJean',
    );
  });
});

const phishHeaders = {
  from: 'Security <alert@evil.example>',
  subject: 'Your account',
  date: 'Tue, Mar 3, 2026 at 10:15 AM',
  to: '<ann@party.example>',
};
const english = `From: ${phishHeaders.from}\nDate: ${phishHeaders.date}\nSubject: ${phishHeaders.subject}\nTo: ${phishHeaders.to}`;
const french = `De : ${phishHeaders.from}\nDate : ${phishHeaders.date}\nObjet : ${phishHeaders.subject}\nÀ : ${phishHeaders.to}`;
const phish = 'Click here:\nhxxp://evil[.]example/login';

describe('a message that is passed on', () => {
  it.each([
    ['Gmail', `---------- Forwarded message ---------\n${english}\n\n\n${phish}`],
    ['Gmail in French', `---------- Forwarded message ---------\n${french}\n\n\n${phish}`],
    ['Apple Mail', `Begin forwarded message:\n\n${english}\n\n${phish}`],
    ['Apple Mail, marked', `Begin forwarded message:\n\n${`${english}\n\n${phish}`.replace(/^/gmu, '> ')}`],
    ['Apple Mail in French', `Début du message transféré :\n\n${`${french}\n\n${phish}`.replace(/^/gmu, '> ')}`],
    [
      'Thunderbird',
      `-------- Forwarded Message --------\nSubject: \t${phishHeaders.subject}\nDate: \t${phishHeaders.date}\nFrom: \t${phishHeaders.from}\nTo: \t${phishHeaders.to}\n\n\n${phish}`,
    ],
    [
      'Thunderbird in French',
      `-------- Message transféré --------\nSujet : \t${phishHeaders.subject}\nDate : \t${phishHeaders.date}\nDe : \t${phishHeaders.from}\nPour : \t${phishHeaders.to}\n\n\n${phish}`,
    ],
    ['Proton', `------- Forwarded Message -------\n${english}\n\n${phish}`],
  ])('%s: with or without words above it', (_program, forward) => {
    for (const words of ['', 'Is this one real?']) {
      const split = splitMessage(`${words}\n\n${forward}`);
      expect(split).toMatchObject({ own: words, quoted: '', forwarded: { headers: phishHeaders, text: phish } });
      expect(split.forwarded?.intro).toBe(forward.slice(0, forward.indexOf('\n')).trim());
    }
  });

  it('by Outlook, which writes a forward like a reply, is told by its subject or by the want of own words', () => {
    expect(splitMessage(`${french}\n\n${phish}`)).toMatchObject({
      own: '',
      forwarded: { intro: '', headers: phishHeaders, text: phish },
    });
    expect(splitMessage(`Ann Bee\n\n${french}\n\n${phish}`, 'TR: Your account')).toMatchObject({
      own: 'Ann Bee',
      forwarded: { headers: phishHeaders, text: phish },
    });
    expect(splitMessage(`Sent from my iPhone\n\n${english}\n\n${phish}`)).toMatchObject({
      own: '',
      forwarded: { text: phish },
    });
    expect(splitMessage(`Is it real?\n\n${english}\n\n${phish}`).forwarded).toBeNull();
  });

  it('and words below a marked one are the writer’s', () => {
    expect(
      splitMessage(
        `Begin forwarded message:\n\n> ${`${english}\n\n${phish}`.replaceAll('\n', '\n> ')}\n\nDid we lose it?`,
      ),
    ).toMatchObject({
      own: 'Did we lose it?',
      forwarded: { headers: phishHeaders },
    });
  });
});

const scraps = constantFrom(
  '> a',
  '>',
  '>>> b',
  'On 3 March 2026 at 10:15, Ann <a@b.example> wrote:',
  'Le 3 mars 2026 à 10:15, Ann a écrit :',
  'On Tuesday',
  'From: a@b.example',
  'Sent: Tuesday',
  'Objet : x',
  'To: c',
  '-- ',
  '---',
  '________',
  'Sent from my iPhone',
  'own words',
  '',
  '',
  '---------- Forwarded message ----------',
  '-----Original Message-----',
  'Begin forwarded message:',
  'yes! On 3/4/2026 10:15, a@b.example wrote:',
);
const messages = oneof(
  array(oneof(scraps, string({ unit: 'binary' })), { maxLength: 40 }).map((lines) => lines.join('\n')),
  string({ unit: 'binary', maxLength: 400 }),
);

const length = (words: string): number => words.replace(/\s/gu, '').length;

describe('whatever the text', () => {
  it('has every word once, though a signature and an introduction share a line', () => {
    expect(splitMessage('-- \nyes! On 3/4/2026 10:15, a@b.example wrote:\n> a')).toEqual({
      own: '',
      quoted: 'On 3/4/2026 10:15, a@b.example wrote:\n> a',
      forwarded: null,
      signature: '-- \nyes!',
    });
  });

  it('is split without a failure, into parts whose lines come from it, each at most once', () => {
    assert(
      property(messages, (text) => {
        const split = splitMessage(text);
        const given = text.replace(/\r\n?/gu, '\n');
        const parts = [
          split.own,
          split.quoted,
          split.signature,
          split.forwarded?.text ?? '',
          split.forwarded?.intro ?? '',
        ];
        for (const line of parts.flatMap((part) => part.split('\n')).filter((part) => !part.startsWith('>')))
          expect(given).toContain(line);
        expect(parts.reduce((sum, part) => sum + length(part), 0)).toBeLessThanOrEqual(length(given));
      }),
      { numRuns: 500 },
    );
  });

  it('loses no word that is not quoted', () => {
    assert(
      property(array(stringMatching(/^([a-z][a-z ]{0,30})?$/u), { maxLength: 30 }), (lines) => {
        const text = lines.join('\n').trim();
        expect(splitMessage(text).own).toBe(text);
      }),
    );
  });

  it.each(
    [
      [
        '>',
        '>\n',
        'On ',
        'On \n',
        '\n',
        ' \n',
        '\r',
        '1:\n',
        'On 1 wrote:\n',
        'a@b.example wrote:\n',
        'From: a@b\n',
        'From: a\nx\n',
      ],
      [
        'From: a\n\n',
        '-',
        '---\n',
        '-- a wrote --\n',
        'Le 3 mars 2026 à 10:15,\n',
        'Sent from my \n',
        '\n\nThis email is x\n',
        ':',
        'a@',
      ],
      [
        '-----Original Message\n',
        '\u00a0\n',
        '\u200b',
        'Begin forwarded message:\n> a\n\n',
        '> (http://x\ny)\n',
        `${'-'.repeat(75)}\n`,
        `   ${'>'.repeat(100)} words\n`,
        `${'-=_*'.repeat(30)} words ${'-=_*'.repeat(30)}x\n`,
        'On 3/4/2026 a@b.example wrote:\n\n\n\n\n',
      ],
    ].flat(),
  )('the time that a text of %j takes grows with its length alone', async (scrap) => {
    const growth = await growthByFour(1_000_000, (length) =>
      splitMessage(scrap.repeat(Math.ceil(length / scrap.length))),
    );
    expect(growth).toBeLessThan(10);
  });
});

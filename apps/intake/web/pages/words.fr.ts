import type { Words } from './wording.js';

export const wordsFr: Words = {
  shortName: 'Aide cyber',
  otherLanguage: 'English',
  languages: 'Langue\u00A0: français ou anglais',
  skip: 'Passer au contenu principal',
  demonstration: 'Démonstration\u00A0: noms et numéros sont inventés.',
  errorPrefix: 'Erreur\u00A0: ',
  reportLink: 'Signaler un incident',
  followUpLink: 'Suivre un signalement',
  callUs: (phone) => `Appelez le ${phone}`,
  writeUs: (email) => `Écrivez à ${email}`,
  closed: {
    title: 'La ligne d’assistance est fermée',
    onForm: (lastDay) =>
      `Le service a pris fin le ${lastDay}. Vous pouvez encore envoyer un signalement et il sera conservé, mais personne n’y répondra ici.`,
    onReceipt: (lastDay) =>
      `Le service a pris fin le ${lastDay}. Votre signalement est conservé, mais personne n’y répondra ici.`,
    onFollowUp: (lastDay) =>
      `Le service a pris fin le ${lastDay}. Vous pouvez encore lire votre signalement ici, mais personne n’y répondra plus.`,
    onPage: (lastDay) => `Le service a pris fin le ${lastDay}. Plus personne ne répond ici.`,
    instead: 'Où vous adresser',
  },
  form: {
    title: 'Signaler un cyberincident',
    safety: {
      title: 'Avant d’écrire',
      lines: [
        'Utilisez un appareil sûr. N’utilisez pas le compte qui est peut-être piraté.',
        'Nous ne demandons jamais de mot de passe ni de code de connexion. N’en envoyez pas.',
      ],
    },
    optional: '(facultatif)',
    description: 'Que s’est-il passé?',
    descriptionHint: 'Quelques phrases. Tout le reste est facultatif.',
    account: 'Qu’est-ce qui est touché?',
    accounts: {
      email: 'Compte de courriel',
      social: 'Compte ou page de médias sociaux',
      messaging: 'Application de messagerie (WhatsApp, Signal, Telegram…)',
      phone: 'Numéro de téléphone ou carte SIM',
      website: 'Site Web ou nom de domaine',
      device: 'Ordinateur, téléphone ou tablette',
      data: 'Données sur les électeurs, les donateurs ou les bénévoles',
      other: 'Autre chose, ou je ne sais pas',
    },
    accountName: 'Lequel exactement?',
    accountNameHint: 'L’adresse, le nom de la page ou un lien vers elle. Jamais un mot de passe.',
    since: 'Depuis quand?',
    sinceHint: 'Par exemple\u00A0: ce matin vers 9\u00A0h, ou mardi dernier.',
    stillHappening: 'Est-ce que ça continue?',
    yes: 'Oui',
    no: 'Non',
    unsure: 'Je ne sais pas',
    contact: 'Comment vous joindre en sécurité?',
    contactHint:
      'Pas par le compte qui est peut-être piraté. Si vous laissez les deux champs vides, revenez à la page de suivi pour lire notre réponse\u00A0: nous n’aurons aucun autre moyen de vous joindre.',
    phone: 'Numéro de téléphone',
    phoneHint: 'Avec l’indicatif régional, par exemple 613\u2011555\u20110123.',
    email: 'Une autre adresse de courriel',
    emailHint: 'Une adresse que l’attaquant ne peut pas lire, par exemple une adresse privée.',
    more: 'En dire plus\u00A0: depuis quand, votre nom, votre parti',
    name: 'Votre nom',
    organization: 'Votre parti ou campagne',
    send: 'Envoyer le signalement',
    after: 'Vous recevrez un numéro de référence, les premières mesures à prendre et un code pour le suivi.',
    offline:
      'Pas de connexion en ce moment. Écrivez et appuyez sur «\u00A0Envoyer\u00A0»\u00A0: votre signalement est gardé sur cet appareil et part de lui-même dès qu’il y a une connexion.',
    ratherTalk: (phone) => `Plutôt parler? ${phone}, jour et nuit.`,
  },
  files: {
    label: 'Captures d’écran ou fichiers',
    hint: (megabytes, files) =>
      `Une image de l’écran, le message suspect enregistré comme fichier, un enregistrement. Jusqu’à ${files} fichiers de ${megabytes}\u00A0Mo chacun. Jamais une liste d’électeurs.`,
    kept: 'Fichiers que nous avons déjà',
    arrived: (count) =>
      count === 1 ? 'Votre fichier est arrivé avec lui.' : `Vos ${count} fichiers sont arrivés avec lui.`,
    leftOutTitle: 'Certains fichiers ne sont pas arrivés',
    leftOut: {
      empty: 'il est vide.',
      'too-large': 'il est plus gros que ce que nous pouvons accepter.',
      'too-many': 'il y a plus de fichiers que nous pouvons en accepter.',
      'too-much': 'ensemble, les fichiers dépassent ce que nous pouvons accepter.',
      'not-stored': 'notre stockage de fichiers n’a pas répondu.',
    },
    andMore: (count) => (count === 1 ? 'et un autre' : `et ${count} autres`),
    addAgain:
      'Tout le reste de cette page est gardé. Vous pouvez les choisir de nouveau ci-dessous ou envoyer sans eux.',
    addLater:
      'Votre texte est en sécurité chez nous. Vous pouvez ajouter les fichiers sur la page de suivi, ou nous y dire que vous les avez.',
    listed: (names) => `Fichiers\u00A0: ${names}`,
  },
  script: {
    drop: 'Déposez des fichiers ici, collez une capture d’écran, ou choisissez\u00A0:',
    chosen: 'Fichiers à envoyer',
    remove: 'Retirer {name}',
    tooLarge: '{name} est trop gros\u00A0: {size}, au plus {most}. Il n’est pas ajouté.',
    tooMany: '{name} n’est pas ajouté\u00A0: au plus {most} fichiers.',
    tooMuch: '{name} n’est pas ajouté\u00A0: au plus {most} en tout.',
    restored:
      'Ce que vous aviez commencé est de retour. C’était gardé sur cet appareil seulement, et personne ne l’a encore reçu.',
    restoredQueued:
      'Votre signalement n’est pas encore envoyé. Il est gardé sur cet appareil, et nous essayons de nouveau de l’envoyer.',
    deleteDraft: 'L’effacer de cet appareil',
    sharedDevice:
      'Ce que vous écrivez est gardé sur cet appareil jusqu’à l’envoi, 24\u00A0heures au plus. Si d’autres l’utilisent, effacez-le avant de partir.',
    sending: 'Envoi en cours…',
    progress: 'Envoi en cours\u00A0: {percent}\u00A0%',
    finishing: 'Tout nous est parvenu. Nous le mettons en lieu sûr…',
    waiting:
      'Pas de connexion. Votre signalement est gardé sur cet appareil et partira dès que le réseau reviendra. Laissez cette page ouverte, ou revenez-y dans les 24\u00A0heures.',
    again: 'Essayer maintenant',
    offlineNote: 'Si c’est urgent, appelez-nous\u00A0:',
    stop: 'Arrêter l’envoi',
    stopped: 'Arrêté. Rien d’autre ne part avant que vous appuyiez sur «\u00A0Envoyer\u00A0».',
    kilobytes: 'Ko',
    megabytes: 'Mo',
    point: ',',
  },
  faults: {
    title: 'Votre signalement n’est pas encore envoyé',
    description: 'Dites-nous ce qui s’est passé, même en une phrase.',
    phone:
      'Vérifiez le numéro de téléphone\u00A0: il faut l’indicatif régional, par exemple 613\u2011555\u20110123. Vous pouvez aussi laisser ce champ vide.',
    email:
      'Vérifiez l’adresse de courriel\u00A0: elle devrait ressembler à nom@example.ca. Vous pouvez aussi laisser ce champ vide.',
    tooLong: (field, most, length) =>
      `${field.replace(/[?.]$/, '')}\u00A0: raccourcissez ce texte à ${most.toLocaleString('fr-CA')} caractères; il en a ${length.toLocaleString('fr-CA')}.`,
    notStoredTitle: 'Nous n’avons pas reçu votre signalement',
    notStored:
      'Notre système de stockage ne répond pas en ce moment. Votre texte est toujours ci-dessous\u00A0: envoyez-le de nouveau dans une minute.',
    urgent: 'Si c’est urgent, appelez-nous\u00A0:',
  },
  receipt: {
    title: 'Nous avons votre signalement',
    lead: 'Il est conservé en lieu sûr. Vous avez bien fait.',
    readLater:
      'Nous venons de recevoir un très grand nombre de signalements du même endroit ou dans les mêmes mots. Le vôtre est conservé et sera lu après les premiers. Si c’est urgent et que personne ne vous a rappelé, appelez-nous.',
    reference: 'Votre numéro de référence',
    sayIt: (spelling) => `Au téléphone, dites\u00A0: ${spelling}`,
    code: 'Votre code de reçu',
    codeHint: 'Gardez-le pour vous\u00A0: quiconque le possède peut lire la conversation.',
    keep: 'Notez les deux, ou prenez-les en photo avec un téléphone sûr. Le code n’est affiché qu’ici.',
    steps: 'À faire maintenant',
    next: 'Et ensuite?',
    nextLines: [
      'Une intervenante ou un intervenant lit votre signalement et pourrait vous poser des questions.',
      'Nous ne demandons jamais de mot de passe ni de code de connexion. Si quelqu’un le fait, ce n’est pas nous.',
    ],
    nextWithContact:
      'Nous vous joindrons au numéro ou à l’adresse que vous avez laissés, sauf si l’attaquant pourrait les contrôler.',
    nextWithoutContact:
      'Vous n’avez laissé ni numéro de téléphone ni adresse de courriel. La page de suivi est le seul moyen de lire notre réponse\u00A0: revenez-y avec votre numéro de référence et votre code.',
    doubtfulContact:
      'L’adresse que vous avez laissée est peut-être celle qui a été piratée. Nous n’y enverrons rien qui aiderait un attaquant\u00A0: lisez notre réponse sur la page de suivi.',
    print: 'Vous pouvez imprimer cette page.',
    openFollowUp: 'Ouvrir la page de suivi',
    address: 'Adresse de la page de suivi\u00A0:',
  },
  followUp: {
    title: 'Suivre un signalement',
    lead: 'Lisez notre réponse ou ajoutez ce que vous avez appris depuis.',
    reference: 'Numéro de référence',
    referenceHint: 'Sept lettres et chiffres, par exemple K7Q4-MPX.',
    code: 'Code de reçu',
    codeHint: 'Seize lettres et chiffres en quatre groupes.',
    open: 'Ouvrir',
    faultsTitle: 'Veuillez revoir ceci',
    referenceFault:
      'Vérifiez le numéro de référence\u00A0: il a sept lettres et chiffres, jamais de 0, de 1, de I, de L ni de O.',
    codeFault: 'Vérifiez le code de reçu\u00A0: il a seize lettres et chiffres, jamais de 0, de 1, de I, de L ni de O.',
    refused: 'Aucun signalement ne correspond à ce numéro et à ce code. Vérifiez les deux.',
    expired:
      'Pour votre sécurité, cette page se ferme après un certain temps. Entrez de nouveau le numéro et le code; votre texte est conservé ci-dessous.',
    lost: 'Vous pouvez aussi faire un nouveau signalement ou nous appeler, et donner le numéro de référence\u00A0: il nous mène au premier signalement.',
    lostClosed: 'Vous avez perdu le code? Personne ne peut plus vous en donner un autre.',
    heading: (reference) => `Signalement ${reference}`,
    status: 'Où en sont les choses',
    receivedAt: 'Reçu',
    conversation: 'Conversation',
    you: 'Vous',
    hotline: 'Ligne d’assistance',
    silence: 'Pas encore de réponse. Celle de l’intervenante ou de l’intervenant paraîtra ici.',
    unread: '(Un message reçu par un autre moyen. Il est conservé.)',
    steps: 'Ce que vous pouvez faire',
    channel: 'Où vont nos réponses',
    more: 'Écrivez-nous',
    moreHint: 'Du nouveau, ou une réponse à notre question. Jamais un mot de passe.',
    moreEmpty: 'Écrivez quelque chose avant d’envoyer.',
    send: 'Envoyer le message',
    added: 'Votre message a été ajouté au signalement.',
    refresh: 'Voir s’il y a une réponse',
    leave: 'Sur l’appareil de quelqu’un d’autre? Fermez cette page quand vous avez terminé.',
  },
  errors: {
    whatToDo: 'Ce que vous pouvez faire',
    back: 'Revenez en arrière\u00A0: votre navigateur garde habituellement ce que vous avez écrit.',
  },
  stepsForAnything: [
    'Cessez d’utiliser le compte ou l’appareil qui est peut-être piraté et prenez-en un autre, sûr.',
    'Depuis cet appareil sûr, changez le mot de passe et activez la connexion en deux étapes.',
    'Ne supprimez rien\u00A0: gardez les messages et faites des captures d’écran.',
  ],
  tooManyAttempts: 'Trop de tentatives. Attendez 15\u00A0minutes, puis réessayez.',
};

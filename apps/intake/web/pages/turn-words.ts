import type { Language } from '#contracts';
import type { ReporterTurn } from '#domain';

interface TurnWords {
  readonly title: string;
  readonly words: string;
  readonly turns: Readonly<
    Record<
      ReporterTurn,
      {
        readonly button: string;
        readonly hint: string;
        readonly send: string;
        /** Begins what is stored of it. */
        readonly said: string;
        readonly told: string;
      }
    >
  >;
}

/** The two buttons with which a reporter tells how the whole goes. */
export const turnWords: Readonly<Record<Language, TurnWords>> = {
  en: {
    title: 'Has something changed?',
    words: 'What happened? (optional)',
    turns: {
      worse: {
        button: 'It is getting worse',
        hint: 'We wake somebody for it. In danger? Call 911 first.',
        send: 'Tell the hotline: it is getting worse',
        said: 'It is getting worse.',
        told: 'We know that it is getting worse, and are telling the responder on duty.',
      },
      over: {
        button: 'It is over',
        hint: 'A responder reads it and may still ask you something. Nothing is closed by it.',
        send: 'Tell the hotline: it is over',
        said: 'It is over, as far as I can see.',
        told: 'Thank you. A responder sees that it is over for you, and looks at it before anything is closed.',
      },
    },
  },
  fr: {
    title: 'Quelque chose a changé?',
    words: 'Que s’est-il passé? (facultatif)',
    turns: {
      worse: {
        button: 'La situation s’aggrave',
        hint: 'Nous réveillons quelqu’un. En danger? Composez d’abord le 911.',
        send: 'Prévenir la ligne\u00A0: la situation s’aggrave',
        said: 'La situation s’aggrave.',
        told: 'Nous savons que la situation s’aggrave et prévenons la personne de garde.',
      },
      over: {
        button: 'C’est fini',
        hint: 'Une intervenante ou un intervenant le lit et pourrait encore vous poser une question. Rien n’est fermé pour autant.',
        send: 'Prévenir la ligne\u00A0: c’est fini',
        said: 'C’est fini, pour autant que je puisse en juger.',
        told: 'Merci. Nous voyons que c’est fini pour vous et vérifions avant de fermer quoi que ce soit.',
      },
    },
  },
};

/** What is stored: the button's sentence, and the reporter's words if there are any. */
export function wordsOfTurn(language: Language, turn: ReporterTurn, message: string): string {
  return [turnWords[language].turns[turn].said, message.trim()].filter((part) => part !== '').join('\n\n');
}

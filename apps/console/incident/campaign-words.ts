import { useWords } from '../words/use-words.js';

/** What the incident page says of the campaign. */
interface CampaignWords {
  readonly title: string;
  readonly graph: string;
  readonly table: string;
  readonly because: string;
  readonly thisOne: string;
  readonly sameCampaign: string;
  readonly incidents: (count: number) => string;
  readonly truncated: (count: number) => string;
}

const campaignWords: Readonly<Record<'en' | 'fr', CampaignWords>> = {
  en: {
    title: 'Campaign',
    graph: 'The incidents and what links them, as a picture',
    table: 'The incidents of the campaign',
    because: 'Linked to',
    thisOne: 'This incident',
    sameCampaign: 'The same campaign',
    incidents: (count) => `${count} incidents`,
    truncated: (count) => `Only ${count} are shown.`,
  },
  fr: {
    title: 'Campagne',
    graph: 'Les incidents et ce qui les lie, en image',
    table: 'Les incidents de la campagne',
    because: 'Lié à',
    thisOne: 'Cet incident',
    sameCampaign: 'Même campagne',
    incidents: (count) => `${count} incidents`,
    truncated: (count) => `Seuls ${count} sont montrés.`,
  },
};

/** The words of the campaign in the language of the screen. */
export function useCampaignWords(): CampaignWords {
  return campaignWords[useWords().words.language];
}

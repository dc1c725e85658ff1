import { useWords } from '../words/use-words.js';

interface AdministrationWords {
  readonly menu: string;
  readonly users: string;
  readonly audit: string;
  readonly elections: string;
  readonly configuration: string;
}

export const administrationWords: Readonly<Record<'en' | 'fr', AdministrationWords>> = {
  en: {
    menu: 'Administration',
    users: 'Users and roles',
    audit: 'Audit',
    elections: 'Elections and windows',
    configuration: 'Configuration',
  },
  fr: {
    menu: 'Administration',
    users: 'Comptes et rôles',
    audit: 'Vérification',
    elections: 'Élections et périodes',
    configuration: 'Configuration',
  },
};

export function useAdministrationWords(): AdministrationWords {
  return administrationWords[useWords().words.language];
}

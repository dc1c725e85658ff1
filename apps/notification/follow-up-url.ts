/** Where a reporter reads our answers and adds to a report, in their language. Holds no secret. */
export function followUpUrl(publicUrl: string, language: 'en' | 'fr'): string {
  return `${publicUrl}${language === 'fr' ? '/fr/suivi' : '/en/follow-up'}`;
}

/** Where a reporter reads our answers and adds to a report, in their language. Holds no secret. */
export function followUpUrl(publicUrl: string, language: 'en' | 'fr'): string {
  return `${publicUrl}${language === 'fr' ? '/fr/suivi' : '/en/follow-up'}`;
}

/** Where a reporter enters the one-time code that shows who they are. */
export function verifyUrl(publicUrl: string, language: 'en' | 'fr'): string {
  return `${publicUrl}/${language === 'fr' ? 'fr/verifier' : 'en/verify'}`;
}
